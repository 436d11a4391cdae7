import type { EmulatorCredentials } from '../../lib/emulator';
import { auditRequest } from '../../lib/wire/audit-events';
import { COLLECTION_PATH, LIST_PATH, methodPath } from '../../lib/wire/routes';
import { readPermissions, USER_PATH } from '../../lib/wire/user';
import { answerTo, ask, bodyOf, NO_KEYS, PAYMENTS, started, UNKNOWN_ID, type Sent } from './started';

const statusOf = async (headers: Sent['headers'], credentials?: readonly EmulatorCredentials[]) =>
  answerTo(await started({ credentials }), 'GET', LIST_PATH, { headers });

test.each([
  [{ 'dd-api-key': null }, 'DD-API-KEY'],
  [{ 'dd-application-key': null }, 'DD-APPLICATION-KEY'],
  [{ 'dd-application-key': ' ' }, 'DD-APPLICATION-KEY'],
  [NO_KEYS, 'DD-API-KEY and no DD-APPLICATION-KEY'],
  [{ ...NO_KEYS, authorization: 'Basic YTpi' }, 'DD-API-KEY and no DD-APPLICATION-KEY'],
  [{ ...NO_KEYS, authorization: 'Bearer ' }, 'DD-API-KEY and no DD-APPLICATION-KEY'],
])('a request without its keys is unauthorized: %j', async (headers, missing) => {
  expect(await statusOf(headers)).toStrictEqual({
    status: 401,
    body: { errors: [`Unauthorized: the request has no header ${missing}.`] },
  });
});

test('any keys or any token are let in where none are known', async () => {
  const allowed = { status: 200, body: { data: [] } };
  expect(await statusOf({})).toStrictEqual(allowed);
  expect(await statusOf({ ...NO_KEYS, authorization: 'bearer token' })).toStrictEqual(allowed);
});

const KEYS = { apiKey: 'the-api-key', appKey: 'the-app-key' };
const KNOWN: readonly EmulatorCredentials[] = [
  KEYS,
  { apiKey: 'second-api-key', appKey: 'second-app-key' },
  { bearerToken: 'the-token' },
];

test.each([
  [200, {}],
  [200, { 'dd-api-key': 'second-api-key', 'dd-application-key': 'second-app-key' }],
  [200, { ...NO_KEYS, authorization: 'Bearer the-token' }],
  [403, { 'dd-application-key': 'wrong' }],
  [403, { 'dd-application-key': 'second-app-key' }],
  [403, { ...NO_KEYS, authorization: 'Bearer wrong' }],
])('known credentials alone are let in: %i for %j', async (status, headers) => {
  expect(await statusOf(headers, KNOWN)).toStrictEqual({
    status,
    body: status === 200 ? { data: [] } : { errors: ['Forbidden'] },
  });
});

test.each([
  ['GET', LIST_PATH, 'integrations_read', 200],
  ['GET', methodPath(UNKNOWN_ID), 'integrations_read', 404],
  ['POST', COLLECTION_PATH, 'manage_integrations', 201],
  ['PATCH', methodPath(UNKNOWN_ID), 'manage_integrations', 404],
  ['DELETE', methodPath(UNKNOWN_ID), 'manage_integrations', 404],
  ['GET', auditRequest({ ids: [], from: 0, limit: 1 }), 'audit_logs_read', 200],
] as const)('%s %s needs the permission %s alone', async (method, path, permission, status) => {
  const other = permission === 'integrations_read' ? 'manage_integrations' : 'integrations_read';
  const sent = method === 'POST' || method === 'PATCH' ? { body: bodyOf(PAYMENTS) } : {};
  const withIt = await started({ credentials: [{ ...KEYS, permissions: [permission] }] });
  expect((await ask(withIt, method, path, sent)).status).toBe(status);
  const withoutIt = await started({ credentials: [{ ...KEYS, permissions: [other] }] });
  expect(await ask(withoutIt, method, path, sent)).toMatchObject({
    status: 403,
    body: { errors: [`Forbidden: these credentials lack the permission ${permission}.`] },
  });
  expect(withoutIt.methods()).toStrictEqual([]);
});

test('the path and the method are checked before the keys, everything else after them', async () => {
  const emulator = await started();
  const headers = NO_KEYS;
  expect((await ask(emulator, 'GET', '/nothing', { headers })).status).toBe(404);
  expect((await ask(emulator, 'PUT', LIST_PATH, { headers })).status).toBe(405);
  expect((await ask(emulator, 'GET', `${COLLECTION_PATH}/no-uuid`, { headers })).status).toBe(401);
  expect((await ask(emulator, 'POST', COLLECTION_PATH, { headers, body: 'no JSON' })).status).toBe(401);
});

test.each([
  [undefined, ['integrations_read', 'manage_integrations', 'audit_logs_read']],
  [['integrations_read'], ['integrations_read']],
  [[], []],
] as const)(
  'the user of credentials with the permissions %j is shown with %j',
  async (permissions, shown) => {
    const emulator = await started({ credentials: [{ ...KEYS, ...(permissions ? { permissions } : {}) }] });
    const { status, body } = await ask(emulator, 'GET', USER_PATH);
    expect(status).toBe(200);
    expect(readPermissions(body)).toStrictEqual({ value: new Set(shown) });
    expect((await ask(emulator, 'GET', USER_PATH, { headers: NO_KEYS })).status).toBe(401);
  },
);
