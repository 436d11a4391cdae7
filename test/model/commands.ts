import fc from 'fast-check';
import type { HeldValues } from '../../lib/change/change';
import { textOf } from '../../lib/provider/state';
import type { Declared, Disturbance, World } from './world';

/** The model: what the code declares, by label. */
export type Code = Map<string, Declared>;
type Command = fc.AsyncCommand<Code, World>;

const LABELS = ['a', 'b', 'c'] as const;
const FAULTS = ['reset-before', 'reset-after', 'cut-body', 'empty-body', 'wrong-json', 'html', 503] as const;
const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'] as const;

const label = fc.constantFrom(...LABELS);
const aName = fc.constantFrom('1', '2');
const edit = fc.oneof(
  fc.record({ audience: fc.constantFrom(null, 'https://one.example.com', 'https://two.example.com') }),
  fc.record({ scope: fc.constantFrom(null, 'read', 'read write', 'write read') }),
  fc.record({ client_id: fc.constantFrom('client-1', 'client-2') }),
  fc.record({
    access_token_url: fc.constantFrom('https://login.example.com/1', 'https://login.example.com/2'),
  }),
);
const secret = fc.constantFrom('secret-one', 'secret-two', 'secret-three');

const FIRST: Omit<HeldValues, 'name'> = {
  access_token_url: 'https://login.example.com/1',
  client_id: 'client-1',
  audience: null,
  scope: null,
};

/** @param replayPath of a failure's report, to live the very same history again */
export function commands(replayPath?: string) {
  return fc.commands(ALL, { maxCommands: 12, ...(replayPath ? { replayPath } : {}) });
}

const ALL: fc.Arbitrary<Command>[] = [
  fc.tuple(label, aName, edit, secret).map(([of, name, values, secretOf]) =>
    command(`declare ${of}-${name} ${JSON.stringify(values)}`, (code) => {
      const before = code.get(of)?.attributes ?? FIRST;
      code.set(of, { attributes: { ...before, ...values, name: `${of}-${name}` }, secret: secretOf });
    }),
  ),
  fc.tuple(label, edit).map(([of, values]) =>
    command(
      `change ${of} ${JSON.stringify(values)}`,
      (code) => {
        const declared = code.get(of)!;
        code.set(of, { ...declared, attributes: { ...declared.attributes, ...values } });
      },
      (code) => code.has(of),
    ),
  ),
  fc.tuple(label, secret).map(([of, to]) =>
    command(
      `rotate ${of} to ${to}`,
      (code) => void code.set(of, { ...code.get(of)!, secret: to }),
      (code) => code.has(of),
    ),
  ),
  label.map((of) =>
    command(
      `remove ${of}`,
      (code) => void code.delete(of),
      (code) => code.has(of),
    ),
  ),
  fc
    .tuple(label, edit)
    .map(([of, values]) =>
      command(`edit ${of} behind ${JSON.stringify(values)}`, (_, world) =>
        behind(world, of, (id) => world.emulator.edit(id, values)),
      ),
    ),
  label.map((of) =>
    command(`delete ${of} behind`, (_, world) => behind(world, of, (id) => world.emulator.remove(id))),
  ),
  fc
    .tuple(label, aName)
    .map(([of, name]) =>
      command(`somebody makes ${of}-${name}`, (_, world) => addByOthers(world, `${of}-${name}`)),
    ),
  fc
    .tuple(fc.constantFrom(...FAULTS), fc.constantFrom(...METHODS), fc.integer({ min: 1, max: 2 }))
    .map(([kind, method, count]) =>
      command(
        `fault ${kind} at ${count} ${method}`,
        (_, world) => void world.emulator.fault({ kind, method, count }),
      ),
    ),
  fc.constant(command('deploy', (_, world) => deploy(world))),
  fc
    .tuple(label, edit)
    .map(([of, values]) =>
      command(`deploy, with an edit of ${of} after the plan: ${JSON.stringify(values)}`, (_, world) =>
        deploy(world, { between: () => behind(world, of, (id) => world.emulator.edit(id, values)) }),
      ),
    ),
  fc
    .tuple(
      label,
      fc.constantFrom('audience', 'scope'),
      fc.uniqueArray(fc.constantFrom(null, 'x', 'y', 'z'), { minLength: 2, maxLength: 2 }),
    )
    .map(([of, attribute, [mine, theirs]]) =>
      command(
        `deploy ${attribute} of ${of} as ${mine}, which somebody makes ${theirs} after the plan`,
        (code, world) => {
          const declared = code.get(of)!;
          code.set(of, { ...declared, attributes: { ...declared.attributes, [attribute]: mine } });
          return deploy(world, {
            between: () => behind(world, of, (id) => world.emulator.edit(id, { [attribute]: theirs })),
          });
        },
        (code) => code.has(of),
      ),
    ),
  label.map((of) =>
    command(`deploy, with ${of} deleted after the plan`, (_, world) =>
      deploy(world, { between: () => behind(world, of, (id) => world.emulator.remove(id)) }),
    ),
  ),
  fc
    .subarray([...LABELS], { minLength: 1 })
    .map((lost) =>
      command(`deploy, and Terraform is killed before the state has ${lost.join(', ')}`, (_, world) =>
        deploy(world, { lost: new Set(lost) }),
      ),
    ),
  fc
    .tuple(fc.constantFrom('POST', 'PATCH', 'DELETE'), fc.boolean())
    .map(([method, handled]) =>
      command(
        `deploy, and the provider is killed in a ${method} ${handled ? 'after' : 'before'} it was handled`,
        (_, world) => deploy(world, { killAt: { method: method as 'POST', handled } }),
      ),
    ),
];

function command(
  name: string,
  run: (code: Code, world: World) => void | Promise<void>,
  check: (code: Code) => boolean = () => true,
): Command {
  return {
    check: (code) => check(code),
    run: async (code, world) => run(code, world),
    toString: () => name,
  };
}

async function deploy(world: World, disturbance: Disturbance = {}): Promise<void> {
  await world.deploy(disturbance);
}

/** Does something in Datadog to what the state knows by the label, if it is still there. */
function behind(world: World, of: string, act: (id: string) => unknown): void {
  const held = world.terraform.state.get(of);
  const id = held && textOf(held.state, 'id');
  if (id && world.emulator.methods().some((method) => method.id === id)) act(id);
}

function addByOthers(world: World, name: string): void {
  if (world.emulator.methods().some(({ attributes }) => attributes.name === name)) return;
  const { id } = world.emulator.add({ ...FIRST, name, client_id: 'client-of-others' } as never);
  world.judge.belongsToOthers(id);
}
