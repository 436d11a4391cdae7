import type { RequestListener } from 'node:http';
import { explain } from '../../lib/client/advice';
import { REAL_CLOCK, type Clock } from '../../lib/client/clock';
import type { DatadogClient } from '../../lib/client/datadog-client';
import { answerBody } from '../../lib/wire/answer';
import { listBody } from '../../lib/wire/list';
import { COLLECTION_PATH } from '../../lib/wire/routes';
import { ID, methodOf, PAYMENTS } from '../helpers/auth-method';
import { FakeClock } from '../helpers/fake-clock';
import { connect, failure, serve, signal } from './connect';

/** What is repeated, shown by the requests that arrive: the settings count as they take effect. */

const GOOD: RequestListener = ({ method, url = '' }, response) => {
  const body = url.includes('?') ? listBody([methodOf()], true) : answerBody(methodOf());
  response.writeHead(method === 'POST' ? 201 : 200).end(JSON.stringify(body));
};
const answer =
  (status: number, headers: Record<string, string> = {}, body = ''): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
const limited = (seconds: number) => answer(429, { 'X-RateLimit-Reset': `${seconds}` });

const repeated = (count: number, handle: RequestListener) => Array<RequestListener>(count).fill(handle);

/** A Datadog that answers with the faults first, one for each request, and then well; and a client of it. */
async function world(
  faults: RequestListener[],
  settings: { maxRetries?: number; timeoutMs?: number; clock?: Clock } = {},
) {
  const server = await serve((request, response) => (faults.shift() ?? GOOD)(request, response));
  const clock = new FakeClock();
  const seen = () => server.requests.map(({ method }) => method);
  return { server, seen, ...connect(server.url, { maxRetries: 3, clock, ...settings }), clock };
}

const OPERATIONS = {
  GET: (client: DatadogClient, stop = signal) => client.read(ID, stop),
  PATCH: (client: DatadogClient, stop = signal) => client.update(ID, { client_id: 'c' }, stop),
  POST: (client: DatadogClient, stop = signal) => client.create({ ...PAYMENTS, client_secret: 's' }, stop),
} as const;

test.each([
  ['garbled', '<html>', 2],
  ['strange', '{"data":null}', 1],
])('a success with a body that is %s: %j is asked for %i times', async (kind, body, times) => {
  const { client, seen } = await world([answer(200, {}, body), answer(200, {}, body)], { maxRetries: 1 });

  expect((await failure(OPERATIONS.GET(client))).fault).toMatchObject({ kind });
  expect(seen()).toHaveLength(times);
});

describe.each([
  ['an outage', 503, true],
  ['the rate limit', 429, false],
])('%s in the first attempt of a PATCH: what it left open is kept', (_, status, unanswered) => {
  test('if the second attempt is refused', async () => {
    const { client } = await world([answer(status), answer(403)]);

    expect(await failure(OPERATIONS.PATCH(client))).toMatchObject({ attempts: 2, unanswered });
  });

  test('if the wait for the second attempt is interrupted', async () => {
    const clock = new EventfulClock();
    const { client } = await world([answer(status)], { clock });
    const stop = new AbortController();
    clock.meanwhile.push(() => stop.abort());

    expect(await failure(OPERATIONS.PATCH(client, stop.signal))).toMatchObject({
      fault: { kind: 'interrupted' },
      unanswered,
    });
  });
});

test('a refused connection is repeated for a POST too, since nothing reached Datadog', async () => {
  const { client, server, waits } = await world([]);
  await server.close();

  const error = await failure(OPERATIONS.POST(client));
  expect(error).toMatchObject({ fault: { kind: 'unsent' }, attempts: 4, unanswered: false });
  expect(explain(error, 'auth method "payments"')).toStrictEqual({
    summary: 'Could not create auth method "payments"',
    detail: `POST ${COLLECTION_PATH} got no answer: connect ECONNREFUSED 127.0.0.1:${server.port}. It was tried 4 times.\n\nNothing reached Datadog. The address ${server.url} comes from DD_HOST. Check the address, the network and the proxy (HTTPS_PROXY, NO_PROXY), and run it again.`,
  });
  expect(waits.map(({ milliseconds }) => milliseconds)).toStrictEqual([250, 500, 1_000]);
});

