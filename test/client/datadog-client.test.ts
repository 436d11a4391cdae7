import { explain } from '../../lib/client/advice';
import type { CallRecord } from '../../lib/client/caller';
import { DatadogClient } from '../../lib/client/datadog-client';
import { DatadogError } from '../../lib/client/errors';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../lib/emulator';
import { COLLECTION_PATH, LIST_PATH } from '../../lib/wire/routes';
import { startServer } from '../helpers/one-answer-server';
import { FakeClock } from '../helpers/fake-clock';

const HEADERS = { 'DD-API-KEY': 'api-key', 'DD-APPLICATION-KEY': 'app-key' };
const PAYMENTS = {
  name: 'payments',
  access_token_url: 'https://login.example.com/token',
  client_id: 'payments-webhooks',
};
const SHOWN = { ...PAYMENTS, audience: null, scope: null, protocol: 'oauth2-client-credentials' };
const ID = '9e9c7e3e-e872-45b9-ad57-df0e745c432e';
const signal = new AbortController().signal;

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function emulate(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options);
  endings.push(() => emulator.close());
  return emulator;
}

interface Settings {
  readonly maxRetries?: number;
  readonly timeoutMs?: number;
  readonly redact?: (text: string) => string;
}

function connect(baseUrl: string, { redact = (text) => text, ...settings }: Settings = {}) {
  const calls: CallRecord[] = [];
  const client = new DatadogClient(
    { baseUrl, addressFrom: 'DD_HOST', headers: HEADERS, timeoutMs: 5_000, maxRetries: 0, ...settings },
    { userAgent: 'test/1', redact, clock: new FakeClock(), onCall: (call) => calls.push(call) },
  );
  return { client, calls };
}

/** What a person reads of a call that has to fail. */
async function failure(
  call: Promise<unknown>,
): Promise<{ summary: string; detail: string; attribute?: string }> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DatadogError);
  return explain(error as DatadogError, 'auth method "payments"');
}

test('create, read, list, update and delete are one call each, with what Datadog wants to see', async () => {
  const emulator = await emulate();
  const { client } = connect(emulator.url);

  const { id } = await client.create({ ...PAYMENTS, client_secret: 's3cret' }, signal);
  expect(await client.read(id, signal)).toStrictEqual({ id, attributes: SHOWN });
  expect(await client.list(signal)).toStrictEqual([{ id, attributes: SHOWN }]);
  expect(await client.update(id, { audience: 'a' }, signal)).toStrictEqual({
    id,
    attributes: { ...SHOWN, audience: 'a' },
  });
  await client.delete(id, signal);

  const type = 'webhooks-auth-method-oauth2-client-credentials';
  expect(
    emulator.requests.map(({ method, path, query, body }) => ({ method, path, query, body })),
  ).toStrictEqual([
    {
      method: 'POST',
      path: COLLECTION_PATH,
      query: '',
      body: { data: { type, attributes: { ...PAYMENTS, client_secret: 's3cret' } } },
    },
    { method: 'GET', path: `${COLLECTION_PATH}/${id}`, query: '', body: undefined },
    { method: 'GET', path: LIST_PATH, query: 'include=oauth2-client-credentials', body: undefined },
    {
      method: 'PATCH',
      path: `${COLLECTION_PATH}/${id}`,
      query: '',
      body: { data: { type, attributes: { audience: 'a' } } },
    },
    { method: 'DELETE', path: `${COLLECTION_PATH}/${id}`, query: '', body: undefined },
  ]);
  expect(emulator.requests[0]?.headers).toMatchObject({
    'dd-api-key': '***',
    'dd-application-key': '***',
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'test/1',
    'x-datadog-managed-by': 'iac',
  });
});

test('an auth method that does not exist is no error to read or delete, if Datadog says so', async () => {
  const { client } = connect((await emulate()).url);

  expect(await client.read(ID, signal)).toBeUndefined();
  await client.delete(ID, signal);
});

test("a proxy's 404 does not make an auth method gone", async () => {
  const server = await startServer((_, response) => response.writeHead(404).end('<html>nothing here</html>'));
  endings.push(server.close);
  const { client } = connect(server.url);

  expect(await failure(client.read(ID, signal))).toStrictEqual({
    summary: 'Could not read auth method "payments"',
    detail: `GET ${COLLECTION_PATH}/${ID} was answered 404 without an error message.\n\nThere is no such API at this address. The address ${server.url} comes from DD_HOST. Check the address, and its path if it has one.`,
  });
  await failure(client.delete(ID, signal));
});

