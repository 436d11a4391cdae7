import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Explanation } from '../../lib/client/errors';
import { TokenEndpoint, type TokenRequest } from '../../lib/client/token-endpoint';
import { TokenError } from '../../lib/client/token-errors';
import { startOidcServer, type OidcServer } from '../helpers/oidc-server';
import { startServer } from '../helpers/one-answer-server';

const BASIC = { id: 'payments', secret: 'payments-secret', login: 'basic' } as const;
const BODY = { id: 'orders', secret: 'orders-secret', login: 'body' } as const;
const ODD = { id: 'we:bhooks +1%', secret: 'p%3A:+ &=?/"\\~*', login: 'basic' } as const;
const ODD_BODY = { ...ODD, id: 'odd &=+%', login: 'body' } as const;

const signal = new AbortController().signal;
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

let server: OidcServer;
beforeAll(async () => void (server = await startOidcServer([BASIC, BODY, ODD, ODD_BODY])));
afterAll(() => server.close());

const endpoint = (options: { timeoutMs?: number; redact?: (text: string) => string } = {}) =>
  new TokenEndpoint({ userAgent: 'test/1', timeoutMs: 5_000, redact: (words) => words, ...options });

function request(changes: Partial<TokenRequest> = {}): TokenRequest {
  const { id: clientId, secret: clientSecret } = BASIC;
  return { url: server.tokenUrl, clientId, clientSecret, audience: null, scope: null, ...changes };
}

/** What a person reads when no token was given. */
async function refusal(asked: Promise<string>): Promise<Explanation> {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TokenError);
  return (error as TokenError).explain('auth method "payments"');
}

/** An endpoint of our own making, which counts what it is asked. */
async function answering(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: IncomingMessage[] = [];
  const { url, close } = await startServer((incoming, response) => {
    seen.push(incoming);
    answer(incoming, response);
  });
  endings.push(close);
  return { url, seen };
}

const json = (status: number, body: object) => (_: IncomingMessage, response: ServerResponse) =>
  response.writeHead(status).end(JSON.stringify(body));

const WITHOUT_PROOF = 'verify_token = false (in TypeScript: verifyToken) deploys without this proof.';
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('an independent OAuth2 server', () => {
  beforeEach(() => server.asked());

  test('is asked once, by HTTP Basic, and gives a token', async () => {
    const token = await endpoint().token(
      request({ audience: 'https://api.example.com', scope: 'read write' }),
      signal,
    );

    expect(await server.tokens()).toContain(token);
    expect(await server.asked()).toStrictEqual([
      {
        authorization: basic('payments:payments-secret'),
        body: 'grant_type=client_credentials&audience=https%3A%2F%2Fapi.example.com&scope=read+write',
      },
    ]);
  });

  test('is asked again with the credentials in the body when it does not take HTTP Basic', async () => {
    const { id: clientId, secret: clientSecret } = BODY;
    const token = await endpoint().token(request({ clientId, clientSecret, scope: 'read' }), signal);

    expect(await server.tokens()).toContain(token);
    expect(await server.asked()).toStrictEqual([
      { authorization: basic('orders:orders-secret'), body: 'grant_type=client_credentials&scope=read' },
      {
        body: 'grant_type=client_credentials&client_id=orders&client_secret=orders-secret&scope=read',
      },
    ]);
  });

  test.each([ODD, ODD_BODY])(
    'understands ids and secrets with special characters ($login)',
    async ({ id: clientId, secret: clientSecret }) => {
      const token = await endpoint().token(request({ clientId, clientSecret }), signal);

      expect(await server.tokens()).toContain(token);
    },
  );

  test('that does not know the secret is asked once each way, and the secret is told of', async () => {
    expect(await refusal(endpoint().token(request({ clientSecret: 'another' }), signal))).toStrictEqual({
      summary: 'Could not verify auth method "payments"',
      detail: `The token endpoint "${server.tokenUrl}" gave no token:
  id and secret by HTTP Basic: 401, "invalid_client": "client authentication failed"
  id and secret in the body: 401, "invalid_client": "client authentication failed"

Nothing was sent to Datadog. Check client_secret_wo and client_id at the identity provider; a new secret may take a while to be known everywhere.`,
      attribute: 'client_secret',
    });
    expect(await server.asked()).toHaveLength(2);
  });

  test('that lets the client in and refuses what it asks for is not asked again', async () => {
    expect(await refusal(endpoint().token(request({ scope: 'read admin' }), signal))).toStrictEqual({
      summary: 'Could not verify auth method "payments"',
      detail: `The token endpoint "${server.tokenUrl}" gave no token:
  id and secret by HTTP Basic: 400, "invalid_scope": "requested scope is not allowed"

Nothing was sent to Datadog. Correct scope, or let the client have it at the identity provider.`,
      attribute: 'scope',
    });
    expect(await server.asked()).toHaveLength(1);
  });

  test('that does not know the audience is told of at the audience', async () => {
    const asked = endpoint().token(request({ audience: 'https://other.example.com' }), signal);

    expect(await refusal(asked)).toStrictEqual({
      summary: 'Could not verify auth method "payments"',
      detail: `The token endpoint "${server.tokenUrl}" gave no token:
  id and secret by HTTP Basic: 400, "invalid_target": "resource indicator is missing, or unknown"

Nothing was sent to Datadog. Correct audience, or let the client ask for it at the identity provider.`,
      attribute: 'audience',
    });
  });
});

