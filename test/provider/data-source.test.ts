import { AUTH_METHODS_TYPE } from '../../lib/attributes';
import { ID, PAYMENTS } from '../helpers/auth-method';
import { LIST, takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';
import { emulateDatadog, emulator, inProcess } from './in-process';

emulateDatadog();

/** Reads a data source in a walk of its own, after it is validated. */
async function read(config: { id?: string; name?: string }, type = TYPE) {
  const { provider, call } = await inProcess();
  const dataSource = provider.dataSources[type]!;
  const complete = type === TYPE ? { id: null, name: null, ...config } : {};
  const problems = dataSource.validate(complete);
  return problems.length > 0 ? { state: null, diagnostics: problems } : dataSource.read(complete, call);
}

/** Datadog refuses a name in use; one that differs in its Unicode form alone is the same to Terraform. */
const addTwins = () => ['Zoe\u0308', 'Zo\u00eb'].map((name) => emulator.add({ ...PAYMENTS, name }).id);
const ambiguous = (severity: string, ids: readonly string[]) => ({
  severity,
  summary: '2 auth methods have the name "Zo\u00eb"',
  detail:
    `The name does not identify one of them, so no id was found by it:\n  ${ids.join('\n  ')}\n\n` +
    'Refer to them by their ids, or rename one of them in Datadog.',
});

test('the data source of all auth methods has the ids by the names, with one call', async () => {
  const names = ['payments', 'orders', 'a "quoted" ${name}', '__proto__'];
  const ids = Object.fromEntries(names.map((name) => [name, emulator.add({ ...PAYMENTS, name }).id]));
  const own = { ...ids, ['__proto__']: emulator.methods().at(-1)!.id };

  expect(await read({}, AUTH_METHODS_TYPE)).toStrictEqual({ state: { ids: own }, diagnostics: [] });
  expect(takeRequests(emulator)).toStrictEqual([LIST]);
});

test('names that are one to Terraform are omitted with a warning, and refused where one is wanted', async () => {
  const twins = addTwins();

  expect(await read({}, AUTH_METHODS_TYPE)).toStrictEqual({
    state: { ids: {} },
    diagnostics: [ambiguous('warning', twins)],
  });
  await expect(read({ name: 'Zo\u00eb' })).rejects.toMatchObject({ diagnostic: ambiguous('error', twins) });
});

test.each([
  ['name', 'Zo\u00eb', [LIST]],
  ['id', undefined, ['GET Zoe\u0308']],
])(
  'a data source finds an auth method by its %s, and has the name as the code has it',
  async (_, name, requests) => {
    const { id } = emulator.add({ ...PAYMENTS, name: 'Zoe\u0308' });

    expect(await read(name === undefined ? { id } : { name })).toStrictEqual({
      state: { ...PAYMENTS, name: name ?? 'Zoe\u0308', id, protocol: 'oauth2-client-credentials' },
      diagnostics: [],
    });
    expect(takeRequests(emulator)).toStrictEqual(requests);
  },
);

const CHECK = 'Also check that the keys belong to the right organisation and site.';
const nobody = (key: string, value: string, near = '') => ({
  summary: `There is no auth method with the ${key} "${value}"`,
  detail:
    `Datadog has no OAuth2 client credentials auth method with this ${key}.${near}\n\n` +
    `Check the ${key}. ${CHECK}`,
});
const NEAR = ' Similar names:\n  "payments"';

test.each([
  ['a name that nobody has, with near ones', { name: 'Paymets' }, nobody('name', 'Paymets', NEAR)],
  ['a name that is nothing like any', { name: 'orders' }, nobody('name', 'orders')],
  ['an id that nobody has', { id: ID }, nobody('id', ID)],
])('a data source does not find %s', async (_, config, diagnostic) => {
  emulator.add(PAYMENTS);

  await expect(read(config)).rejects.toMatchObject({ diagnostic: { severity: 'error', ...diagnostic } });
});

const ONE_OF_TWO = {
  summary: `${TYPE} needs an id or a name`,
  detail: 'The data source finds one auth method by its id or by its name.\n\nSet exactly one of the two.',
};

test.each([
  ['neither id nor name', {}, ONE_OF_TWO],
  ['both id and name', { id: ID, name: 'payments' }, ONE_OF_TWO],
  ['an id that is no UUID', { id: 'payments' }, { summary: '"payments" is not the id of an auth method' }],
])('a data source with %s is refused without a call', async (_, config, diagnostic) => {
  expect((await read(config)).diagnostics).toMatchObject([{ severity: 'error', ...diagnostic }]);
  expect(takeRequests(emulator)).toStrictEqual([]);
});
