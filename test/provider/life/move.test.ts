import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '../../../lib/plugin/redact';
import { RequestError } from '../../../lib/plugin/errors';
import { moved } from '../../../lib/provider/life/move';
import { encode } from '../../../lib/provider/model';
import { secretStatus } from '../../../lib/provider/record';
import { stateOf } from '../../helpers/auth-method';
import { error } from '../../helpers/diagnostics';
import { formsOf } from '../../helpers/secret-search';

const official = JSON.parse(
  readFileSync(join(__dirname, '../../fixtures/official-provider-state.json'), 'utf8'),
).resources[1].instances[0].attributes;

const PROVIDER = 'registry.terraform.io/datadog/datadog';
const TYPE = 'datadog_webhook_oauth2_client_credentials';
const move = (over: object = {}, state: object = {}) =>
  moved({
    provider: PROVIDER,
    type: TYPE,
    schemaVersion: 0,
    state: { ...official, ...state },
    private: new Uint8Array(),
    ...over,
  });

test.each([
  PROVIDER,
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
  ['the same secret', official.client_secret, {}, 'unchanged'],
  ['another secret', 'another', {}, 'changed'],
  ['a secret that the old state does not have', 'any', { client_secret: null }, 'unverified'],
])('the record tells %s in the code from the old one', (_, secret, state, status) => {
  const { model, record } = move({}, state);

  expect(secretStatus({ secret, version: null }, model.version, record)).toBe(status);
});

test('the old secret is shown in no message from then on', () => {
  const secret = 'known-to-the-old-state';
  expect(redact(secret)).toBe(secret);
  move({}, { client_secret: secret });

  expect(redact(secret)).toBe('***');
});

test('an id in capital letters is the same id, and an empty text is none', () => {
  expect(move({}, { id: official.id.toUpperCase(), scope: '', audience: '' }).model).toMatchObject({
    id: official.id,
    values: { scope: null, audience: null },
  });
});

test.each([
  ['another type', { type: 'datadog_webhook' }],
  ['another maker', { provider: 'registry.terraform.io/evil/datadog' }],
  ['a provider of another name', { provider: 'example.com/datadog/datadog2' }],
  ['another schema version', { schemaVersion: 1 }],
  ['no id', { state: { ...official, id: null } }],
])('%s is refused with the way that is left, and without the secret', (_, over) => {
  const source = { provider: PROVIDER, type: TYPE, schemaVersion: 0, ...over };
  const refused = jest.fn(move);
  expect(() => refused(over)).toThrow(RequestError);
  const { diagnostic } = refused.mock.results[0]?.value as RequestError;

  expect(diagnostic).toStrictEqual(
    error(
      `${source.type} of ${source.provider} cannot be moved to datadogwebhooks_oauth2_client_credentials`,
      "Only datadog_webhook_oauth2_client_credentials of Datadog's own provider (datadog/datadog) can be moved: " +
        `its schema version is 0, and its id a UUID. This one has the schema version ${source.schemaVersion}.\n\n` +
        'Check "from" of the moved block, or look for a newer version of the provider. To import it instead, remove the moved block, ' +
        'forget the old resource with a removed block (destroy = false), and import the auth method by its id or its name.',
    ),
  );
});
