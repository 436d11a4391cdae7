import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { COLLECTION_PATH, LIST_PATH } from '../../lib/wire/routes';
import { ask, bodyOf, connectTo, KEYS, PAYMENTS, rawRequest, requested, started } from './started';

async function connected(emulator: Emulator): Promise<Socket> {
  const socket = connectTo(emulator);
  await once(socket, 'connect');
  return socket;
}

/** However it ended. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.on('error', () => {}).on('close', () => resolve()));
}

test('the url of one that listens on every address can be asked', async () => {
  const emulator = await started({ host: '0.0.0.0' });
  expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await ask(emulator, 'GET', LIST_PATH)).status).toBe(200);
});

test('a port in use is reported', async () => {
  const port = Number(new URL((await started()).url).port);
  await expect(startEmulator({ port })).rejects.toMatchObject({
    name: 'EmulatorError',
    message:
      `The emulator cannot listen on port ${port} of "127.0.0.1": listen EADDRINUSE: address already in use ` +
      `127.0.0.1:${port}. Choose another host or port (0 for any free one).`,
    cause: { code: 'EADDRINUSE' },
  });
});

test('an answer is held back for the latency, after its request took effect', async () => {
  const emulator = await started({ latencyMs: 100 });
  const begin = performance.now();
  const answer = ask(emulator, 'POST', COLLECTION_PATH, { body: bodyOf(PAYMENTS) });
  let isAnswered = false;
  void answer.then(() => (isAnswered = true));
  while (emulator.methods().length === 0) await new Promise(setImmediate);
  expect(isAnswered).toBe(false);
  expect((await answer).status).toBe(201);
  // A timer may be up to a millisecond early.
  expect(performance.now() - begin).toBeGreaterThanOrEqual(99);
});

test('a client that hangs up in its request has asked nothing, one that hangs up after it has', async () => {
  const emulator = await started({ latencyMs: 50 });
  const text = rawRequest('POST', COLLECTION_PATH, bodyOf(PAYMENTS));
  const half = await connected(emulator);
  half.write(text.slice(0, -20));
  half.destroy();
  const complete = await connected(emulator);
  complete.write(text, () => complete.destroySoon());
  complete.resume();
  await once(complete, 'close');
  await requested(emulator);
  await emulator.close();
  expect(emulator.requests.map(({ method, status }) => ({ method, status }))).toStrictEqual([
    { method: 'POST', status: 201 },
  ]);
});

test('close does not wait out the latency of an answer', async () => {
  const emulator = await started({ latencyMs: 3_600_000 });
  const answer = ask(emulator, 'GET', LIST_PATH);
  await requested(emulator);

  await emulator.close();

  expect((await answer).status).toBe(200);
});

test('close does not wait for a client that hung up before its answer was due', async () => {
  const emulator = await started({ latencyMs: 20, faults: [{ kind: 'hang' }] });
  const socket = await connected(emulator);
  socket.write(`GET ${LIST_PATH} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
  await requested(emulator);
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 100));

  await emulator.close();
}, 5_000);

test('close answers what is under way and leaves no connection', async () => {
  const emulator = await started({ latencyMs: 50 });
  const agent = new Agent({ keepAlive: true });
  const outgoing = request(emulator.url + LIST_PATH, { agent, headers: KEYS }).end();
  const silent = await connected(emulator);
  const half = await connected(emulator);
  half.write(`GET ${LIST_PATH} HTTP/1.1\r\nhost: loc`);
  const stalled = await connected(emulator);
  stalled.write(`GET ${LIST_PATH} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 7\r\n\r\n{"a"`);
  const ended = [silent, half, stalled].map(closed);
  await requested(emulator);
  const closing = emulator.close();
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  incoming.resume();
  await Promise.all([closing, once(incoming, 'close'), ...ended]);
  expect([incoming.statusCode, incoming.headers.connection]).toStrictEqual([200, 'close']);
  await expect(ask(emulator, 'GET', LIST_PATH)).rejects.toThrow('fetch failed');
  agent.destroy();
});

test('closing twice is closing once, and the end of the block that uses it closes it', async () => {
  const emulator = await started();
  await Promise.all([emulator.close(), emulator[Symbol.asyncDispose]()]);
  await emulator.close();
  await expect(ask(emulator, 'GET', LIST_PATH)).rejects.toThrow('fetch failed');
});
