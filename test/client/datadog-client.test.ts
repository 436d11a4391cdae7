import { text } from 'node:stream/consumers';
import { explain } from '../../lib/client/advice';
import type { SentAttributes } from '../../lib/wire/request';
import { COLLECTION_PATH, LIST_PATH } from '../../lib/wire/routes';
import { exchange } from '../fixtures/exchange.json';
import { bodyOf, ID, methodOf, PAYMENTS } from '../helpers/auth-method';
import { answering, connect, emulate, failure, serve, signal } from './connect';

/** What a person reads of a call that has to fail. */
async function explanation(call: Promise<unknown>) {
  return explain(await failure(call), 'auth method "payments"');
}

test('the recorded exchange is what the client sends and understands, one call each', async () => {
  const script = JSON.parse(JSON.stringify(exchange).replaceAll('{id}', ID)) as typeof exchange;
  const seen: object[] = [];
  const server = await serve((request, response) => {
    const answer = script[server.requests.length - 1]?.answer;
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
  const { client } = connect(server.url);

  const [given, , changed] = script.map(({ request }) => request.body?.data.attributes as SentAttributes);
  expect(await client.create(given!, signal)).toStrictEqual(methodOf(given));
  expect(await client.read(ID, signal)).toStrictEqual(methodOf(given));
  expect(await client.update(ID, changed!, signal)).toStrictEqual(methodOf(changed));
  expect(await client.list(signal)).toStrictEqual([methodOf(changed)]);
  await client.delete(ID, signal);
  expect(await client.read(ID, signal)).toBeUndefined();

  expect(seen).toStrictEqual(script.map(({ request }) => request));
  expect(server.requests[0]?.headers).toMatchObject({
    'dd-api-key': 'api-key',
    'dd-application-key': 'app-key',
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'test/1',
    'x-datadog-managed-by': 'iac',
  });
});

test.each([
  ['Datadog says so', { errors: ['The requested auth method does not exist.'] }, undefined],
  ['Datadog says so in other words', { errors: ['Auth method not found'] }, undefined],
  ['a gateway has no such method', { errors: ['Bad auth method here'] }, ': Bad auth method here.'],
  ['a gateway has no such page', { errors: ['Not Found'] }, ': Not Found.'],
  ['a proxy has no such page', '<html>nothing here</html>', ' without an error message.'],
])('a 404 means that an auth method does not exist only if Datadog says so: %s', async (_, body, reason) => {
  const { client } = connect((await answering(404, body)).url);
  const calls = [client.read(ID, signal), client.delete(ID, signal)];

  if (reason === undefined) expect(await Promise.all(calls)).toStrictEqual([undefined, undefined]);
  else for (const call of calls) expect((await failure(call)).message).toMatch(`was answered 404${reason}`);
});

test("an answer's id in capital letters is the same id", async () => {
  const { client } = connect((await answering(200, bodyOf(PAYMENTS, ID.toUpperCase()))).url);

  expect((await client.read(ID, signal))?.attributes).toStrictEqual(methodOf().attributes);
});

test('each attempt is reported with what it sent and what came', async () => {
  const server = await serve(({ method }, response) => {
    if (method === 'PATCH') response.writeHead(200).end(JSON.stringify(bodyOf()));
  });
  const { client, calls } = connect(server.url, { timeoutMs: 500 });
  await client.update(ID, { scope: 'read' }, signal);

  expect((await failure(client.read(ID, signal))).message).toBe(
    `GET ${COLLECTION_PATH}/${ID} got no answer: it took longer than 0.5 s.`,
  );
  const path = `${COLLECTION_PATH}/${ID}`;
  const milliseconds = expect.any(Number) as number;
  expect(calls).toStrictEqual([
    { method: 'PATCH', path, status: 200, milliseconds, attributes: ['scope'] },
    { method: 'GET', path, milliseconds },
  ]);
});

test('a redirect is not followed, so that no key reaches another host', async () => {
  const other = await answering(200, bodyOf());
  const server = await serve((_, response) => response.writeHead(302, { location: other.url }).end());
  const { detail } = await explanation(connect(server.url).client.read(ID, signal));

  expect(detail).toContain('Redirects are not followed');
  expect(other.requests).toStrictEqual([]);
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
  const { client } = connect((await answering(200, body)).url);

  expect((await failure(client.read(ID, signal))).message).toBe(
    `GET ${COLLECTION_PATH}/${ID} was answered with a body that ${problem}.`,
  );
});

test('the answer to a POST that is about another name is no answer', async () => {
  const { client } = connect((await answering(201, bodyOf({ ...PAYMENTS, name: 'orders' }))).url);

  expect(await failure(client.create({ ...PAYMENTS, client_secret: 's3cret' }, signal))).toMatchObject({
    message: `POST ${COLLECTION_PATH} was answered with a body that is about another auth method, ${ID}.`,
    unanswered: true,
  });
});

test.each([
  ['of a conflict is the name', 409, 'no', 'name'],
  ['is the one that the error names', 400, 'client_id is too long', 'client_id'],
  ['is none that the error only contains', 400, 'my_client_id', undefined],
])('the attribute %s', async (_, status, error, attribute) => {
  const { client } = connect((await answering(status, { errors: [error] })).url);

  expect((await explanation(client.update(ID, {}, signal))).attribute).toBe(attribute);
});

describe('where the environment names a proxy', () => {
  afterEach(() => delete process.env.http_proxy);

  test('calls go through it', async () => {
    const proxy = await answering(404, '{"errors":["The requested auth method does not exist."]}');
    process.env.http_proxy = proxy.url;
    await connect('http://datadog.example.com').client.read(ID, signal);

    expect(proxy.requests.map(({ url }) => url)).toStrictEqual([
      `http://datadog.example.com${COLLECTION_PATH}/${ID}`,
    ]);
  });

  test('calls to this machine do not: for the proxy it would be another machine', async () => {
    const { client } = connect((await emulate()).url);
    process.env.http_proxy = 'http://127.0.0.1:1';

    expect(await client.read(ID, signal)).toBeUndefined();
  });
});

test('an address with a path that does not belong there is named, and nothing counts as deleted', async () => {
  const url = `${(await emulate()).url}/api/v2`;
  const { client } = connect(url);

  expect(await explanation(client.list(signal))).toStrictEqual({
    summary: 'Could not list auth method "payments"',
    detail:
      `GET ${LIST_PATH}?include=oauth2-client-credentials was answered 404: ` +
      `There is nothing at the path "/api/v2${LIST_PATH}".\n\n` +
      `There is no such API at this address. The address ${url} comes from DD_HOST. ` +
      'Check the address, and its path if it has one.',
  });
  for (const call of [client.read(ID, signal), client.delete(ID, signal)])
    expect((await failure(call)).message).toContain('was answered 404: There is nothing at the path');
});

test('in an error text secrets are masked before its lines are joined, and each text ends once', async () => {
  const redact = (text: string) => text.replaceAll(' a\nb\n', '***');
  const errors = ['The secret " a\nb\n" is wrong', 'Why?\nSo.', ' a\nb\n'];
  const { client } = connect((await answering(400, { errors })).url, { redact });

  expect((await failure(client.list(signal))).message).toBe(
    `GET ${LIST_PATH}?include=oauth2-client-credentials was answered 400: ` +
      'The secret "***" is wrong. Why? So. ***.',
  );
});
