import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment, run, succeeded } from '../helpers/terraform';
import { KEYS, PAYMENTS, PAYMENTS_SHOWN, started, TAG, UNKNOWN_ID, UUID } from './started';

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

async function refusal(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    const { code, body } = error as { code: number; body: unknown };
    return { code, body: plain(body) };
  }
}

test('it creates an auth method and reads it back', async () => {
  const { api, create, emulator } = await officialClient();
  const made = await create();
  const id = made.data.id;
  expect(id).toMatch(UUID);
  expect(plain(made)).toStrictEqual({ data: { id, type: TAG, attributes: SEEN } });
  expect(plain(await api.getOAuth2ClientCredentials({ authMethodId: id }))).toStrictEqual(plain(made));
  expect(emulator.methods()).toStrictEqual([{ id, attributes: PAYMENTS_SHOWN }]);
  expect(emulator.secretOf(id)).toBe('payments-secret');
});

test('its list includes every complete auth method if the query asks for them', async () => {
  const { api, create } = await officialClient();
  const first = (await create()).data.id;
  const second = (await create({ ...SENT, name: 'billing', audience: 'a', scope: 's' })).data.id;
  const listed = await api.getAllAuthMethods({ include: 'oauth2-client-credentials' });
  expect(plain(listed.data)).toStrictEqual(
    [first, second].map((id) => ({
      id,
      type: 'webhooks-auth-method',
      attributes: { protocol: 'oauth2-client-credentials' },
      relationships: { oauth2ClientCredentials: { data: { id, type: TAG } } },
    })),
  );
  expect(plain(listed.included)).toStrictEqual([
    { id: first, type: TAG, attributes: SEEN },
    { id: second, type: TAG, attributes: { ...SEEN, name: 'billing', audience: 'a', scope: 's' } },
  ]);
  expect((await api.getAllAuthMethods()).included).toBeUndefined();
});

test('it updates one attribute and the others stay', async () => {
  const { create, update, emulator } = await officialClient();
  const id = (await create({ ...SENT, audience: 'a', scope: 's' })).data.id;
  const updated = await update(id, { scope: 's t' });
  expect(plain(updated)).toStrictEqual({
    data: { id, type: TAG, attributes: { ...SEEN, audience: 'a', scope: 's t' } },
  });
  expect(emulator.requests.at(-1)?.body).toStrictEqual({ data: { type: TAG, attributes: { scope: 's t' } } });
  expect(emulator.secretOf(id)).toBe('payments-secret');
});

test('it clears audience and scope with null', async () => {
  const { create, update } = await officialClient();
  const id = (await create({ ...SENT, audience: 'a', scope: 's' })).data.id;
  expect(plain(await update(id, { audience: null }))).toStrictEqual({
    data: { id, type: TAG, attributes: { ...SEEN, scope: 's' } },
  });
  expect(plain(await update(id, { scope: null }))).toStrictEqual({
    data: { id, type: TAG, attributes: SEEN },
  });
});

test('it deletes an auth method, after which every call on it answers not found', async () => {
  const { api, create, update, emulator } = await officialClient();
  const authMethodId = (await create()).data.id;
  await expect(api.deleteOAuth2ClientCredentials({ authMethodId })).resolves.toBeUndefined();
  expect(emulator.methods()).toStrictEqual([]);
  const gone = { code: 404, body: { errors: ['The requested auth method does not exist.'] } };
  expect(await refusal(api.getOAuth2ClientCredentials({ authMethodId }))).toStrictEqual(gone);
  expect(await refusal(api.deleteOAuth2ClientCredentials({ authMethodId }))).toStrictEqual(gone);
  expect(await refusal(update(UNKNOWN_ID, { scope: 's' }))).toStrictEqual(gone);
});