test.each([0, 1, 5])('max_retries = %d allows as many repetitions', async (maxRetries) => {
  const { client, seen, clock } = await world(repeated(9, answer(503)), { maxRetries });
  const error = await failure(OPERATIONS.GET(client));

  expect(seen()).toHaveLength(maxRetries + 1);
  expect(clock.sleeps).toStrictEqual([250, 500, 1_000, 2_000, 4_000].slice(0, maxRetries));
  expect(error.message).toBe(
    `GET ${COLLECTION_PATH}/${ID} was answered 503 without an error message.${maxRetries === 0 ? '' : ` It was tried ${maxRetries + 1} times.`}`,
  );
});

test('a call is not repeated beyond five minutes', async () => {
  const tooLate = answer(503, { 'Retry-After': '100' });
  const { client, seen, clock } = await world(repeated(9, tooLate), { maxRetries: 100 });
  const error = await failure(OPERATIONS.GET(client));

  expect(seen()).toHaveLength(3);
  expect(clock.now()).toBe(200_750);
  expect(error.message).toContain('It was tried 3 times.');
});

/** Calls that are all under way, and what makes the next of them wait so many seconds for the rate limit. */
async function underWay(count: number, clock: FakeClock) {
  const limits: ((seconds: number) => void)[] = [];
  const pending: RequestListener = (request, response) =>
    void limits.push((seconds) => limited(seconds)(request, response));
  const { client } = await world(repeated(count, pending), { maxRetries: 0, clock });
  let failed = 0;
  for (let call = 0; call < count; call += 1) void failure(OPERATIONS.GET(client)).then(() => (failed += 1));
  const until = async (done: () => boolean) => {
    while (!done()) await new Promise(setImmediate);
  };
  await until(() => limits.length === count);
  const limit = (seconds: number) => {
    const before = failed;
    limits.shift()?.(seconds);
    return until(() => failed > before);
  };
  return { client, limit };
}

/** A clock on which something happens at the end of a wait. */
class EventfulClock extends FakeClock {
  readonly meanwhile: (() => unknown)[] = [];

  override async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    await super.sleep(milliseconds, signal);
    await this.meanwhile.shift()?.();
    signal.throwIfAborted();
  }
}

test('a call waits for the longest limit of all calls, and on when it moves, up to five minutes', async () => {
  const clock = new EventfulClock();
  const { client, limit } = await underWay(4, clock);
  await limit(120);
  await limit(5);
  clock.meanwhile.push(
    () => limit(120),
    () => limit(120),
  );
  await OPERATIONS.POST(client);

  expect(clock.sleeps).toStrictEqual([120_250, 120_250, 59_500]);
});

test('an interrupt ends the wait between two lists for a name, and no list follows', async () => {
  const clock = new EventfulClock();
  const { client, seen } = await world([], { clock });
  const stop = new AbortController();
  clock.meanwhile.push(() => stop.abort());

  expect((await failure(client.lookFor('orders', stop.signal))).message).toMatch(
    /^GET \S+ got no answer: it was interrupted while it waited\.$/,
  );
  expect(seen()).toStrictEqual(['GET']);
});

test('a wait is reported when it begins, and a long one again when it is over', async () => {
  const tooMany = answer(429, { 'X-RateLimit-Reset': '60' }, '{"errors":["Too many requests"]}');
  const { client, waits, longWaits } = await world([answer(503), GOOD, tooMany]);
  for (let call = 0; call < 3; call += 1) await OPERATIONS.GET(client);

  const reason = (answered: string) => `GET ${COLLECTION_PATH}/${ID} was answered ${answered}.`;
  const long = { milliseconds: 60_250, reason: reason('429: Too many requests') };
  expect(waits).toStrictEqual([{ milliseconds: 250, reason: reason('503 without an error message') }, long]);
  expect(longWaits).toStrictEqual([long]);
});

test('an interrupt ends a wait at once', async () => {
  const { client, seen, waits } = await world([limited(60)], { clock: REAL_CLOCK });
  const stop = new AbortController();

  const call = failure(OPERATIONS.GET(client, stop.signal));
  while (waits.length === 0) await new Promise(setImmediate);
  stop.abort();

  expect((await call).message).toBe(
    `GET ${COLLECTION_PATH}/${ID} got no answer: it was interrupted while it waited.`,
  );
  expect(seen()).toHaveLength(1);
  // Half of what the answer asks to wait.
}, 30_000);
