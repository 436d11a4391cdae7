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

  expect(await unanswered(300, signal, () => {})).toMatchObject({ name: 'TimeoutError' });
}, 10_000);

test('an interrupt ends a call, whatever is collected as garbage meanwhile', async () => {
  const controller = new AbortController();
  const later = () => setTimeout(() => controller.abort(), 100);

  expect(await unanswered(60_000, controller.signal, later)).toMatchObject({ name: 'AbortError' });
}, 10_000);

test('a call after an interrupt is not made', async () => {
  const asked = jest.fn();

  expect(await unanswered(60_000, AbortSignal.abort(), asked)).toMatchObject({ name: 'AbortError' });
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
