import { PAYMENTS } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { LIST, takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

const world = emulated();
/** Writes the data source, and what it answers into an output. */
const declare = (attributes = '', type = TYPE) =>
  world.workspace.write(
    `data "${type}" "one" {\n${attributes}\n}\noutput "answer" { value = data.${type}.one }\n`,
  );
const answer = async () => {
  await world.workspace.succeed('apply -auto-approve');
  return JSON.parse((await world.workspace.succeed('output -json answer')).stdout);
};
/** Datadog refuses a name in use; one that differs in its Unicode form alone is the same to Terraform. */
const addTwins = () => ['Zoe\u0308', 'Zo\u00eb'].map((name) => world.emulator.add({ ...PAYMENTS, name }).id);

let id: string;
beforeAll(async () => {
  declare('name = "payments"');
  await world.workspace.succeed('init');
});
beforeEach(() => {
  id = world.emulator.add(PAYMENTS).id;
});
afterEach(() => {
  for (const method of world.emulator.methods()) world.emulator.remove(method.id);
  world.emulator.clearRequests();
});

describe('the data source of all auth methods', () => {
  test('tells the ids by the names, with one call', async () => {
    const names = ['orders', 'a "quoted" ${name}', '__proto__'];
    const added = names.map((name) => [name, world.emulator.add({ ...PAYMENTS, name }).id]);
    declare('', `${TYPE}_auth_methods`);

    expect((await answer()).ids).toStrictEqual(
      JSON.parse(JSON.stringify(Object.fromEntries([['payments', id], ...added]))),
    );
    expect(takeRequests(world.emulator)).toStrictEqual([LIST]);
  });

  test('leaves out names that are one to Terraform, and warns', async () => {
    const twins = addTwins();
    declare('', `${TYPE}_auth_methods`);
    const { flat } = await world.workspace.succeed('apply -auto-approve');

    expect(flat).toContain(
      'The name does not identify one of them: ' +
        `${twins.join(' ')} So ids omits the name. Rename one of them in Datadog, or refer to them by their ids.`,
    );
    expect((await answer()).ids).toStrictEqual({ payments: id });
  });
});

describe('the data source', () => {
  test.each([
    ['name', () => 'name = "payments"', [LIST]],
    ['id', () => `id = "${id}"`, ['GET payments']],
  ])('finds an auth method by its %s', async (_, attributes, requests) => {
    declare(attributes());

    expect(await answer()).toStrictEqual({ ...PAYMENTS, id, protocol: 'oauth2-client-credentials' });
    expect(takeRequests(world.emulator)).toStrictEqual(requests);
  });

  const NOWHERE = '00000000-0000-4000-8000-000000000000';
  test.each([
    ['a name that nobody has', 'name = "orders"', 'There is no auth method with the name "orders"'],
    ['an id that nobody has', `id = "${NOWHERE}"`, `There is no auth method with the id "${NOWHERE}"`],
    ['an id that is no UUID', 'id = "payments"', '"payments" is not the id of an auth method'],
    ['neither id nor name', '', `${TYPE} needs an id or a name`],
    ['both id and name', `name = "payments"\nid = "${NOWHERE}"`, `${TYPE} needs an id or a name`],
  ])('refuses %s', async (_, attributes, message) => {
    declare(attributes);
    const { code, flat } = await world.workspace.terraform('plan');

    expect({ code, flat }).toStrictEqual({ code: 1, flat: expect.stringContaining(`Error: ${message}`) });
  });

  test('does not choose among several of one name', async () => {
    const twins = addTwins();
    declare('name = "Zo\u00eb"');
    const { code, text } = await world.workspace.terraform('plan');

    expect(code).toBe(1);
    expect(text).toContain(`Error: 2 auth methods have the name "Zo\u00eb"`);
    expect(text).toContain(
      `The name does not identify one of them:\n${twins.map((twin) => `  ${twin}`).join('\n')}\n\nUse the id instead.`,
    );
  });
});
