import { startServer } from '../helpers/one-answer-server';
import { ANY, answering, endpoint, json, refusal, signal } from './asked-for-a-token';

const WITHOUT_CHECK = 'To deploy without this check, set verify_token = false (in TypeScript: verifyToken).';

test('who got further with the second way to log in is told about that', async () => {
  const { url } = await answering((incoming, response) => {
    if (incoming.headers.authorization) response.writeHead(401).end();
    else json(400, { error: 'invalid_scope' })(incoming, response);
  });

  expect(await refusal(endpoint().token({ ...ANY, url }, signal))).toMatchObject({
    detail: expect.stringContaining(`
  id and secret with HTTP Basic: 401, without an access token or an OAuth2 error in the answer
  id and secret in the body: 400, "invalid_scope"
`),
    attribute: 'scope',
  });
});

const NOT_AN_ENDPOINT = `This does not look like a token endpoint. Check access_token_url, and the proxy in between. ${WITHOUT_CHECK}`;
const NOTHING_KNOWN = (status: number) =>
  `${status}, without an access token or an OAuth2 error in the answer`;

test.each([
  ['a page', 200, '<html>Sign in</html>', NOTHING_KNOWN(200), NOT_AN_ENDPOINT],
  ['an answer without a token', 200, '{"token_type":"Bearer"}', NOTHING_KNOWN(200), NOT_AN_ENDPOINT],
  ['a token that is no text', 200, '{"access_token":{"a":1}}', NOTHING_KNOWN(200), NOT_AN_ENDPOINT],
  ['a blank token', 200, '{"access_token":" "}', NOTHING_KNOWN(200), NOT_AN_ENDPOINT],
  ['no page', 404, '', NOTHING_KNOWN(404), NOT_AN_ENDPOINT],
  [
    'a redirect',
    302,
    '',
    NOTHING_KNOWN(302),
    'Redirects are not followed, because they would send the secret to another host. Correct access_token_url.',
  ],
  [
    'trouble',
    503,
    '<html>',
    NOTHING_KNOWN(503),
    `The endpoint, or a proxy in between, is in trouble. Run it again later. ${WITHOUT_CHECK}`,
  ],
  [
    'a wrong grant',
    400,
    '{"error":"unsupported_grant_type"}',
    '400, "unsupported_grant_type"',
    'This endpoint does not support the grant client_credentials. Correct access_token_url.',
  ],
])('%s is no token, and access_token_url is told of', async (_, status, body, seen, next) => {
  const other = await answering((__, response) => response.end('{"access_token":"t0ken"}'));
  const { url } = await answering((__, response) =>
    response.writeHead(status, { location: other.url }).end(body),
  );

  expect(await refusal(endpoint().token({ ...ANY, url }, signal))).toStrictEqual({
    summary: 'Could not verify auth method "payments"',
    detail: `The token endpoint "${url}" gave no token:\n  id and secret with HTTP Basic: ${seen}\n\nNothing was sent to Datadog. ${next}`,
    attribute: 'access_token_url',
  });
  expect(other.seen).toStrictEqual([]);
});

test.each([
  [
    'a client that may not',
    { error: 'unauthorized_client' },
    'client_id',
    'Allow the grant client_credentials for this client at the identity provider, or correct client_id.',
  ],
  [
    'a reason of its own',
    { error: 'constructor', error_description: 'all used' },
    undefined,
    `Correct what the endpoint names, and run it again. ${WITHOUT_CHECK}`,
  ],
])('%s is told with what to do', async (_, body, attribute, next) => {
  const { url } = await answering(json(400, body));
  const told = await refusal(endpoint().token({ ...ANY, url }, signal));

  expect(told.detail.split('\n\n')[1]).toBe(`Nothing was sent to Datadog. ${next}`);
  expect(told.attribute).toBe(attribute);
});

test.each([
  ['without a token', {}],
  ['beside a token', { access_token: 't0ken' }],
])('an error that comes as a success %s is an error', async (_, token) => {
  const { url } = await answering(json(200, { ...token, error: 'invalid_scope', error_description: 'no' }));

  expect(await refusal(endpoint().token({ ...ANY, url }, signal))).toMatchObject({
    detail: expect.stringContaining('200, "invalid_scope": "no"'),
    attribute: 'scope',
  });
});

test("the endpoint's words are cleaned of secrets before they are cut, and cannot steer a terminal", async () => {
  const words = `${'x'.repeat(190)}payments-secret\u001b[2J\u202e`;
  const { url } = await answering(json(403, { error: 'payments-secret\u0007', error_description: words }));
  const redact = (said: string) => said.replaceAll('payments-secret', '***');
  const { detail } = await refusal(endpoint({ redact }).token({ ...ANY, url }, signal));

  expect(detail.split('\n')[1]).toBe(
    `  id and secret with HTTP Basic: 403, "***\\u0007": "${'x'.repeat(190)}***\\u001b[2J\\u202e"`,
  );

  const long = await answering(json(403, { error: 'e', error_description: 'y'.repeat(10_000) }));
  expect((await refusal(endpoint().token({ ...ANY, url: long.url }, signal))).detail).toContain(
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

  expect(await refusal(endpoint().token({ ...ANY, url }, signal))).toStrictEqual({
    summary: 'Could not verify auth method "payments"',
    detail: `The answer of the token endpoint "${url}" is larger than 256 KiB, so it is no token.\n\nNothing was sent to Datadog. ${NOT_AN_ENDPOINT}`,
    attribute: 'access_token_url',
  });
  expect(written).toBeLessThan(64 * 1024);
});

const FROM_HERE = `The request came from where Terraform runs; Datadog itself may reach the endpoint. Check access_token_url, the network and the proxy (HTTPS_PROXY, NO_PROXY). ${WITHOUT_CHECK}`;

test('an endpoint that cannot be reached is told of with the cause, and asked once', async () => {
  const { url, port, close } = await startServer(() => undefined);
  await close();

  expect(await refusal(endpoint().token({ ...ANY, url }, signal))).toStrictEqual({
    summary: 'Could not verify auth method "payments"',
    detail: `The token endpoint "${url}" gave no answer: connect ECONNREFUSED 127.0.0.1:${port}.\n\nNothing was sent to Datadog. ${FROM_HERE}`,
    attribute: 'access_token_url',
  });
});

test('an endpoint that does not answer in time is told of, and asked once', async () => {
  const { url, seen } = await answering(() => undefined);
  const asked = endpoint({ timeoutMs: 500 }).token({ ...ANY, url }, signal);

  expect((await refusal(asked)).detail).toBe(
    `The token endpoint "${url}" gave no answer: it took longer than 0.5 s.\n\nNothing was sent to Datadog. ${FROM_HERE}`,
  );
  expect(seen).toHaveLength(1);
});

test('an interrupt ends it at once', async () => {
  const stop = new AbortController();
  const { url } = await answering(() => stop.abort());

  expect((await refusal(endpoint().token({ ...ANY, url }, stop.signal))).detail).toBe(
    `The token endpoint "${url}" gave no answer: it was interrupted.\n\nNothing was sent to Datadog. Run it again.`,
  );
});
