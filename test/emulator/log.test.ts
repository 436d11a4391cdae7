import type { EmulatorOptions } from '../../lib/emulator';
import { COLLECTION_PATH, LIST_PATH, LIST_QUERY, methodPath } from '../../lib/wire/routes';
import { ask, bodyOf, PAYMENTS, started, TAG, type Sent } from './started';

/** An emulator with an auth method, and what follows the time in the line of a request. */
async function logged(options: EmulatorOptions = {}) {
  const lines: string[] = [];
  const emulator = await started({ ...options, log: (line) => lines.push(line) });
  const { id } = emulator.add({ ...PAYMENTS, name: 'orders', client_secret: 'earlier-secret' });
  const lineOf = async (method: string, path: string, sent?: Sent) => {
    lines.length = 0;
    await ask(emulator, method, path, sent);
    // The line comes after the answer.
    while (lines.length === 0) await new Promise(setImmediate);
    expect(lines).toHaveLength(1);
    const [, rest] = /^\d\d:\d\d:\d\d (.*)$/s.exec(lines[0] ?? '') ?? [];
    return rest?.replace(/ \d+ ms/, ' N ms');
  };
  return { emulator, lines, path: methodPath(id), lineOf };
}

function shown(attributes: Record<string, unknown>): string {
  return JSON.stringify(bodyOf(attributes));
}

test('a line has time, method, path, status and duration, and of a POST or PATCH the body', async () => {
  const { lineOf, path } = await logged();
  expect(await lineOf('POST', COLLECTION_PATH, { body: bodyOf(PAYMENTS) })).toBe(
    `POST ${COLLECTION_PATH} 201 N ms ${shown({ ...PAYMENTS, client_secret: '***' })}`,
  );
  const changes = { audience: null, scope: 'read' };
  expect(await lineOf('PATCH', path, { body: bodyOf(changes) })).toBe(
    `PATCH ${path} 200 N ms ${shown(changes)}`,
  );
  expect(await lineOf('GET', `${LIST_PATH}?${LIST_QUERY}`)).toBe(`GET ${LIST_PATH}?${LIST_QUERY} 200 N ms`);
  expect(await lineOf('DELETE', path)).toBe(`DELETE ${path} 204 N ms`);
});

test('a refusal says why, and names the fault', async () => {
  const { lineOf, path } = await logged({ faults: [{ kind: 503, route: 'list' }] });
  expect(await lineOf('GET', `${path}x`)).toBe(
    `GET ${path}x 400 N ms - The id "${path.split('/').at(-1)}x" in the path is not a UUID.`,
  );
  expect(await lineOf('POST', COLLECTION_PATH, { body: 'client_secret=payments-secret' })).toBe(
    `POST ${COLLECTION_PATH} 400 N ms (not JSON) - The request body is not JSON.`,
  );
  expect(await lineOf('GET', LIST_PATH)).toBe(`GET ${LIST_PATH} 503 N ms (fault 503) - Service Unavailable`);
});

test.each([
  ['under its name', { client_secret: 'abc' }, { client_secret: '***' }],
  ['under a name like it', { clientSecret: 'abc', apiKey: ['abc'] }, { clientSecret: '***', apiKey: '***' }],
  ['as another value', { client_secret: 'abcd', scope: 'abcd' }, { client_secret: '***', scope: '***' }],
  ['as a name', { client_secret: 'n4me', n4me: [{ a: 'x' }] }, { client_secret: '***', '***': [{ a: 'x' }] }],
  ['deep within', { apiKey: 'deep', scope: [{ a: 'deep' }] }, { apiKey: '***', scope: [{ a: '***' }] }],
  ['of another auth method', { scope: 'earlier-secret' }, { scope: '***' }],
  ['which is a credential', { scope: 'the-app-key' }, { scope: '***' }],
])('no line shows a secret: %s', async (_where, sent, seen) => {
  const { lineOf, path } = await logged();
  const line = await lineOf('PATCH', path, { body: bodyOf(sent) });
  expect(line?.replace(/ - .*$/, '').replace(/ [24]00 /, ' S ')).toBe(`PATCH ${path} S N ms ${shown(seen)}`);
});

test('no line shows a secret in the path, the query or a refusal', async () => {
  const { lineOf, emulator } = await logged();
  emulator.add({ ...PAYMENTS, client_secret: 'a/b c=d' });
  expect(await lineOf('GET', '/a/b%20c=d')).toBe('GET *** 404 N ms - ***');
  expect(await lineOf('GET', `/nothing/${encodeURIComponent('a/b c=d')}?key=the-api-key&x=%zz`)).toBe(
    'GET /nothing/***?key=***&x=%zz 404 N ms - There is nothing at the path "/nothing/***".',
  );
  expect(await lineOf('POST', COLLECTION_PATH, { body: bodyOf({ 'a/b c=d': 'x' }) })).toBe(
    `POST ${COLLECTION_PATH} 400 N ms ${shown({ '***': 'x' })} - The request body has the unknown attribute "***".`,
  );
});

test('a body that is nested very deeply is not shown', async () => {
  const { lineOf } = await logged();
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  expect(await lineOf('POST', COLLECTION_PATH, { body: deep })).toBe(
    `POST ${COLLECTION_PATH} 400 N ms (nested too deeply) - The request body has no object "data".`,
  );
});

test('nothing in a line steers a terminal', async () => {
  const { lineOf } = await logged();
  const steering = '\u001b[2J\u009b2J\r\n\u202e\u2028\u0000\u{e0041}';
  const line = await lineOf('POST', COLLECTION_PATH, { body: bodyOf({ ...PAYMENTS, name: steering }) });
  expect(line).toBe(
    `POST ${COLLECTION_PATH} 400 N ms {"data":{"type":"${TAG}","attributes":{` +
      '"name":"\\u001b[2J\\u009b2J\\r\\n\\u202e\\u2028\\u0000\\udb40\\udc41",' +
      '"access_token_url":"https://login.example.com/oauth2/token","client_id":"payments-client","client_secret":"***"}}} - ' +
      'The attribute "name" must not contain a control character, but contains "\\u001b".',
  );
});
