import { text } from 'node:stream/consumers';
import type { TokenRequest } from '../../lib/client/token-endpoint';
import { startOidcServer, type OidcServer } from '../helpers/oidc-server';
import { answering, serve, signal } from './connect';
import { ANY, endpoint, refusal } from './token';

const BASIC = { id: 'payments', secret: 'payments-secret', login: 'basic' } as const;
const BODY = { id: 'orders', secret: 'orders-secret', login: 'body' } as const;

let server: OidcServer;
beforeAll(async () => void (server = await startOidcServer([BASIC, BODY])));
afterAll(() => server.close());

const request = (changes: Partial<TokenRequest> = {}) => ({ ...ANY, url: server.tokenUrl, ...changes });
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

  test('that does not know the secret is asked once each way', async () => {
    expect(await refusal(request({ clientSecret: 'another' }))).toStrictEqual({
      detail: `The token endpoint "${server.tokenUrl}" gave no token:
  id and secret with HTTP Basic: 401, "invalid_client": "client authentication failed"
  id and secret in the body: 401, "invalid_client": "client authentication failed"

Nothing was sent to Datadog. Check client_secret_wo and client_id at the identity provider. After a rotation, a new secret may take a while to work.`,
      attribute: 'client_secret',
    });
    expect(await server.asked()).toHaveLength(2);
  });

  test.each([
    [{ scope: 'read admin' }, '"invalid_scope": "requested scope is not allowed"'],
    [
      { audience: 'https://other.example.com' },
      '"invalid_target": "resource indicator is missing, or unknown"',
    ],
  ])('that lets the client in and refuses %j is not asked again', async (changes, reason) => {
    const [attribute] = Object.keys(changes);

    expect(await refusal(request(changes))).toStrictEqual({
      detail: `The token endpoint "${server.tokenUrl}" gave no token:
  id and secret with HTTP Basic: 400, ${reason}

Nothing was sent to Datadog. Correct ${attribute}, or allow it for this client at the identity provider.`,
      attribute,
    });
    expect(await server.asked()).toHaveLength(1);
  });
});

test('each half of HTTP Basic is a form value of its own, umlauts as UTF-8, and the rest is what OAuth2 says', async () => {
  let body = '';
  const { url, requests } = await serve((incoming, response) => {
    void text(incoming).then((whole) => {
      body = whole;
      response.end('{"access_token":"t0ken","token_type":"Bearer"}');
    });
  });

  const odd = request({ url: `${url}/token?tenant=1`, clientId: 'mü:ller', clientSecret: 'ß+%: €' });
  expect(await endpoint().token(odd, signal)).toBe('t0ken');
  expect(body).toBe('grant_type=client_credentials');
  expect(requests.map(({ method, url: path }) => `${method} ${path}`)).toStrictEqual([
    'POST /token?tenant=1',
  ]);
  const { host: _, connection: __, ...headers } = requests[0]?.headers ?? {};
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
  const { url, requests } = await answering(status, body);
  await refusal({ ...ANY, url });

  expect(requests).toHaveLength(times);
});

test('an http endpoint of another machine is not asked, unless the environment allows it', async () => {
  const { url: proxy, requests } = await answering(200, { access_token: 't0ken' });
  const before = { ...process.env };
  process.env.http_proxy = proxy;
  const url = 'http://login.example.com/token';
  try {
    expect(await refusal({ ...ANY, url })).toStrictEqual({
      detail:
        'No token was requested from "http://login.example.com/token": ' +
        'the request would send the client secret in clear text over the network.\n\n' +
        'Nothing was sent to Datadog. Use https. ' +
        'If nobody can read this network, set DATADOG_WEBHOOKS_ALLOW_HTTP=1. ' +
        'To deploy without this check, set verify_token = false (in TypeScript: verifyToken).',
      attribute: 'access_token_url',
    });
    expect(requests).toStrictEqual([]);
    process.env.DATADOG_WEBHOOKS_ALLOW_HTTP = '1';
    expect(await endpoint().token({ ...ANY, url }, signal)).toBe('t0ken');
  } finally {
    process.env = before;
  }
});
