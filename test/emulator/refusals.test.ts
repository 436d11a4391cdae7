import { COLLECTION_PATH, LIST_PATH, methodPath } from '../../lib/wire/routes';
import {
  ask,
  bodyOf,
  created,
  namesIn,
  PAYMENTS,
  PAYMENTS_SHOWN,
  started,
  UNKNOWN_ID,
  type Sent,
} from './started';

/** The answer to a request that changes nothing, beside an auth method that exists. */
async function refused(method: string, path: string, sent?: Sent) {
  const emulator = await started();
  const id = await created(emulator);
  const { status, headers, body } = await ask(emulator, method, path.replace('{id}', id), sent);
  expect(emulator.methods()).toStrictEqual([{ id, attributes: PAYMENTS_SHOWN }]);
  expect(emulator.secretOf(id)).toBe('payments-secret');
  if (body !== undefined) expect(headers.get('content-type')).toBe('application/json');
  const allow = headers.get('allow');
  return { status, body, ...(allow === null ? {} : { allow }) };
}

function refusal(status: number, ...errors: string[]) {
  return { status, body: { errors } };
}

const ONE = `${COLLECTION_PATH}/{id}`;

test.each([
  ['another integration', '/api/v2/integration/slack'],
  ['a trailing slash', `${COLLECTION_PATH}/`],
  ['something below an auth method', `${COLLECTION_PATH}/${UNKNOWN_ID}/secret`],
  ['another protocol', `${LIST_PATH}/basic`],
])('an unknown path is not found: %s', async (_what, path) => {
  expect(await refused('GET', path)).toStrictEqual(refusal(404, `There is nothing at the path "${path}".`));
});

test.each([
  ['PUT', ONE, 'GET, PATCH, DELETE'],
  ['POST', ONE, 'GET, PATCH, DELETE'],
  ['GET', COLLECTION_PATH, 'POST'],
  ['POST', LIST_PATH, 'GET'],
])('the answer to a wrong method lists the right ones: %s %s', async (method, path, allow) => {
  expect(await refused(method, path)).toStrictEqual({
    ...refusal(405, `The method ${method} is not allowed here; allowed: ${allow}.`),
    allow,
  });
});

test('HEAD is refused as any other method, without a body', async () => {
  const allow = 'GET, PATCH, DELETE';
  expect(await refused('HEAD', ONE)).toStrictEqual({ status: 405, body: undefined, allow });
});

describe.each(['GET', 'PATCH', 'DELETE'])('%s', (method) => {
  const sent = method === 'PATCH' ? { body: bodyOf({ scope: 'read' }) } : {};

  test('of an id that is no UUID is refused', async () => {
    const problem = 'The id "payments" in the path is not a UUID.';
    expect(await refused(method, `${COLLECTION_PATH}/payments`, sent)).toStrictEqual(refusal(400, problem));
  });

  test('of an unknown id is not found', async () => {
    const problem = 'The requested auth method does not exist.';
    expect(await refused(method, methodPath(UNKNOWN_ID), sent)).toStrictEqual(refusal(404, problem));
  });
});

describe.each([
  ['POST', COLLECTION_PATH],
  ['PATCH', ONE],
])('%s', (method, path) => {
  test.each(['text/plain', 'application/merge-patch+json'])('refuses the type %s', async (type) => {
    const sent = { body: bodyOf({}), headers: { 'content-type': type } };
    expect(await refused(method, path, sent)).toStrictEqual(
      refusal(415, `The Content-Type must be application/json, but is "${type}".`),
    );
  });

  test.each([
    ['text', 'name=payments'],
    ['JSON that was cut', '{"data":'],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xff), Buffer.from('"}')])],
    ['nothing', ''],
  ])('refuses a body that is not JSON: %s', async (_what, body) => {
    const headers = { 'content-type': 'application/json' };
    expect(await refused(method, path, { body, headers })).toStrictEqual(
      refusal(400, 'The request body is not JSON.'),
    );
  });

  test('refuses a body of another shape', async () => {
    const body = bodyOf({ ...PAYMENTS, clientId: 'payments-client' });
    expect(await refused(method, path, { body })).toStrictEqual(
      refusal(400, 'The request body has the unknown attribute "clientId".'),
    );
  });

  test('refuses wrong values, all of them at once', async () => {
    const empty = { client_id: '', client_secret: '', audience: '', scope: '' };
    const body = bodyOf({ name: ' ', access_token_url: 'login.example.com', ...empty });
    expect(await refused(method, path, { body })).toStrictEqual(
      refusal(
        400,
        'The attribute "name" must not be blank.',
        'The attribute "access_token_url" must be an absolute http or https URL such as https://login.example.com/oauth2/token, but is "login.example.com".',
        'The attribute "client_id" must not be blank.',
        'The attribute "client_secret" must not be an empty string; omit it instead.',
        'The attribute "audience" must not be an empty string; omit it instead.',
        'The attribute "scope" must not be an empty string; omit it instead.',
      ),
    );
  });

  test('refuses a body of more than 1 MiB and reads one that is just as large', async () => {
    const text = JSON.stringify(bodyOf({ surplus: '' }));
    const exact = text.replace('""', `"${'x'.repeat(1024 * 1024 - text.length)}"`);
    expect(await refused(method, path, { body: exact })).toStrictEqual(
      refusal(400, 'The request body has the unknown attribute "surplus".'),
    );
    expect(await refused(method, path, { body: `${exact} ` })).toStrictEqual(
      refusal(413, 'The request body is larger than 1 MiB.'),
    );
  });
});

test('a name in use is refused, on POST and on PATCH', async () => {
  const emulator = await started();
  const id = await created(emulator);
  await created(emulator, { ...PAYMENTS, name: 'billing' });
  const inUse = refusal(409, 'An auth method with the name "billing" already exists.');
  const body = bodyOf({ ...PAYMENTS, name: 'billing' });
  expect(await ask(emulator, 'POST', COLLECTION_PATH, { body })).toMatchObject(inUse);
  expect(await ask(emulator, 'PATCH', methodPath(id), { body })).toMatchObject(inUse);
  expect(namesIn(emulator)).toStrictEqual(['payments', 'billing']);
});

test.each([
  'include=basic',
  'include=',
  'include=oauth2-client-credentials,basic',
  'include=basic&include=x',
])('the list refuses an unknown value: %s', async (query) => {
  const stranger = query === 'include=' ? '' : 'basic';
  expect(await refused('GET', `${LIST_PATH}?${query}`)).toStrictEqual(
    refusal(400, `The query has the unknown value "${stranger}" in "include".`),
  );
});