test('each half of HTTP Basic is a form value of its own, umlauts as UTF-8, and the rest is what OAuth2 says', async () => {
  let body = '';
  const { url, seen } = await answering((incoming, response) => {
    void text(incoming).then((whole) => {
      body = whole;
      response.end('{"access_token":"t0ken","token_type":"Bearer"}');
    });
  });

  const odd = request({ url: `${url}/token?tenant=1`, clientId: 'mü:ller', clientSecret: 'ß+%: €' });
  expect(await endpoint().token(odd, signal)).toBe('t0ken');
  expect(body).toBe('grant_type=client_credentials');
  expect(seen.map(({ method, url: path }) => `${method} ${path}`)).toStrictEqual(['POST /token?tenant=1']);
  const { host: _, connection: __, ...headers } = seen[0]?.headers ?? {};
  expect(headers).toStrictEqual({
    accept: 'application/json',
    'accept-encoding': expect.any(String),
    authorization: basic('m%C3%BC%3Aller:%C3%9F%2B%25%3A+%E2%82%AC'),
    'content-length': '29',
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'test/1',
  });
});

test.each([
  ['401 in words of its own', 401, { error: 'access_denied' }, 2],
  ['a request that it calls invalid', 400, { error: 'invalid_request' }, 2],
  ['400 without a code', 400, { message: 'no client_id' }, 2],
  ['a client that may not use the grant', 400, { error: 'unauthorized_client' }, 1],
  ['403', 403, { error: 'access_denied' }, 1],
  ['404', 404, {}, 1],
])('%s: the second way to log in is tried only where it may help', async (_, status, body, times) => {
  const { url, seen } = await answering(json(status, body));
  await refusal(endpoint().token(request({ url }), signal));

  expect(seen).toHaveLength(times);
});

test('who got further with the second way to log in is told about that', async () => {
  const { url } = await answering((incoming, response) => {
    if (incoming.headers.authorization) response.writeHead(401).end();
    else json(400, { error: 'invalid_scope' })(incoming, response);
  });

  expect(await refusal(endpoint().token(request({ url }), signal))).toMatchObject({
    detail: expect.stringContaining(`
  id and secret by HTTP Basic: 401, with neither an access token nor an OAuth2 error in the answer
  id and secret in the body: 400, "invalid_scope"
`),
    attribute: 'scope',
  });
});

const NOT_AN_ENDPOINT = `This does not look like a token endpoint: check access_token_url, and the proxy in between. ${WITHOUT_PROOF}`;
const NOTHING_KNOWN = (status: number) =>
  `${status}, with neither an access token nor an OAuth2 error in the answer`;

test.each([
  ['a page', 200, '<html>Sign in</html>', NOTHING_KNOWN(200), NOT_AN_ENDPOINT],
  ['an answer without a token', 200, '{"token_type":"Bearer"}', NOTHING_KNOWN(200), NOT_AN_ENDPOINT],
  ['a token that is no text', 200, '{"access_token":{"a":1}}', NOTHING_KNOWN(200), NOT_AN_ENDPOINT],
  ['an empty token', 200, '{"access_token":""}', NOTHING_KNOWN(200), NOT_AN_ENDPOINT],
  ['no page', 404, '', NOTHING_KNOWN(404), NOT_AN_ENDPOINT],
  [
    'a redirect',
    302,
    '',
    NOTHING_KNOWN(302),
    'Redirects are not followed, since they would carry the secret to another host: correct access_token_url.',
  ],
  [
    'trouble',
    503,
    '<html>',
    NOTHING_KNOWN(503),
    `The endpoint, or a proxy on the way to it, is in trouble: run it again later. ${WITHOUT_PROOF}`,
  ],
  [
    'a wrong grant',
    400,
    '{"error":"unsupported_grant_type"}',
    '400, "unsupported_grant_type"',
    'This endpoint does not serve the grant client_credentials: correct access_token_url.',
  ],
])('%s is no token, and access_token_url is told of', async (_, status, body, seen, next) => {
  const other = await answering((__, response) => response.end('{"access_token":"t0ken"}'));
  const { url } = await answering((__, response) =>
    response.writeHead(status, { location: other.url }).end(body),
  );

  expect(await refusal(endpoint().token(request({ url }), signal))).toStrictEqual({
    summary: 'Could not verify auth method "payments"',
    detail: `The token endpoint "${url}" gave no token:\n  id and secret by HTTP Basic: ${seen}\n\nNothing was sent to Datadog. ${next}`,
    attribute: 'access_token_url',
  });
  expect(other.seen).toStrictEqual([]);
});

