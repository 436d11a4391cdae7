import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { expectAllMet } from '../helpers/faults';
import { LIST, takeRequests } from '../helpers/requests';

const POST = `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 'first-secret' })}`;

/**
 * Each story ends with a deploy that makes Datadog and the state what is declared, and a plan that says so.
 */
describe('partial failure', () => {
  const world = emulated();
  const declare = (hcl: string) => world.workspace.write(SECRET_VARIABLE + hcl);
  const apply = (args = '') => world.workspace.terraform(`apply -auto-approve${args}`);
  const many = (clientId: string) =>
    [1, 2, 3, 4, 5, 6]
      .map((n) =>
        authMethod({ ...PAYMENTS, name: `method-${n}`, client_id: clientId }, { label: `method_${n}` }),
      )
      .join('');

  /** The client ids in the state, by name. */
  async function inState(): Promise<Record<string, string>> {
    const { stdout } = await world.workspace.succeed('show -json');
    const { values } = JSON.parse(stdout);
    const resources: { values: { name: string; client_id: string } }[] = values?.root_module?.resources ?? [];
    return Object.fromEntries(resources.map((one) => [one.values.name, one.values.client_id]));
  }

  async function expectConverged(names: readonly string[]): Promise<void> {
    expect((await world.workspace.succeed('plan -detailed-exitcode')).text).toContain('No changes.');
    const held = world.emulator.methods().map(({ attributes }) => attributes.name);
    expect(held.sort()).toStrictEqual([...names].sort());
  }

  beforeAll(async () => {
    declare('');
    await world.workspace.succeed('init');
  });
  afterEach(async () => {
    expectAllMet(world.emulator);
    world.emulator.clearFaults();
    declare('');
    await world.workspace.succeed('apply -auto-approve');
    for (const { id } of world.emulator.methods()) world.emulator.remove(id);
    world.emulator.clearRequests();
  });

  test('a creation whose answer is lost is found and kept, untainted', async () => {
    declare(authMethod());
    world.emulator.fault({ kind: 'reset-after', method: 'POST' });
    const { code, text } = await apply();

    expect(code).toBe(0);
    expect(text).toContain('Warning: The answer to the creation of auth method "payments" was lost');
    expect(takeRequests(world.emulator)).toStrictEqual([
      LIST,
      LIST,
      `${POST} -> reset-after`,
      LIST,
      'PATCH payments {"client_secret":"first-secret"}',
    ]);
    await expectConverged(['payments']);
  });

  test('a creation that never happened leaves the others in the state, and is made by the next deploy', async () => {
    declare(many('c'));
    world.emulator.fault({ kind: 'reset-before', method: 'POST', authMethod: 'method-3' });
    const { code, text } = await apply();

    expect(code).toBe(1);
    expect(text).toContain('Error: Could not create auth method "method-3"');
    const made = world.emulator.methods().map(({ attributes }) => attributes.name as string);
    expect(made).toHaveLength(5);
    expect(await inState()).toStrictEqual(Object.fromEntries(made.map((name) => [name, 'c'])));

    world.emulator.clearRequests();
    expect((await apply()).code).toBe(0);
    expect(takeRequests(world.emulator).filter((request) => !request.startsWith('GET'))).toStrictEqual([
      expect.stringMatching(/^POST \{"name":"method-3"/),
    ]);
    await expectConverged([...made, 'method-3']);
  });

  test('updates that fail half-way keep in the state what is true, and the next deploy sends the rest', async () => {
    declare(many('before'));
    expect((await apply()).code).toBe(0);
    declare(many('after'));
    for (const authMethod of ['method-2', 'method-5'])
      world.emulator.fault({ kind: 400, method: 'PATCH', authMethod });
    const { code, text } = await apply(' -parallelism=2');

    expect(code).toBe(1);
    for (const name of ['method-2', 'method-5'])
      expect(text).toContain(`Error: Could not update auth method "${name}"`);
    const held = world.emulator.methods().map(({ attributes }) => [attributes.name, attributes.client_id]);
    const left = held.filter(([, clientId]) => clientId === 'before').map(([name]) => name);
    expect(left.sort()).toStrictEqual(['method-2', 'method-5']);
    expect(await inState()).toStrictEqual(Object.fromEntries(held));

    world.emulator.clearRequests();
    expect((await apply()).code).toBe(0);
    const sent = takeRequests(world.emulator).filter((request) => !request.startsWith('GET'));
    expect(sent.sort()).toStrictEqual([
      'PATCH method-2 {"client_id":"after"}',
      'PATCH method-5 {"client_id":"after"}',
    ]);
    await expectConverged([1, 2, 3, 4, 5, 6].map((n) => `method-${n}`));
  });

  test('a deletion of what is gone is done', async () => {
    declare(authMethod());
    expect((await apply()).code).toBe(0);
    world.emulator.remove('payments');
    world.emulator.clearRequests();
    declare('');
    await world.workspace.succeed('apply -auto-approve -refresh=false');

    expect(takeRequests(world.emulator)).toStrictEqual(['DELETE GONE -> 404']);
    expect(await inState()).toStrictEqual({});
  });

  test('a deletion whose answer is lost is repeated, and done', async () => {
    declare(authMethod());
    expect((await apply()).code).toBe(0);
    world.emulator.clearRequests();
    world.emulator.fault({ kind: 'reset-after', method: 'DELETE' });
    declare('');
    expect((await apply()).code).toBe(0);

    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET GONE',
      'DELETE GONE -> reset-after',
      'DELETE GONE -> 404',
    ]);
    expect(await inState()).toStrictEqual({});
  });
});
