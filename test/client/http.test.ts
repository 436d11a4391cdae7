import type { ServerResponse } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Http } from '../../lib/client/http';
import { startServer } from '../helpers/one-answer-server';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A call that is never answered, in a process that collects its garbage all the time. */
async function unanswered(timeoutMs: number, signal: AbortSignal, asked: () => void): Promise<unknown> {
  const server = await startServer(asked);
  const collecting = setInterval(collectGarbage, 5);
  const http = new Http({ baseUrl: server.url, headers: {}, timeoutMs, largestAnswer: 1000 });
  try {
    return await http.call({ method: 'GET', path: '/', signal }).catch((error: unknown) => error);
  } finally {
    clearInterval(collecting);
    await server.close();
  }
}

test('a call ends when its time is over, whatever is collected as garbage meanwhile', async () => {
  const { signal } = new AbortController();

  expect(await unanswered(300, signal, () => {})).toMatchObject({
    fault: { kind: 'unanswered', isTimeout: true },
  });
}, 10_000);

test('an interrupt ends a call, whatever is collected as garbage meanwhile', async () => {
  const controller = new AbortController();
  const later = () => setTimeout(() => controller.abort(), 100);

  expect(await unanswered(60_000, controller.signal, later)).toMatchObject({
    fault: { kind: 'interrupted' },
  });
}, 10_000);

test('a call after an interrupt is not made', async () => {
  const asked = jest.fn();

  expect(await unanswered(60_000, AbortSignal.abort(), asked)).toMatchObject({
    fault: { kind: 'interrupted' },
  });
  expect(asked).not.toHaveBeenCalled();
});

test('a call leaves no listener behind', async () => {
  const server = await startServer((_, response) => response.end('{}'));
  const http = new Http({ baseUrl: server.url, headers: {}, timeoutMs: 3_600_000, largestAnswer: 1000 });
  const { signal } = new AbortController();
  const added = jest.spyOn(signal, 'addEventListener');
  const removed = jest.spyOn(signal, 'removeEventListener');
  await http.call({ method: 'GET', path: '/', signal });
  await server.close();

  expect(added).toHaveBeenCalled();
  expect(removed.mock.calls).toStrictEqual(added.mock.calls);
});

test.each([
  ['up to the limit', 1000, true],
  ['beyond it', 1001, false],
])('an answer is read %s', async (_, length, isRead) => {
  const server = await startServer((__, response) => response.end('x'.repeat(length)));
  const http = new Http({ baseUrl: server.url, headers: {}, timeoutMs: 60_000, largestAnswer: 1000 });
  const { signal } = new AbortController();
  const result: unknown = await http
    .call({ method: 'GET', path: '/', signal })
    .catch((error: unknown) => error);
  await server.close();

  expect(result).toMatchObject(isRead ? { text: 'x'.repeat(length) } : { fault: { kind: 'too-large' } });
});

test('an interrupt ends a call whose answer has begun', async () => {
  const controller = new AbortController();
  const server = await startServer((_, response) => {
    response.write('x');
    setTimeout(() => controller.abort(), 50);
  });
  const http = new Http({ baseUrl: server.url, headers: {}, timeoutMs: 60_000, largestAnswer: 1000 });
  const { signal } = controller;
  const error: unknown = await http.call({ method: 'GET', path: '/', signal }).catch((e: unknown) => e);
  await server.close();

  expect(error).toMatchObject({ fault: { kind: 'interrupted' } });
});

test.each<[string, (response: ServerResponse) => void]>([
  [
    'a body that is truncated',
    (response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x', () => response.destroy());
    },
  ],
  [
    'a body that is longer than its Content-Length',
    (response) => void response.writeHead(200, { 'content-length': '2' }).end('{"a":1}'),
  ],
])('%s is no answer', async (_, answer) => {
  const server = await startServer((__, response) => answer(response));
  const http = new Http({ baseUrl: server.url, headers: {}, timeoutMs: 60_000, largestAnswer: 1000 });
  const { signal } = new AbortController();
  const error: unknown = await http.call({ method: 'GET', path: '/', signal }).catch((e: unknown) => e);
  await server.close();

  expect(error).toMatchObject({ fault: { kind: 'unanswered', isTimeout: false } });
});