test('a rate limit that stays exhausted is an error after as many repetitions as allowed', async () => {
  let requests = 0;
  const server = await startServer((_, response) => {
    requests += 1;
    response.writeHead(429, { 'X-RateLimit-Reset': '0' }).end('{"errors":["Too many requests"]}');
  });
  endings.push(server.close);
  const { client } = connect(server.url, { maxRetries: 2 });

  expect(await failure(client.list(signal))).toMatchObject({
    detail: `GET ${LIST_PATH}?include=oauth2-client-credentials was answered 429: Too many requests. It was tried 3 times.\n\nThe rate limit was still exhausted after the last retry. Wait a minute and run it again.`,
  });
  expect(requests).toBe(3);
});

test("an answer's id in capital letters is the same id", async () => {
  const type = 'webhooks-auth-method-oauth2-client-credentials';
  const body = { data: { id: ID.toUpperCase(), type, attributes: SHOWN } };
  const server = await startServer((_, response) => response.end(JSON.stringify(body)));
  endings.push(server.close);

  expect((await connect(server.url).client.read(ID, signal))?.attributes).toStrictEqual(SHOWN);
});

test('a call that is not answered in time is an error that says so', async () => {
  const server = await startServer(() => undefined);
  endings.push(server.close);
  const { client, calls } = connect(server.url, { timeoutMs: 50 });

  expect((await failure(client.read(ID, signal))).detail).toBe(
    `GET ${COLLECTION_PATH}/${ID} got no answer: it took longer than 0.05 s.\n\nThe address ${server.url} comes from DD_HOST. Check the address, the network and the proxy (HTTPS_PROXY, NO_PROXY), and run it again.`,
  );
  expect(calls).toStrictEqual([
    { method: 'GET', path: `${COLLECTION_PATH}/${ID}`, milliseconds: expect.any(Number) },
  ]);
});

test('a redirect is not followed, so that no key reaches another host', async () => {
  let reached = false;
  const other = await startServer((_, response) => {
    reached = true;
    response.end();
  });
  const server = await startServer((_, response) => response.writeHead(302, { location: other.url }).end());
  endings.push(server.close, other.close);

  expect((await failure(connect(server.url).client.read(ID, signal))).detail).toContain(
    'Redirects are not followed',
  );
  expect(reached).toBe(false);
});

test.each([
  ['an answer that is not JSON', 'hello', 'is not JSON'],
  ['an answer without an auth method', '{"data":null}', 'contains no auth method'],
  ['an empty answer', '', 'is empty'],
  [
    'an answer about another auth method',
    JSON.stringify({
      data: {
        id: '00000000-0000-4000-8000-000000000000',
        type: 'webhooks-auth-method-oauth2-client-credentials',
        attributes: SHOWN,
      },
    }),
    'is about another auth method, 00000000-0000-4000-8000-000000000000',
  ],
])('%s is not believed', async (_, text, problem) => {
  const server = await startServer((_request, response) => response.end(text));
  endings.push(server.close);

  expect((await failure(connect(server.url).client.read(ID, signal))).detail).toContain(
    `was answered with a body that ${problem}.`,
  );
});

test('the answer to a POST that is about another name is no answer', async () => {
  const type = 'webhooks-auth-method-oauth2-client-credentials';
  const body = { data: { id: ID, type, attributes: { ...SHOWN, name: 'orders' } } };
  const server = await startServer((_, response) => response.writeHead(201).end(JSON.stringify(body)));
  endings.push(server.close);
  const call = connect(server.url).client.create({ ...PAYMENTS, client_secret: 's3cret' }, signal);

  await expect(call).rejects.toMatchObject({
    message: `POST ${COLLECTION_PATH} was answered with a body that is about another auth method, ${ID}.`,
    unanswered: true,
  });
});

test.each([
  ['no permission to read', { permissions: ['manage_integrations'] as const }, 'integrations_read'],
  ['no permission to change', { permissions: ['integrations_read'] as const }, 'manage_integrations'],
])('%s names the permission that is missing', async (_, { permissions }, missing) => {
  const emulator = await emulate({ credentials: [{ apiKey: 'api-key', appKey: 'app-key', permissions }] });
  const { client } = connect(emulator.url);
  const call = missing === 'integrations_read' ? client.read(ID, signal) : client.delete(ID, signal);

  expect((await failure(call)).detail).toContain(`lacks the permission ${missing}`);
});

