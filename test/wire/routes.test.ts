import { COLLECTION_PATH, isUuid, LIST_PATH, LIST_QUERY, methodPath, readRoute } from '../../lib/wire/routes';

const ID = '3f2c9f0e-6a55-4f0e-9c0a-0123456789ab';

test('the paths are those of the published reference', () => {
  expect(LIST_PATH).toBe('/api/v2/integration/webhooks/configuration/auth-method');
  expect(LIST_QUERY).toBe('include=oauth2-client-credentials');
  expect(methodPath(ID)).toBe(
    `/api/v2/integration/webhooks/configuration/auth-method/oauth2-client-credentials/${ID}`,
  );
});

test.each([
  [LIST_PATH, { kind: 'list' }],
  [COLLECTION_PATH, { kind: 'collection' }],
  [methodPath(ID), { kind: 'method', id: ID }],
  ['/api/v2/current_user', { kind: 'user' }],
  ['/api/v2/audit/events', { kind: 'audit' }],
  ['/api/v2/delegated-token', { kind: 'token' }],
])('%s is a route', (path, route) => {
  expect(readRoute(path)).toStrictEqual(route);
});

test('an id cannot lead elsewhere', () => {
  expect(methodPath('../x?y#z')).toBe(`${COLLECTION_PATH}/..%2Fx%3Fy%23z`);
});

test.each([`${LIST_PATH}/basic`, `${COLLECTION_PATH}/`, `${methodPath(ID)}/secret`, `/proxy${LIST_PATH}`])(
  'a path that is none of ours leads nowhere: %s',
  (path) => {
    expect(readRoute(path)).toBeUndefined();
  },
);

test.each([
  [ID, true],
  [ID.toUpperCase(), true],
  [`${ID}0`, false],
  [`x${ID}`, false],
  [`${ID}\n`, false],
  [ID.replaceAll('-', ''), false],
])('%j is a UUID: %s', (text, expected) => {
  expect(isUuid(text)).toBe(expected);
});
