import { METHOD_TAG, readRequest, requestBody, type SentAttributes } from '../../lib/wire/request';
import { TAG } from '../helpers/auth-method';

const REQUIRED = {
  name: 'payments',
  access_token_url: 'https://login.example.com/token',
  client_id: 'payments-client',
  client_secret: 'payments-secret',
} as const;

test('a request is written with its type and nothing but the attributes given', () => {
  expect(METHOD_TAG).toBe(TAG);
  expect(JSON.stringify(requestBody({ scope: 'read', audience: null }))).toBe(
    `{"data":{"type":"${TAG}","attributes":{"scope":"read","audience":null}}}`,
  );
  expect(JSON.stringify(requestBody({}))).toBe(`{"data":{"type":"${TAG}","attributes":{}}}`);
});

const ROUND_TRIPS: readonly (readonly ['create' | 'patch', SentAttributes])[] = [
  ['create', REQUIRED],
  ['create', { ...REQUIRED, audience: null, scope: null }],
  ['patch', {}],
  ['patch', { audience: null, scope: '' }],
];

test.each(ROUND_TRIPS)('what is written is read as it was: %s %j', (kind, attributes) => {
  const sent: unknown = JSON.parse(JSON.stringify(requestBody(attributes)));
  expect(readRequest(sent, kind)).toStrictEqual({ value: attributes });
});

function body(attributes: unknown, type: unknown = TAG): unknown {
  return { data: { type, attributes } };
}

describe.each(['create', 'patch'] as const)('%s', (kind) => {
  test.each<[string, unknown]>([
    ['has no object "data"', undefined],
    ['has no object "data"', { data: [] }],
    [`does not have the type ${TAG} in "data.type"`, body(REQUIRED, 'webhooks-auth-method')],
    ['has no object "data.attributes"', body([])],
    ['has the unknown attribute "protocol"', body({ ...REQUIRED, protocol: 'oauth2-client-credentials' })],
    ['has the unknown attribute "client_secret_wo"', body({ ...REQUIRED, client_secret_wo: 'x' })],
    ['has the unknown attribute "undefined"', body({ ...REQUIRED, undefined: 'x' })],
    [
      'has the unknown attribute "__proto__"',
      JSON.parse(`{"data":{"type":"${TAG}","attributes":{"__proto__":{}}}}`),
    ],
    ...Object.keys(REQUIRED).map((name): [string, unknown] => [
      `has null for "${name}", which cannot be cleared`,
      body({ ...REQUIRED, [name]: null }),
    ]),
    ...[...Object.keys(REQUIRED), 'audience', 'scope'].map((name): [string, unknown] => [
      `has no string in "${name}"`,
      body({ ...REQUIRED, [name]: 7 }),
    ]),
  ])('a body that cannot be used %s', (problem, sent) => {
    expect(readRequest(sent, kind)).toStrictEqual({ problem });
  });
});

test.each(Object.keys(REQUIRED))('a POST lacks %s, a PATCH does not', (name) => {
  const sent = body(Object.fromEntries(Object.entries(REQUIRED).filter(([other]) => other !== name)));
  expect(readRequest(sent, 'create')).toStrictEqual({ problem: `lacks the required attribute "${name}"` });
  expect(readRequest(sent, 'patch')).toHaveProperty('value');
});
