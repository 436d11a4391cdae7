import fc from 'fast-check';
import type { AuthMethod } from '../../lib/wire/answer';
import type { Disturbance, ReplaceOrder } from './disturbance';
import { FIRST, type Declared, type World } from './world';

/** The model: what the code declares, by label. */
export type Code = Map<string, Declared>;
type Edit = Partial<Declared['attributes']>;
type Command = fc.AsyncCommand<Code, World>;

const LABELS = ['a', 'b', 'c', 'd'] as const;
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
const twoLabels = fc
  .uniqueArray(label, { minLength: 2, maxLength: 2 })
  .map((labels) => labels as [string, string]);
const outage = fc.constantFrom('reset-before' as const, 503, 'reset-after' as const);
const schedule = fc.record({ parallelism: fc.constantFrom(1, 2, 10), seed: fc.nat(1_000) });

/** @param replayPath of a failure's report, to live the very same history again */
export function commands(replayPath?: string) {
  return fc.commands(ALL, { maxCommands: 12, size: 'max', ...(replayPath ? { replayPath } : {}) });
}

/** What somebody does in Datadog to an auth method. */
const deed = fc.tuple(
  label,
  fc.oneof(edit, fc.record({ name: aName.map((name) => `${name}-theirs`) }), fc.constant('delete' as const)),
);

const ALL: fc.Arbitrary<Command>[] = [
  fc.tuple(label, aName, edit, secret).map(([of, name, values, secretOf]) =>
    command(`declare ${of}-${name} ${JSON.stringify(values)}`, (code) => {
      const before = code.get(of)?.attributes ?? FIRST;
      const taken = [...code].some(
        ([other, { attributes }]) => other !== of && attributes.name === `${of}-${name}`,
      );
      const attributes = { ...before, ...values, name: taken ? `${of}-new-${code.size}` : `${of}-${name}` };
      code.set(of, { attributes, secret: secretOf });
    }),
  ),
  twoLabels.map(([from, to]) =>
    command(`rename the label ${from} to ${to}`, (code) => renameLabel(code, from, to), canRename(from, to)),
  ),
  twoLabels.map(([from, to]) =>
    command(
      `${to} takes the name of ${from}, which gets another one`,
      (code) => {
        const name = nameIn(code, from);
        change(code, from, { name: `${from}-gave-${name.length}` });
        change(code, to, { name });
      },
      has(from, to),
    ),
  ),
  twoLabels.map(([one, other]) =>
    command(
      `${one} and ${other} swap their names`,
      (code) => {
        const name = nameIn(code, one);
        change(code, one, { name: nameIn(code, other) });
        change(code, other, { name });
      },
      has(one, other),
    ),
  ),
  fc
    .tuple(label, fc.option(secret))
    .map(([of, to]) =>
      command(
        `raise the version of ${of} with ${to ?? 'no secret'}`,
        (code) => change(code, of, {}, { version: (code.get(of)?.version ?? 0) + 1, secret: to }),
        has(of),
      ),
    ),
  fc.tuple(label, secret).map(([of, to]) =>
    command(
      `give ${of} the secret ${to} that it lacks`,
      (code) => change(code, of, {}, { secret: to }),
      (code) => code.get(of)?.secret === null,
    ),
  ),
  fc
    .tuple(label, fc.constantFrom<ReplaceOrder>('create first', 'destroy first'), schedule)
    .map(([of, order, how]) =>
      deploying(`replacing ${of}, ${order}`, { replaced: new Map([[of, order]]), schedule: how }),
    ),
  fc
    .tuple(fc.subarray([...METHODS.slice(1)], { minLength: 1 }), outage, schedule)
    .map(([methods, kind, how]) =>
      deploying(`while the first ${methods.join(', ')} meets ${kind}`, { schedule: how }, (_, { emulator }) =>
        methods.forEach((method) => emulator.fault({ kind, method })),
      ),
    ),
  fc.tuple(twoLabels, outage, schedule).map(([[from, to], kind, how]) =>
    deploying(
      `with ${from} renamed to ${to}, in a ${kind}`,
      { schedule: how },
      (code, { emulator }) => {
        renameLabel(code, from, to);
        emulator.fault({ kind, method: 'POST' });
        emulator.fault({ kind: 503, method: 'DELETE' });
      },
      (code) => canRename(from, to)(code) && code.get(from)!.secret !== null,
    ),
  ),
  fc
    .tuple(label, schedule)
    .map(([of, how]) =>
      deploying(`with ${of} tainted`, { schedule: how }, (_, { terraform }) => terraform.taint(of), has(of)),
    ),
  fc.tuple(twoLabels, fc.boolean(), schedule).map(([[from, to], isTainted, how]) =>
    deploying(
      `with ${from} ${isTainted ? 'tainted' : 'replaced'}, whose id ${to} imports`,
      {
        schedule: how,
        imports: new Map([[to, from]]),
        ...(isTainted ? {} : { replaced: new Map([[from, 'destroy first']]) }),
      },
      (code, { terraform }) => {
        code.set(to, { attributes: { ...FIRST, name: `${to}-imported` }, secret: 'secret-one' });
        if (isTainted) terraform.taint(from);
      },
      // Of two new resources that declare exactly the same, Datadog refuses the second POST.
      (code) => canRename(from, to)(code) && !isDeclared(code, `${to}-imported`),
    ),
  ),
  fc
    .tuple(label, edit, secret, fc.constantFrom(400, 401, 403, 404), fc.boolean())
    .map(([of, values, to, status, isPutBack]) =>
      command(
        `deploy ${of} with ${to} and ${JSON.stringify(values)}: the PATCH loses its answer and is then refused with ${status}${isPutBack ? '; then put back' : ''}`,
        async (code, world) => {
          const declared = code.get(of)!;
          change(code, of, values, { secret: to });
          world.emulator.fault({ kind: 'reset-after', method: 'PATCH' });
          world.emulator.fault({ kind: status, method: 'PATCH' });
          await world.deploy();
          world.emulator.clearFaults();
          if (isPutBack) code.set(of, declared);
          await world.deploy();
        },
        // With a version, another secret alone is not sent.
        (code) => code.has(of) && code.get(of)!.secret !== null && code.get(of)!.version === undefined,
      ),
    ),
  fc.constant(
    deploying('and a POST is answered with another auth method', {}, (_, { emulator }) => {
      const transform = (body: unknown) => {
        const { data } = body as { data?: AuthMethod };
        const others = emulator.methods().filter(({ id }) => id !== data?.id);
        return data && others[0] ? { data: { ...data, ...others[0] } } : body;
      };
      emulator.fault({ kind: 'transform', method: 'POST', transform });
    }),
  ),
  deed.map(([of, what]) => command(inWords(of, what), (_, world) => behind(world, of, what))),
  deed.map(([of, what]) =>
    command(`deploy, and after the plan: ${inWords(of, what)}`, (_, world) =>
      world.deploy({ between: () => behind(world, of, what) }),
    ),
  ),
  schedule.map((how) => deploying('as it is', { schedule: how })),
  fc
    .tuple(label, edit)
    .map(([of, values]) =>
      command(`change ${of} ${JSON.stringify(values)}`, (code) => change(code, of, values), has(of)),
    ),
  fc.tuple(label, secret).map(([of, to]) =>
    command(
      `rotate ${of} to ${to}`,
      (code) => {
        const { version } = code.get(of)!;
        change(code, of, {}, { secret: to, ...(version !== undefined && { version: version + 1 }) });
      },
      has(of),
    ),
  ),
  label.map((of) => command(`remove ${of}`, (code) => void code.delete(of), has(of))),
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
          change(code, of, { [attribute]: mine });
          return world.deploy({ between: () => behind(world, of, { [attribute]: theirs }) });
        },
        has(of),
      ),
    ),
  fc
    .subarray([...LABELS], { minLength: 1 })
    .map((lost) =>
      deploying(`and Terraform is killed before the state has ${lost.join(', ')}`, { lost: new Set(lost) }),
    ),
  fc
    .record({
      method: fc.constantFrom('POST' as const, 'PATCH' as const, 'DELETE' as const),
      handled: fc.boolean(),
    })
    .map((killAt) => deploying(`and the provider is killed at ${JSON.stringify(killAt)}`, { killAt })),
];

