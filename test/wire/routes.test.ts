import { USER_PATH } from '../../lib/wire/user';
import { COLLECTION_PATH, isUuid, LIST_PATH, LIST_QUERY, methodPath, readRoute } from '../../lib/wire/routes';

const ID = '3f2c9f0e-6a55-4f0e-9c0a-0123456789ab';

test('the paths are those of the published reference', () => {
  expect(LIST_PATH).toBe('/api/v2/integration/webhooks/configuration/auth-method');
  expect(LIST_QUERY).toBe('include=oauth2-client-credentials');
  expect(COLLECTION_PATH).toBe(
    '/api/v2/integration/webhooks/configuration/auth-method/oauth2-client-credentials',
  );
  expect(methodPath(ID)).toBe(
    `/api/v2/integration/webhooks/configuration/auth-method/oauth2-client-credentials/${ID}`,
  );
});

test('what is written is read as it was', () => {
  expect(readRoute(LIST_PATH)).toStrictEqual({ kind: 'list' });
  expect(readRoute(COLLECTION_PATH)).toStrictEqual({ kind: 'collection' });
  expect(readRoute(methodPath(ID))).toStrictEqual({ kind: 'method', id: ID });
  expect(readRoute(USER_PATH)).toStrictEqual({ kind: 'user' });
});

test('an id cannot lead elsewhere', () => {
  expect(methodPath('../x?y#z')).toBe(`${COLLECTION_PATH}/..%2Fx%3Fy%23z`);
});

test.each([
  '',
  '/',
  `${LIST_PATH}/`,
  `${LIST_PATH}/basic`,
  `${COLLECTION_PATH}/`,
  `${COLLECTION_PATH}s`,
  `${methodPath(ID)}/`,
  `${methodPath(ID)}/secret`,
  `/proxy${LIST_PATH}`,
])('a path that is none of ours leads nowhere: %s', (path) => {
  expect(readRoute(path)).toBeUndefined();
});

test.each([
  [ID, true],
  [ID.toUpperCase(), true],
  ['00000000-0000-0000-0000-000000000000', true],
  [`${ID}0`, false],
  [`x${ID}`, false],
  [`${ID}\n`, false],
  [ID.replaceAll('-', ''), false],
  ['payments', false],
  ['', false],
])('%j is a UUID: %s', (text, expected) => {
  expect(isUuid(text)).toBe(expected);
});
