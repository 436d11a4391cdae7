import { PAYMENTS } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { LIST, takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

describe('the data source of all auth methods', () => {
  const ALL = `${TYPE}_auth_methods`;
  const world = emulated();
  const ids = async () => JSON.parse((await world.workspace.succeed('output -json ids')).stdout) as unknown;

  beforeAll(async () => {
    world.workspace.write(`data "${ALL}" "all" {}\noutput "ids" { value = data.${ALL}.all.ids }\n`);
    await world.workspace.succeed('init');
  });
  beforeEach(() => takeRequests(world.emulator));

  test('tells the ids by the names, with one call', async () => {
    const names = ['payments', 'orders', 'a "quoted" ${name}', '__proto__'];
    const added = names.map((name) => [name, world.emulator.add({ ...PAYMENTS, name }).id]);
    await world.workspace.succeed('apply -auto-approve');

    expect(await ids()).toStrictEqual(JSON.parse(JSON.stringify(Object.fromEntries(added))));
    expect(takeRequests(world.emulator)).toStrictEqual([LIST]);
  });

  test('leaves out names that are one to Terraform, and warns', async () => {
    const twins = ['Zoe\u0308', 'Zo\u00eb'].map((name) => world.emulator.add({ ...PAYMENTS, name }).id);
    const { flat } = await world.workspace.succeed('apply -auto-approve');

    expect(flat).toContain(`Warning: 2 auth methods have the name "Zo\u00eb"`);
    expect(flat).toContain(
      `The name does not identify one of them, so no id was found by it: ${twins.join(' ')} Refer to them by their ids, or rename one of them in Datadog.`,
    );
    expect(Object.keys((await ids()) as object)).not.toContain('Zo\u00eb');
  });
});

describe('the data source', () => {
  const world = emulated();
  const lookUp = (attributes: string) =>
    world.workspace.write(
      `data "${TYPE}" "payments" {\n${attributes}\n}\noutput "found" { value = data.${TYPE}.payments }\n`,
    );
  const found = async () =>
    JSON.parse((await world.workspace.succeed('output -json found')).stdout) as unknown;

  beforeAll(async () => {
    world.emulator.add(PAYMENTS);
    lookUp('name = "payments"');
    await world.workspace.succeed('init');
  });

  test.each([
    ['name', () => 'name = "payments"', [LIST]],
    ['id', () => `id = "${world.emulator.methods()[0]?.id}"`, ['GET payments']],
  ])('finds an auth method by its %s', async (_, attributes, requests) => {
    lookUp(attributes());
    await world.workspace.succeed('apply -auto-approve');

    expect(await found()).toStrictEqual({
      ...PAYMENTS,
      id: world.emulator.methods()[0]?.id,
      protocol: 'oauth2-client-credentials',
    });
    expect(takeRequests(world.emulator)).toStrictEqual(requests);
  });

  test.each([
    ['a name that nobody has', 'name = "orders"', 'Error: There is no auth method with the name "orders"'],
    [
      'an id that nobody has',
      'id = "00000000-0000-4000-8000-000000000000"',
      'Error: There is no auth method with the id "00000000-0000-4000-8000-000000000000"',
    ],
    ['an id that is no UUID', 'id = "payments"', 'Error: "payments" is not the id of an auth method'],
    ['neither id nor name', '', `Error: ${TYPE} needs an id or a name`],
    [
      'both id and name',
      'name = "payments"\nid = "00000000-0000-4000-8000-000000000000"',
      `Error: ${TYPE} needs an id or a name`,
    ],
  ])('refuses %s', async (_, attributes, message) => {
    lookUp(attributes);
    const { code, flat } = await world.workspace.terraform('plan');

    expect({ code, flat }).toStrictEqual({ code: 1, flat: expect.stringContaining(message) });
  });

  test('does not choose among several of one name', async () => {
    // Datadog refuses a name in use; one that differs in its Unicode form alone is the same to Terraform.
    world.emulator.add({ ...PAYMENTS, name: 'Zoe\u0308' });
    world.emulator.add({ ...PAYMENTS, name: 'Zo\u00eb' });
    lookUp('name = "Zo\u00eb"');
    const { code, text } = await world.workspace.terraform('plan');
    const ids = world.emulator
      .methods()
      .slice(1)
      .map(({ id }) => `  ${id}`);

    expect(code).toBe(1);
    expect(text).toContain(`Error: 2 auth methods have the name "Zo\u00eb"`);
    expect(text).toContain(
      `The name does not identify one of them, so no id was found by it:\n${ids.join('\n')}\n\nRefer to them by their ids, or rename one of them in Datadog.`,
    );
  });
});
