import type { RequestError } from '../../lib/plugin/errors';
import type { Resource } from '../../lib/plugin/provider';
import type { ObjectValue } from '../../lib/plugin/value';
import { datadogWebhooksProvider } from '../../lib/provider/provider';
import { configOf, ID, PAYMENTS, stateOf } from '../helpers/auth-method';
import { error } from '../helpers/diagnostics';
import { TYPE } from '../helpers/terraform';
import { settingsOf } from './in-process';

const call = { signal: new AbortController().signal };

/** The identity of the auth method, with a provider that has these settings. */
async function identityWith(settings: ObjectValue) {
  const provider = datadogWebhooksProvider('0');
  await provider.configure(settingsOf({ api_key: 'a', app_key: 'b', ...settings }), call);
  const resource = provider.resources[TYPE] as Resource;
  const { identity } = resource;
  if (!identity) throw new Error('there is no identity');
  const state = configOf({ id: ID });
  return { of: (before: ObjectValue | null = null) => identity.of(state, before), identity, resource };
}

test('an identity is the id and the site, where the address is made from a site', async () => {
  const site = await identityWith({ site: 'datadoghq.eu' });
  const proxy = await identityWith({ api_url: 'https://proxy.example.com' });

  expect(site.of()).toStrictEqual({ id: ID, site: 'datadoghq.eu' });
  expect(proxy.of()).toStrictEqual({ id: ID, site: null });
});

test('a stored identity stays, whatever the address is now: Terraform refuses one that changes', async () => {
  const { of } = await identityWith({ site: 'datadoghq.eu' });
  const stored = { id: ID.toUpperCase(), site: null };

  expect(of(stored)).toBe(stored);
  expect(of({ id: '00000000-0000-4000-8000-000000000000', site: null })).toStrictEqual({
    id: ID,
    site: 'datadoghq.eu',
  });
});

test('there is no identity before the id is known', async () => {
  const { identity } = await identityWith({ site: 'datadoghq.eu' });

  expect(identity.of(configOf({}), null)).toBeNull();
});

describe('an auth method whose stored identity', () => {
  /** Interrupted, so that a read that asks Datadog fails at once. */
  const readWith = async (site: string | null, settings: ObjectValue) => {
    const { resource } = await identityWith(settings);
    const request = { state: stateOf({ ...PAYMENTS, id: ID }), private: new Uint8Array() };
    return resource.read({ ...request, identity: { id: ID, site } }, { signal: AbortSignal.abort() });
  };

  test('names another site is not read', async () => {
    await expect(readWith('datadoghq.com', { site: 'datadoghq.eu' })).rejects.toMatchObject({
      diagnostic: error(
        'The state\'s auth method "payments" belongs to the site "datadoghq.com"',
        'Its identity in the state names the site "datadoghq.com", and this provider is configured for "datadoghq.eu".\n\n' +
          'Configure the provider for "datadoghq.com". To create the auth method on "datadoghq.eu" instead, ' +
          'first let Terraform forget this one, with terraform state rm or a removed block with destroy = false.',
      ),
    });
  });

  test('names another site stops the plan of its deletion too, which would find nothing to delete', async () => {
    const { resource } = await identityWith({ site: 'datadoghq.eu' });
    const prior = stateOf({ ...PAYMENTS, id: ID });
    const identity = { id: ID, site: 'datadoghq.com' };
    const request = { prior, private: new Uint8Array(), identity };

    expect(() => resource.planDeletion?.(request)).toThrow(
      'The state\'s auth method "payments" belongs to the site "datadoghq.com"',
    );
    expect(
      resource.planDeletion?.({ ...request, identity: { ...identity, site: 'datadoghq.eu' } }),
    ).toStrictEqual([]);
  });

  test.each([
    ['names the site of the provider', 'datadoghq.eu', {}],
    ['names no site', null, {}],
    ['names a site, under an address instead of one,', 'datadoghq.eu', { api_url: 'http://127.0.0.1:9' }],
  ])('%s is read', async (_, site, settings) => {
    await expect(readWith(site, { site: 'datadoghq.eu', ...settings })).rejects.toMatchObject({
      diagnostic: { summary: 'Could not read auth method "payments"' },
    });
  });
});

describe('an import by identity', () => {
  const importWith = async (given: ObjectValue, settings: ObjectValue = { site: 'datadoghq.eu' }) => {
    const { identity } = await identityWith(settings);
    return identity.import(given, call).catch((error: RequestError) => ({ diagnostics: [error.diagnostic] }));
  };

  test.each([
    ['without a site', { id: ID.toUpperCase(), site: null }],
    ['with the site of the provider', { id: ID, site: 'datadoghq.eu' }],
  ])('%s brings the id', async (_, given) => {
    expect(await importWith(given)).toMatchObject({
      state: stateOf({ id: ID, client_secret_revision: 0 }),
      diagnostics: [],
    });
  });

  test('of another site is refused, unless the provider has an address of its own', async () => {
    const given = { id: ID, site: 'us5.datadoghq.com' };

    expect((await importWith(given)).diagnostics).toStrictEqual([
      error(
        `Auth method ${ID} belongs to the site "us5.datadoghq.com"`,
        'The identity names the site "us5.datadoghq.com", and this provider is configured for "datadoghq.eu".\n\n' +
          'Import it with a provider whose site is "us5.datadoghq.com", or correct identity.site.',
      ),
    ]);
    expect((await importWith(given, { api_url: 'https://proxy.example.com' })).diagnostics).toStrictEqual([]);
  });

  test('of what is no UUID is refused', async () => {
    expect((await importWith({ id: 'payments', site: null })).diagnostics).toStrictEqual([
      error(
        '"payments" is not the id of an auth method',
        'The id of an auth method is a UUID such as 9e9c7e3e-e872-45b9-ad57-df0e745c432e.\n\n' +
          'To import one by its name, write name: before it, as in id = "name:payments". Elsewhere, find the id by the name with the data source datadogwebhooks_oauth2_client_credentials.',
      ),
    ]);
  });
});
