import type { RequestListener } from 'node:http';
import { answering, serve } from './connect';
import { ANY, refusal } from './token';

const WITHOUT_CHECK = 'To deploy without this check, set verify_token = false (in TypeScript: verifyToken).';

test('who gets further with the second way to log in reads about that', async () => {
  const { url } = await serve((incoming, response) => {
    if (incoming.headers.authorization) response.writeHead(401).end();
    else response.writeHead(400).end('{"error":"invalid_scope"}');
  });

  expect(await refusal({ ...ANY, url })).toMatchObject({
    detail: expect.stringContaining(`
  id and secret with HTTP Basic: 401, without an access token or an OAuth2 error in the answer
  id and secret in the body: 400, "invalid_scope"
`),
    attribute: 'scope',
  });
});

const NOT_AN_ENDPOINT = `This does not look like a token endpoint. Check access_token_url, and the proxy in between. ${WITHOUT_CHECK}`;
const REDIRECTED =
  'Redirects are not followed, because they would send the secret to another host. Correct access_token_url.';
const OUTAGE = `The endpoint, or a proxy in between, is in trouble. Run it again later. ${WITHOUT_CHECK}`;
const ITS_OWN = `Correct what the endpoint names, and run it again. ${WITHOUT_CHECK}`;

const NOTHING = 'without an access token or an OAuth2 error in the answer';

test.each([
  ['a page', 200, '<html>Sign in</html>', NOTHING, NOT_AN_ENDPOINT],
  ['an answer without a token', 200, '{"token_type":"Bearer"}', NOTHING, NOT_AN_ENDPOINT],
  ['a token that is no text', 200, '{"access_token":{"a":1}}', NOTHING, NOT_AN_ENDPOINT],
  ['a blank token', 200, '{"access_token":" "}', NOTHING, NOT_AN_ENDPOINT],
  ['no page', 404, '', NOTHING, NOT_AN_ENDPOINT],
  ['a redirect', 302, '', NOTHING, REDIRECTED],
  ['trouble', 503, '<html>', NOTHING, OUTAGE],
  ['its own reason', 400, '{"error":"constructor","error_description":"a"}', '"constructor": "a"', ITS_OWN],
])('%s is no token', async (_, status, body, reason, next) => {
  const other = await answering(200, '{"access_token":"t0ken"}');
  const { url } = await serve((__, response) =>
    response.writeHead(status, { location: other.url }).end(body),
  );

  expect(await refusal({ ...ANY, url })).toStrictEqual({
    detail: `The token endpoint "${url}" gave no token:\n  id and secret with HTTP Basic: ${status}, ${reason}\n\nNothing was sent to Datadog. ${next}`,
    attribute: 'access_token_url',
  });
  expect(other.requests).toStrictEqual([]);
});

test.each([
  ['without a token', {}],
  ['beside a token', { access_token: 't0ken' }],
])('an error that comes as a success %s is an error', async (_, token) => {
  const body = { ...token, error: 'invalid_scope', error_description: 'no' };
  const { url } = await answering(200, body);

  expect(await refusal({ ...ANY, url })).toMatchObject({
    detail: expect.stringContaining('200, "invalid_scope": "no"'),
    attribute: 'scope',
  });
});

test("secrets are masked in the endpoint's texts before they are cut, and no text steers a terminal", async () => {
  const redact = (text: string) => text.replaceAll('payments-secret', '***');
  const line = async (error: string, error_description: string) => {
    const { url } = await answering(403, { error, error_description });
    return (await refusal({ ...ANY, url }, { redact })).detail.split('\n')[1];
  };

  expect(await line('payments-secret\u0007', `${'x'.repeat(190)}payments-secret\u001b[2J\u202e`)).toBe(
    `  id and secret with HTTP Basic: 403, "***\\u0007": "${'x'.repeat(190)}***\\u001b[2J\\u202e"`,
  );
  expect(await line('e', 'y'.repeat(10_000))).toBe(
    `  id and secret with HTTP Basic: 403, "e": "${'y'.repeat(200)}…"`,
  );
});

const FROM_HERE = `The request came from where Terraform runs; Datadog itself may reach the endpoint. Check access_token_url, the network and the proxy (HTTPS_PROXY, NO_PROXY). ${WITHOUT_CHECK}`;

test.each<[string, RequestListener, (url: string) => string, string]>([
  [
    'does not answer in time',
    () => undefined,
    (url) => `The token endpoint "${url}" gave no answer: it took longer than 0.5 s.`,
    FROM_HERE,
  ],
  [
    'answers without an end',
    (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, ' ')));
      };
      response.on('drain', more).on('error', () => undefined);
      more();
    },
    (url) => `The answer of the token endpoint "${url}" is larger than 0.25 MiB, so it is no token.`,
    NOT_AN_ENDPOINT,
  ],
])('an endpoint that %s is asked once', async (_, handle, problem, next) => {
  const { url, requests } = await serve(handle);

  expect(await refusal({ ...ANY, url }, { timeoutMs: 500 })).toStrictEqual({
    detail: `${problem(url)}\n\nNothing was sent to Datadog. ${next}`,
    attribute: 'access_token_url',
  });
  expect(requests).toHaveLength(1);
});

test('an interrupt ends it at once', async () => {
  const stop = new AbortController();
  const { url } = await serve(() => stop.abort());

  expect((await refusal({ ...ANY, url }, {}, stop.signal)).detail).toBe(
    `The token endpoint "${url}" gave no answer: it was interrupted.\n\nNothing was sent to Datadog. Run it again.`,
  );
});
