import { AUTH_METHODS_TYPE } from '../../lib/attributes';
import type { Diagnostic, FoundObject } from '../../lib/plugin/provider';
import type { ObjectValue } from '../../lib/plugin/value';
import { error } from '../helpers/diagnostics';
import { LIST, takeRequests } from '../helpers/requests';
import { configOf, PAYMENTS, stateOf } from '../helpers/auth-method';
import { TYPE } from '../helpers/terraform';
import { emulateDatadog, emulator, inProcess } from './in-process';

emulateDatadog({
  credentials: [
    { apiKey: 'api', appKey: 'app' },
    { apiKey: 'api', appKey: 'none', permissions: [] },
  ],
});
beforeEach(() => {
  emulator.add(PAYMENTS);
  emulator.add({ ...PAYMENTS, name: 'Zoe\u0308', audience: null, scope: null });
});

/** All that a list finds, and its diagnostics. */
async function find(name: string | null, settings: ObjectValue = {}) {
  const { resource, call } = await inProcess(settings);
  const found: FoundObject[] = [];
  const diagnostics: Diagnostic[] = [];
  for await (const item of resource.list!.find({ name }, call))
    if ('severity' in item) diagnostics.push(item);
    else found.push(item);
  return { found, diagnostics, list: resource.list! };
}

test('a list finds all auth methods with one call', async () => {
  const { found, diagnostics } = await find(null);

  expect(found.map(({ displayName }) => displayName)).toStrictEqual(['payments', 'Zoe\u0308']);
  expect(diagnostics).toStrictEqual([]);
  expect(takeRequests(emulator)).toStrictEqual([LIST]);
});

test('a name finds the auth method of exactly this name, in any Unicode form', async () => {
  const names = async (name: string) => (await find(name)).found.map(({ displayName }) => displayName);

  expect(await names('payments')).toStrictEqual(['payments']);
  expect(await names('Zo\u00eb')).toStrictEqual(['Zoe\u0308']);
  expect(await names('pay')).toStrictEqual([]);
});

test('what is found is a state, and its configuration has what belongs in code', async () => {
  const { found, list } = await find('payments');
  const state = found[0]?.state ?? {};

  expect(state).toStrictEqual(
    stateOf({ ...PAYMENTS, id: emulator.methods()[0]?.id ?? '', client_secret_revision: 0 }),
  );
  expect(list.toConfig(state)).toStrictEqual(configOf(PAYMENTS));
});

test('an incomplete list is an error for whoever needs all of it, and the others read by id', async () => {
  const { provider, resource, call } = await inProcess();
  const transform = (body: unknown) => ({ ...(body as object), included: [] });
  emulator.fault({ kind: 'transform', route: 'list', count: 9, transform });
  const incomplete = {
    diagnostic: error(
      'Could not list the auth methods',
      expect.stringContaining(' with a body that has auth methods in "data" that "included" lacks.\n\n'),
    ),
  };
  await expect(find(null)).rejects.toMatchObject(incomplete);
  await expect(provider.dataSources[AUTH_METHODS_TYPE]?.read({}, call)).rejects.toMatchObject(incomplete);
  await expect(provider.dataSources[TYPE]?.read({ name: 'payments' }, call)).rejects.toMatchObject(
    incomplete,
  );
  const imported = await resource.importById('name:payments', call);
  expect(imported).toMatchObject({ state: null, diagnostics: [incomplete.diagnostic] });
  for (const { id, attributes } of emulator.methods())
    expect(await provider.dataSources[TYPE]?.read({ id }, call)).toMatchObject({
      state: { id, name: attributes.name },
    });
});

test('a refused list is an error, which names the permission', async () => {
  await expect(find(null, { app_key: 'none' })).rejects.toMatchObject({
    diagnostic: error('Could not list the auth methods', expect.stringContaining('integrations_read')),
  });
});

test('a name that no auth method can have is refused', async () => {
  const { list } = await find(null);

  expect(list.validate({ name: ' ' })).toMatchObject([{ severity: 'error', attribute: 'name' }]);
});
