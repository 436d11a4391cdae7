import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Http } from '../../lib/client/http';
import { createCertificate } from '../../lib/plugin/transport/certificate';
import { serve, signal } from './connect';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The answer of a server, or the error of the call. */
async function reply(
  url: string,
  { timeoutMs = 60_000, stop = signal }: { timeoutMs?: number; stop?: AbortSignal } = {},
): Promise<unknown> {
  const http = new Http({ baseUrl: url, headers: {}, timeoutMs, largestAnswer: 1000 });
  return http.call({ method: 'GET', path: '/', signal: stop }).catch((error: unknown) => error);
}

describe('a call without an answer, in a process that collects its garbage all the time,', () => {
  let collecting: NodeJS.Timeout;
  beforeEach(() => (collecting = setInterval(collectGarbage, 5)));
  afterEach(() => clearInterval(collecting));

  test('ends when its time is over', async () => {
    const { url } = await serve(() => undefined);

    expect(await reply(url, { timeoutMs: 300 })).toMatchObject({
      fault: { kind: 'unanswered', isTimeout: true },
    });
  }, 10_000);

  test.each<[string, RequestListener]>([
    ['has not begun', () => undefined],
    ['has begun', (_, response) => void response.write('x')],
  ])(
    'ends with an interrupt while the answer %s',
    async (_, handle) => {
      const controller = new AbortController();
      const { url } = await serve((request, response) => {
        handle(request, response);
        setTimeout(() => controller.abort(), 100);
      });

      expect(await reply(url, { stop: controller.signal })).toMatchObject({ fault: { kind: 'interrupted' } });
    },
    10_000,
  );
});

test('a call after an interrupt is not made', async () => {
  const { url, requests } = await serve(() => undefined);

  expect(await reply(url, { stop: AbortSignal.abort() })).toMatchObject({ fault: { kind: 'interrupted' } });
  expect(requests).toStrictEqual([]);
});

test('a call leaves no listener behind', async () => {
  const { url } = await serve((_, response) => response.end('{}'));
  const { signal: stop } = new AbortController();
  const added = jest.spyOn(stop, 'addEventListener');
  const removed = jest.spyOn(stop, 'removeEventListener');
  await reply(url, { stop });

  expect(added).toHaveBeenCalled();
  expect(removed.mock.calls).toStrictEqual(added.mock.calls);
});

test.each([
  ['up to the limit', 1000, { text: 'x'.repeat(1000) }],
  ['beyond it', 1001, { fault: { kind: 'strange' } }],
])('an answer is read %s', async (_, length, result) => {
  const { url } = await serve((__, response) => response.end('x'.repeat(length)));

  expect(await reply(url)).toMatchObject(result);
});

const UNANSWERED = { kind: 'unanswered', isTimeout: false };

test.each<[string, RequestListener]>([
  [
    'is truncated',
    (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x', () => response.destroy());
    },
  ],
  [
    'is longer than its Content-Length',
    (_, response) => void response.writeHead(200, { 'content-length': '2' }).end('{"a":1}'),
  ],
])('a body that %s is no answer', async (_, handle) => {
  expect(await reply((await serve(handle)).url)).toMatchObject({ fault: UNANSWERED });
});

test.each<[string, (socket: Duplex) => void]>([
  ['has a certificate that is not trusted', () => undefined],
  ['resets the connection before it is encrypted', (socket) => void socket.destroy()],
])('a server that %s gets no part of a request', async (_, meet) => {
  const { pem: cert, key } = createCertificate();
  const requests: unknown[] = [];
  const server = createServer({ cert, key }, (request) => requests.push(request)).listen(0, 'localhost');
  server.on('connection', meet).on('tlsClientError', () => undefined);
  await once(server, 'listening');

  expect(await reply(`https://localhost:${(server.address() as AddressInfo).port}`)).toMatchObject({
    fault: { kind: 'unsent' },
  });
  expect(requests).toStrictEqual([]);
  server.close();
});