test.each([
  [
    'a client that may not',
    { error: 'unauthorized_client' },
    'client_id',
    'Let the client use the grant client_credentials at the identity provider, or correct client_id.',
  ],
  [
    'a reason of its own',
    { error: 'quota', error_description: 'all used' },
    undefined,
    `Change what the endpoint names, and run it again. ${WITHOUT_PROOF}`,
  ],
])('%s is told with what to do', async (_, body, attribute, next) => {
  const { url } = await answering(json(400, body));
  const told = await refusal(endpoint().token(request({ url }), signal));

  expect(told.detail.split('\n\n')[1]).toBe(`Nothing was sent to Datadog. ${next}`);
  expect(told.attribute).toBe(attribute);
});

test('an error that comes as a success is an error', async () => {
  const { url } = await answering(json(200, { error: 'invalid_scope', error_description: 'no' }));

  expect(await refusal(endpoint().token(request({ url }), signal))).toMatchObject({
    detail: expect.stringContaining('200, "invalid_scope": "no"'),
    attribute: 'scope',
  });
});

test("the endpoint's words are cleaned of secrets before they are cut, and cannot steer a terminal", async () => {
  const words = `${'x'.repeat(190)}payments-secret\u001b[2J\u202e`;
  const { url } = await answering(json(403, { error: 'payments-secret\u0007', error_description: words }));
  const redact = (said: string) => said.replaceAll('payments-secret', '***');
  const { detail } = await refusal(endpoint({ redact }).token(request({ url }), signal));

  expect(detail.split('\n')[1]).toBe(
    `  id and secret by HTTP Basic: 403, "***\\u0007": "${'x'.repeat(190)}***\\u001b[2J\\u202e"`,
  );

  const long = await answering(json(403, { error: 'e', error_description: 'y'.repeat(10_000) }));
  expect((await refusal(endpoint().token(request({ url: long.url }), signal))).detail).toContain(
    `"${'y'.repeat(200)}…"`,
  );
});

test('an answer of any size is not read to its end', async () => {
  let written = 0;
  const { url } = await answering((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, ' '))) written += 64;
      written += 64;
    };
    response.on('drain', more).on('error', () => undefined);
    more();
  });

  expect(await refusal(endpoint().token(request({ url }), signal))).toStrictEqual({
    summary: 'Could not verify auth method "payments"',
    detail: `The token endpoint "${url}" answered with more than any token takes.\n\nNothing was sent to Datadog. ${NOT_AN_ENDPOINT}`,
    attribute: 'access_token_url',
  });
  expect(written).toBeLessThan(64 * 1024);
});

const FROM_HERE = `It was asked from where Terraform runs, and Datadog may reach it all the same: check access_token_url, the network and the proxy (HTTPS_PROXY, NO_PROXY). ${WITHOUT_PROOF}`;

test('an endpoint that cannot be reached is told of with the cause, and asked once', async () => {
  const { url, port, close } = await startServer(() => undefined);
  await close();

  expect(await refusal(endpoint().token(request({ url }), signal))).toStrictEqual({
    summary: 'Could not verify auth method "payments"',
    detail: `The token endpoint "${url}" gave no answer: connect ECONNREFUSED 127.0.0.1:${port}.\n\nNothing was sent to Datadog. ${FROM_HERE}`,
    attribute: 'access_token_url',
  });
});

test('an endpoint that does not answer in time is told of, and asked once', async () => {
  const { url, seen } = await answering(() => undefined);
  const asked = endpoint({ timeoutMs: 50 }).token(request({ url }), signal);

  expect((await refusal(asked)).detail).toBe(
    `The token endpoint "${url}" gave no answer: none came within the time that request_timeout_seconds allows.\n\nNothing was sent to Datadog. ${FROM_HERE}`,
  );
  expect(seen).toHaveLength(1);
});

test('an interrupt ends it at once', async () => {
  const stop = new AbortController();
  const { url } = await answering(() => stop.abort());

  expect((await refusal(endpoint().token(request({ url }), stop.signal))).detail).toBe(
    `The token endpoint "${url}" gave no answer: Terraform interrupted it.\n\nNothing was sent to Datadog. Run it again.`,
  );
});
