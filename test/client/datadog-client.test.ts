import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { explain } from '../../lib/client/advice';
import type { CallRecord } from '../../lib/client/caller';
import { DatadogClient } from '../../lib/client/datadog-client';
import { DatadogError } from '../../lib/client/errors';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../lib/emulator';
import { COLLECTION_PATH, LIST_PATH } from '../../lib/wire/routes';
import { exchange } from '../fixtures/exchange.json';
import { bodyOf, ID, methodOf, PAYMENTS } from '../helpers/auth-method';
import { startServer } from '../helpers/one-answer-server';
import { FakeClock } from '../helpers/fake-clock';

const HEADERS = { 'DD-API-KEY': 'api-key', 'DD-APPLICATION-KEY': 'app-key' };
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
    {
      baseUrl,
      addressFrom: 'DD_HOST',
      login: { kind: 'keys', headers: HEADERS },
      timeoutMs: 5_000,
      maxRetries: 0,
      ...settings,
    },
    { userAgent: 'test/1', redact, clock: new FakeClock(), onCall: (call) => calls.push(call) },
  );
  return { client, calls };
}

/** A client whose every call gets one answer. */
async function answered(status: number, body: string | object, settings?: Settings) {
  const end = typeof body === 'string' ? body : JSON.stringify(body);
  const server = await startServer((_, response) => response.writeHead(status).end(end));
  endings.push(server.close);
  return { url: server.url, ...connect(server.url, settings) };
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

test('the recorded exchange is what the client sends and understands, one call each', async () => {
  const script = JSON.parse(JSON.stringify(exchange).replaceAll('{id}', ID)) as typeof exchange;
  const requests: IncomingMessage[] = [];
  const seen: object[] = [];
  const server = await startServer((request, response) => {
    const answer = script[requests.push(request) - 1]?.answer;
    const [path, query] = (request.url ?? '').split('?');
    void text(request).then((sent) => {
      seen.push({
        method: request.method,
        path,
        ...(query && { query }),
        ...(sent && { body: JSON.parse(sent) }),
      });
      response.writeHead(answer?.status ?? 500).end(answer?.body && JSON.stringify(answer.body));
    });
  });
  endings.push(server.close);
  const { client } = connect(server.url);

  const given = {
    name: 'exchange',
    access_token_url: 'https://login.example.com/token',
    client_id: 'exchange-client',
    audience: 'https://api.example.com',
    scope: 'read write',
  };
  const changed = {
    name: 'exchange-updated',
    access_token_url: 'https://login.example.com/token/v2',
    client_id: 'exchange-client-updated',
    audience: null,
    scope: null,
  };
  const secret = { client_secret: 'exchange-secret' };
  expect(await client.create({ ...given, ...secret }, signal)).toStrictEqual(methodOf(given));
  expect(await client.read(ID, signal)).toStrictEqual(methodOf(given));
  const update = { ...changed, client_secret: 'exchange-secret-updated' };
  expect(await client.update(ID, update, signal)).toStrictEqual(methodOf(changed));
  expect(await client.list(signal)).toStrictEqual([methodOf(changed)]);
  await client.delete(ID, signal);
  expect(await client.read(ID, signal)).toBeUndefined();

  expect(seen).toStrictEqual(script.map(({ request }) => request));
  expect(requests[0]?.headers).toMatchObject({
    'dd-api-key': 'api-key',
    'dd-application-key': 'app-key',
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

test("a gateway's 404 with errors does not make an auth method gone", async () => {
  const { client } = await answered(404, { errors: ['Not Found'] });

  await expect(client.read(ID, signal)).rejects.toThrow('was answered 404: Not Found.');
  await expect(client.delete(ID, signal)).rejects.toThrow('was answered 404: Not Found.');
});

test("a proxy's 404 does not make an auth method gone", async () => {
  const { client, url } = await answered(404, '<html>nothing here</html>');

  expect(await failure(client.read(ID, signal))).toStrictEqual({
    summary: 'Could not read auth method "payments"',
    detail: `GET ${COLLECTION_PATH}/${ID} was answered 404 without an error message.\n\nThere is no such API at this address. The address ${url} comes from DD_HOST. Check the address, and its path if it has one.`,
  });
  await failure(client.delete(ID, signal));
});

test("an answer's id in capital letters is the same id", async () => {
  const body = bodyOf(PAYMENTS, ID.toUpperCase());
  const { client } = await answered(200, body);

  expect((await client.read(ID, signal))?.attributes).toStrictEqual(methodOf().attributes);
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
    bodyOf(PAYMENTS, '00000000-0000-4000-8000-000000000000'),
    'is about another auth method, 00000000-0000-4000-8000-000000000000',
  ],
])('%s is not believed', async (_, body, problem) => {
  const { client } = await answered(200, body);

  expect((await failure(client.read(ID, signal))).detail).toContain(
    `was answered with a body that ${problem}.`,
  );
});

test('the answer to a POST that is about another name is no answer', async () => {
  const body = bodyOf({ ...PAYMENTS, name: 'orders' });
  const { client } = await answered(201, body);
  const call = client.create({ ...PAYMENTS, client_secret: 's3cret' }, signal);

  await expect(call).rejects.toMatchObject({
    message: `POST ${COLLECTION_PATH} was answered with a body that is about another auth method, ${ID}.`,
    unanswered: true,
  });
});

test.each([
  ['of a conflict is the name', 409, 'no', 'name'],
  ['is the one that the error names', 400, 'client_id is too long', 'client_id'],
  ['is none that the error only contains', 400, 'my_client_id', undefined],
])('the attribute %s', async (_, status, error, attribute) => {
  const { client } = await answered(status, { errors: [error] });

  expect((await failure(client.update(ID, {}, signal))).attribute).toBe(attribute);
});

test('calls go through the proxy that the environment names', async () => {
  const seen: (string | undefined)[] = [];
  const proxy = await startServer((request, response) => {
    seen.push(request.url);
    response.writeHead(404).end('{"errors":["The requested auth method does not exist."]}');
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

test('calls to this machine go through no proxy, which would be another machine', async () => {
  const emulator = await emulate();
  process.env.http_proxy = 'http://127.0.0.1:1';
  try {
    expect(await connect(emulator.url).client.read(ID, signal)).toBeUndefined();
  } finally {
    delete process.env.http_proxy;
  }
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
    const { url } = await answered(404, { errors: ['The requested auth method does not exist.'] });

    expect(await connect(`${url}/datadog`).client.read(ID, signal)).toBeUndefined();
  });
});

test('an error text of Datadog that ends in a full stop is followed by no second one', async () => {
  const { client } = await answered(400, { errors: ['This is wrong.', 'That too', 'Why?\nSo.'] });

  expect((await failure(client.list(signal))).detail).toBe(
    `GET ${LIST_PATH}?include=oauth2-client-credentials was answered 400: ` +
      'This is wrong. That too. Why? So.\n\nCorrect what Datadog names, and run it again.',
  );
});

test('secrets are masked in an error text before its lines are joined', async () => {
  const redact = (text: string) => text.replaceAll(' a\nb\n', '***');
  const errors = ['The secret " a\nb\n" is wrong', ' a\nb\n'];
  const { client } = await answered(400, { errors }, { redact });

  expect((await failure(client.list(signal))).detail).toBe(
    `GET ${LIST_PATH}?include=oauth2-client-credentials was answered 400: ` +
      'The secret "***" is wrong. ***.\n\nCorrect what Datadog names, and run it again.',
  );
});