/** Whether the code declares all of these labels. */
const has =
  (...labels: string[]) =>
  (code: Code) =>
    labels.every((of) => code.has(of));
const canRename = (from: string, to: string) => (code: Code) => code.has(from) && !code.has(to);

/** Changes what the code declares by the label. */
function change(code: Code, of: string, values: Edit, rest: Partial<Declared> = {}): void {
  const { attributes, ...declared } = code.get(of)!;
  code.set(of, { ...declared, ...rest, attributes: { ...attributes, ...values } });
}

function nameIn(code: Code, of: string): string {
  return code.get(of)!.attributes.name!;
}

function renameLabel(code: Code, from: string, to: string): void {
  code.set(to, code.get(from)!);
  code.delete(from);
}

function isDeclared(code: Code, name: string): boolean {
  return [...code.values()].some(({ attributes }) => attributes.name === name);
}

function command(
  name: string,
  run: (code: Code, world: World) => unknown,
  check: (code: Code) => boolean = () => true,
): Command {
  return { check, run: async (code, world) => void (await run(code, world)), toString: () => name };
}

/** A deploy, after a change of the code or of what happens. */
function deploying(
  name: string,
  how: Disturbance,
  before: (code: Code, world: World) => void = () => undefined,
  check?: (code: Code) => boolean,
): Command {
  const order = how.schedule ? ` ${JSON.stringify(how.schedule)}` : '';
  const run = (code: Code, world: World) => {
    before(code, world);
    return world.deploy(how);
  };
  return command(`deploy${order}, ${name}`, run, check);
}

type Deed = Edit | 'delete';

/** Does something in Datadog to what the state knows by the label, if it is still there. */
function behind(world: World, of: string, what: Deed): void {
  const [id, live] = [world.idOf(of), world.emulator.methods()];
  const isTaken = what !== 'delete' && live.some(({ attributes }) => attributes.name === what.name);
  if (!id || isTaken || live.every((method) => method.id !== id)) return;
  if (what === 'delete') world.emulator.remove(id);
  else world.emulator.edit(id, what);
}

function inWords(of: string, what: Deed): string {
  return `somebody does to ${of}: ${JSON.stringify(what)}`;
}

function addByOthers(world: World, name: string): void {
  if (world.emulator.methods().some(({ attributes }) => attributes.name === name)) return;
  const { id } = world.emulator.add({ ...FIRST, name, client_id: 'client-of-others' } as never);
  world.judge.belongsToOthers(id);
}
