import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '../../lib/plugin/redact';
import { moveAuthMethod } from '../../lib/provider/life/move';
import { secretStatus } from '../../lib/provider/secret';
import { formsOf } from '../helpers/secret-search';

const official = JSON.parse(readFileSync(join(__dirname, '../fixtures/official-provider-state.json'), 'utf8'))
  .resources[1].instances[0].attributes;

const move = (over: object = {}, state: object = {}) =>
  moveAuthMethod({
    provider: 'registry.terraform.io/datadog/datadog',
    type: 'datadog_webhook_oauth2_client_credentials',
    schemaVersion: 0,
    state: { ...official, ...state },
    private: new Uint8Array(),
    ...over,
  });

test.each([
  'registry.terraform.io/datadog/datadog',
  'registry.opentofu.org/datadog/datadog',
  'mirror.example.com/datadog/datadog',
  // OpenTofu tells no more than this.
  'datadog',
])('an auth method of %s comes over with its id and attributes, and without its secret', (provider) => {
  const { state, private: kept, diagnostics } = move({ provider });

  expect(diagnostics).toStrictEqual([]);
  expect(state).toStrictEqual({
    id: '9e9c7e3e-e872-45b9-ad57-df0e745c432e',
    name: 'payments',
    access_token_url: 'https://login.example.com/oauth2/token',
    client_id: 'payments-webhooks',
    client_secret_wo: null,
    client_secret_wo_version: null,
    client_secret_revision: 0,
    audience: 'https://api.example.com',
    scope: 'read:webhooks write:webhooks',
    verify_token: null,
    adopt_existing: null,
    protocol: 'oauth2-client-credentials',
  });
  const text = Buffer.from(kept).toString();
  expect(formsOf(official.client_secret).filter((form) => text.includes(form))).toStrictEqual([]);
});

test.each([
  ['the same secret', official.client_secret, 'unchanged'],
  ['another secret', 'another', 'changed'],
  ['no secret', null, 'unchanged'],
])('what is kept tells of %s: %s', (_, secret, fate) => {
  const { state, private: kept } = move();

  expect(secretStatus(state!, { client_secret_wo: secret }, kept)).toBe(fate);
});

test('where the old state knows no secret, as after an import there, ours does not either', () => {
  const { state, private: kept } = move({}, { client_secret: null });

  expect(kept).toHaveLength(0);
  expect(secretStatus(state!, { client_secret_wo: 'any' }, kept)).toBe('unverified');
});

test('the old secret is shown in no message from then on', () => {
  const secret = 'known-to-the-old-state';
  expect(redact(secret)).toBe(secret);
  move({}, { client_secret: secret });

  expect(redact(secret)).toBe('***');
});

test('an id in capital letters is the same id', () => {
  expect(move({}, { id: official.id.toUpperCase() }).state).toMatchObject({ id: official.id });
});

test('an empty text is none', () => {
  expect(move({}, { scope: '', audience: '' }).state).toMatchObject({ scope: null, audience: null });
});

test.each([
  ['another type', { type: 'datadog_webhook' }, 'datadog_webhook of registry.terraform.io/datadog/datadog'],
  [
    'another maker',
    { provider: 'registry.terraform.io/evil/datadog' },
    'of registry.terraform.io/evil/datadog',
  ],
  [
    'a provider of another name',
    { provider: 'example.com/datadog/datadog2' },
    'example.com/datadog/datadog2',
  ],
  ['another schema version', { schemaVersion: 1 }, 'of the schema version 1 cannot be moved'],
  ['no id', { state: { ...official, id: null } }, 'has no id'],
])('%s is refused with the way that is left, and without the secret', (_, over, words) => {
  const { state, diagnostics } = move(over);

  expect(state).toBeNull();
  expect(diagnostics).toStrictEqual([
    {
      severity: 'error',
      summary: expect.stringContaining(words),
      detail: expect.stringMatching(
        /removed block \(destroy = false\), and import the auth method by its id or its name\.$/,
      ),
    },
  ]);
  expect(JSON.stringify(diagnostics)).not.toContain(official.client_secret);
});
