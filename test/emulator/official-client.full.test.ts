import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment, run, succeeded } from '../helpers/terraform';
import { KEYS, PAYMENTS, PAYMENTS_SHOWN, started, TAG, UUID } from './started';

/** Datadog's client, the newest there is: 28,000 files, so only this test installs it. */
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'official-client-'));
  const args = ['install', '--no-audit', '--no-fund', '@datadog/datadog-api-client@1'];
  succeeded(await run('npm', args, { cwd: folder, env: cleanEnvironment() }));
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SENT = {
  name: PAYMENTS.name,
  accessTokenUrl: PAYMENTS.access_token_url,
  clientId: PAYMENTS.client_id,
  clientSecret: PAYMENTS.client_secret,
};

const SEEN = {
  name: PAYMENTS.name,
  accessTokenUrl: PAYMENTS.access_token_url,
  clientId: PAYMENTS.client_id,
  audience: null,
  scope: null,
  protocol: 'oauth2-client-credentials',
};

async function officialClient() {
  const emulator = await started();
  const { client, v2 } = createRequire(join(folder, 'package.json'))('@datadog/datadog-api-client');
  const configuration = client.createConfiguration({
    baseServer: new client.BaseServerConfiguration(emulator.url, {}),
    authMethods: { apiKeyAuth: KEYS['dd-api-key'], appKeyAuth: KEYS['dd-application-key'] },
  });
  const api = new v2.WebhooksIntegrationApi(configuration);
  const create = (attributes: object = SENT) =>
    api.createOAuth2ClientCredentials({ body: { data: { type: TAG, attributes } } });
  const update = (authMethodId: string, attributes: object) =>
    api.updateOAuth2ClientCredentials({ authMethodId, body: { data: { type: TAG, attributes } } });
  return { emulator, api, create, update };
}

/** The models of the client as plain objects, which is what they say. */
function plain(model: unknown): unknown {
  return JSON.parse(JSON.stringify(model));
}

test('it creates, reads, lists, changes, clears and deletes an auth method', async () => {
  const { api, create, update, emulator } = await officialClient();
  const created = await create();
  const authMethodId = created.data.id;
  const shown = (changes: object = {}) => ({
    data: { id: authMethodId, type: TAG, attributes: { ...SEEN, ...changes } },
  });
  expect(authMethodId).toMatch(UUID);
  expect(plain(created)).toStrictEqual(shown());
  expect(plain(await api.getOAuth2ClientCredentials({ authMethodId }))).toStrictEqual(shown());
  expect(emulator.methods()).toStrictEqual([{ id: authMethodId, attributes: PAYMENTS_SHOWN }]);

  expect(plain(await update(authMethodId, { audience: 'a', scope: 's' }))).toStrictEqual(
    shown({ audience: 'a', scope: 's' }),
  );
  expect(plain(await update(authMethodId, { audience: null }))).toStrictEqual(shown({ scope: 's' }));
  expect(emulator.requests.at(-1)?.body).toStrictEqual({
    data: { type: TAG, attributes: { audience: null } },
  });
  expect(emulator.secretOf(authMethodId)).toBe('payments-secret');

  const { data, included } = await api.getAllAuthMethods({ include: 'oauth2-client-credentials' });
  expect(plain(data)).toStrictEqual([
    {
      id: authMethodId,
      type: 'webhooks-auth-method',
      attributes: { protocol: 'oauth2-client-credentials' },
      relationships: { oauth2ClientCredentials: { data: { id: authMethodId, type: TAG } } },
    },
  ]);
  expect(plain(included)).toStrictEqual([shown({ scope: 's' }).data]);
  expect((await api.getAllAuthMethods()).included).toBeUndefined();

  await expect(api.deleteOAuth2ClientCredentials({ authMethodId })).resolves.toBeUndefined();
  expect(emulator.methods()).toStrictEqual([]);
});