test('a name in use is reported as that, at the attribute name', async () => {
  const emulator = await emulate();
  emulator.add(PAYMENTS);

  expect(
    await failure(connect(emulator.url).client.create({ ...PAYMENTS, client_secret: 's3cret' }, signal)),
  ).toMatchObject({
    attribute: 'name',
    detail: expect.stringContaining('An auth method of this name already exists'),
  });
});

test('calls go through the proxy that the environment names', async () => {
  const seen: (string | undefined)[] = [];
  const proxy = await startServer((request, response) => {
    seen.push(request.url);
    response.writeHead(404).end('{"errors":["gone"]}');
  });
  endings.push(proxy.close);
  const before = process.env.http_proxy;
  process.env.http_proxy = proxy.url;
  try {
    await connect('http://datadog.example.com').client.read(ID, signal);
  } finally {
    if (before === undefined) delete process.env.http_proxy;
    else process.env.http_proxy = before;
  }

  expect(seen).toStrictEqual([`http://datadog.example.com${COLLECTION_PATH}/${ID}`]);
});

describe('an address that is wrong', () => {
  test('https to a server without TLS: the message names the variable and the fix', async () => {
    const emulator = await emulate();
    const url = emulator.url.replace('http:', 'https:');

    expect(await failure(connect(url, { maxRetries: 3 }).client.read(ID, signal))).toStrictEqual({
      summary: 'Could not read auth method "payments"',
      detail:
        `GET ${COLLECTION_PATH}/${ID} got no answer: ` +
        'the address begins with https, but the server does not use TLS.\n\n' +
        `Nothing reached Datadog. The address ${url} comes from DD_HOST. ` +
        'Begin the address with http:// if this is the right server.',
    });
  });

  test('a path that does not belong there: the message names the address, and nothing is taken as deleted', async () => {
    const url = `${(await emulate()).url}/api/v2`;
    const next =
      `There is no such API at this address. The address ${url} comes from DD_HOST. ` +
      'Check the address, and its path if it has one.';

    expect(await failure(connect(url).client.list(signal))).toStrictEqual({
      summary: 'Could not list auth method "payments"',
      detail:
        `GET ${LIST_PATH}?include=oauth2-client-credentials was answered 404: ` +
        `There is nothing at the path "/api/v2${LIST_PATH}".\n\n${next}`,
    });
    for (const call of [connect(url).client.read(ID, signal), connect(url).client.delete(ID, signal)])
      expect((await failure(call)).detail).toContain('was answered 404: There is nothing at the path');
  });

  test('a path of a proxy: an auth method that does not exist is recognized by what Datadog says', async () => {
    const server = await startServer((_, response) =>
      response.writeHead(404).end('{"errors":["The requested auth method does not exist."]}'),
    );
    endings.push(server.close);

    expect(await connect(`${server.url}/datadog`).client.read(ID, signal)).toBeUndefined();
  });
});

test('an error text of Datadog that ends in a full stop is followed by no second one', async () => {
  const server = await startServer((_, response) =>
    response.writeHead(400).end('{"errors":["This is wrong.", "That too", "Why?\\nSo."]}'),
  );
  endings.push(server.close);

  expect((await failure(connect(server.url).client.list(signal))).detail).toBe(
    `GET ${LIST_PATH}?include=oauth2-client-credentials was answered 400: ` +
      'This is wrong. That too. Why? So.\n\nCorrect what Datadog names, and run it again.',
  );
});

test('secrets are masked in an error text before its lines are joined', async () => {
  const server = await startServer((_, response) =>
    response.writeHead(400).end(JSON.stringify({ errors: ['The secret " a\nb\n" is wrong', ' a\nb\n'] })),
  );
  endings.push(server.close);
  const redact = (text: string) => text.replaceAll(' a\nb\n', '***');

  expect((await failure(connect(server.url, { redact }).client.list(signal))).detail).toBe(
    `GET ${LIST_PATH}?include=oauth2-client-credentials was answered 400: ` +
      'The secret "***" is wrong. ***.\n\nCorrect what Datadog names, and run it again.',
  );
});
