import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '../../../lib/plugin/redact';
import { RequestError } from '../../../lib/plugin/errors';
import { moved } from '../../../lib/provider/life/move';
import { encode } from '../../../lib/provider/model';
import { secretStatus } from '../../../lib/provider/record';
import { stateOf } from '../../helpers/auth-method';
import { formsOf } from '../../helpers/secret-search';

const official = JSON.parse(
  readFileSync(join(__dirname, '../../fixtures/official-provider-state.json'), 'utf8'),
).resources[1].instances[0].attributes;

const move = (over: object = {}, state: object = {}) =>
  moved({
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
  const { model, record } = move({ provider });

  expect(encode(model)).toStrictEqual(
    stateOf({
      name: 'payments',
      access_token_url: 'https://login.example.com/oauth2/token',
      client_id: 'payments-webhooks',
      audience: 'https://api.example.com',
      scope: 'read:webhooks write:webhooks',
      client_secret_revision: 0,
    }),
  );
  const text = JSON.stringify(record);
  expect(formsOf(official.client_secret).filter((form) => text.includes(form))).toStrictEqual([]);
});

test.each([
  ['the same secret', official.client_secret, 'unchanged'],
  ['another secret', 'another', 'changed'],
  ['no secret', null, 'unchanged'],
])('what is kept tells of %s: %s', (_, secret, fate) => {
  const { model, record } = move();

  expect(secretStatus({ secret, version: null }, model.version, record)).toBe(fate);
});

test('where the old state knows no secret, as after an import there, ours does not either', () => {
  const { model, record } = move({}, { client_secret: null });

  expect(record).toStrictEqual({ resource: expect.any(String) });
  expect(secretStatus({ secret: 'any', version: null }, model.version, record)).toBe('unverified');
});

test('the old secret is shown in no message from then on', () => {
  const secret = 'known-to-the-old-state';
  expect(redact(secret)).toBe(secret);
  move({}, { client_secret: secret });

  expect(redact(secret)).toBe('***');
});

test('an id in capital letters is the same id', () => {
  expect(move({}, { id: official.id.toUpperCase() }).model).toMatchObject({ id: official.id });
});

test('an empty text is none', () => {
  expect(move({}, { scope: '', audience: '' }).model.values).toMatchObject({ scope: null, audience: null });
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
  const moving = () => move(over);
  expect(moving).toThrow(RequestError);
  let diagnostic: unknown;
  try {
    moving();
  } catch (error) {
    ({ diagnostic } = error as RequestError);
  }

  expect(diagnostic).toStrictEqual({
    severity: 'error',
    summary: expect.stringContaining(words),
    detail: expect.stringMatching(
      /removed block \(destroy = false\), and import the auth method by its id or its name\.$/,
    ),
  });
  expect(JSON.stringify(diagnostic)).not.toContain(official.client_secret);
});
