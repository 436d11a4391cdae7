import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { Connection } from '../../../lib/plugin/http2/connection';
import { encodeHeaders } from '../../../lib/plugin/http2/hpack';
import {
  ACK,
  data,
  END_HEADERS,
  END_STREAM,
  frame,
  GREETING,
  HEADERS,
  number,
  open,
  PADDED,
  Peer,
  PREFACE,
  PRIORITY,
  REQUEST,
  setting,
  TRAILERS,
} from './peer';

let peer: Peer;
beforeEach(async () => {
  peer = await Peer.start();
});
afterEach(() => peer.close());

const hello = (stream: number) => [
  `HEADERS 4 ${stream} ${HEADERS.toString('hex')}`,
  `DATA 0 ${stream} ${Buffer.from('hello').toString('hex')}`,
  `HEADERS 5 ${stream} ${TRAILERS.toString('hex')}`,
];

test('it greets with its settings and a wide window, and answers the client’s settings', () => {
  expect(peer.frames()).toEqual([...GREETING, 'SETTINGS 1 0']);
});

test('a request is answered with headers, data and trailers', async () => {
  peer.client.write(Buffer.concat([open(1), data(1)]));
  await expect(peer.answers(3)).resolves.toEqual(hello(1));
  expect([...peer.streams[0]!.headers]).toEqual([
    [':method', 'POST'],
    [':path', '/p'],
  ]);
  await peer.streams[0]!.closed;
});

test('however its bytes are cut, a request is the same', async () => {
  for (const byte of Buffer.concat([open(1), data(1, 'hel', 0), data(1, 'lo')])) {
    peer.client.write(Buffer.of(byte));
    await new Promise(setImmediate);
  }
  await expect(peer.answers(3)).resolves.toEqual(hello(1));
});

test('however a greeting is cut, it is one', () => {
  const socket = new Duplex({ read: () => undefined, write: (_bytes, _encoding, done) => done() });
  const [paths, failed] = [[] as unknown[], jest.fn()];
  new Connection(socket, ({ headers }) => paths.push(headers.get(':path')), failed);
  for (const byte of Buffer.concat([PREFACE, frame('SETTINGS', 0, 0), open(1), data(1)]))
    socket.emit('data', Buffer.of(byte));
  expect(paths).toEqual(['/p']);
  expect(failed).not.toHaveBeenCalled();
});

test('padding, priorities, reserved bits, unknown frames and what is a farewell are passed over', async () => {
  const padded = (payload: Uint8Array) => Buffer.concat([Buffer.of(3), payload, Buffer.alloc(3)]);
  const headers = Buffer.concat([Buffer.of(3), Buffer.alloc(5), REQUEST, Buffer.alloc(3)]);
  peer.client.write(
    Buffer.concat([
      frame('PRIORITY', 0, 1, Buffer.alloc(5)),
      frame('HEADERS', END_HEADERS | PADDED | PRIORITY, 1, headers),
      frame('200', 0xff, 7, Buffer.from('what')),
      frame('DATA', PADDED | END_STREAM, 2 ** 31 + 1, padded(Buffer.from('hello'))),
      frame('GOAWAY', 0, 0, Buffer.alloc(8)),
    ]),
  );
  await expect(peer.answers(3)).resolves.toEqual(hello(1));
});

test('headers in several frames, and trailers of a request, are read', async () => {
  peer.client.write(
    Buffer.concat([
      frame('HEADERS', 0, 1, REQUEST.subarray(0, 5)),
      frame('MORE', 0, 1, REQUEST.subarray(5, 9)),
      frame('MORE', END_HEADERS, 1, REQUEST.subarray(9)),
      data(1, 'hello', 0),
      frame('HEADERS', END_HEADERS | END_STREAM, 1, TRAILERS),
    ]),
  );
  await expect(peer.answers(3)).resolves.toEqual(hello(1));
});

test('one call may have many headers, and so may the next', async () => {
  const long = encodeHeaders({ ':path': '/p', long: 'x'.repeat(16_000) });
  for (let call = 1; call < 20; call += 2) {
    peer.client.write(Buffer.concat([frame('HEADERS', END_HEADERS, call, long), data(call)]));
  }
  expect((await peer.answers(30)).slice(-3)).toEqual(hello(19));
});

test('a ping comes back with what was in it, an answered one does not', async () => {
  peer.client.write(
    Buffer.concat([
      frame('PING', ACK, 0, Buffer.from('answered')),
      frame('PING', 0, 0, Buffer.from('are you?')),
    ]),
  );
  await expect(peer.answers(1)).resolves.toEqual([`PING 1 0 ${Buffer.from('are you?').toString('hex')}`]);
});

test('no more is sent than the peer.client allows, on the stream and on all of them', async () => {
  peer.onRequest = (stream) => stream.send(HEADERS, Buffer.alloc(100_000), TRAILERS);
  peer.client.write(Buffer.concat([open(1), data(1)]));
  const first = ['DATA 0 1 (16384 bytes)', 'DATA 0 1 (16384 bytes)', 'DATA 0 1 (16384 bytes)'];
  const start = [hello(1)[0], ...first, 'DATA 0 1 (16383 bytes)'];
  await expect(peer.answers(5)).resolves.toEqual(start);
  // The stream alone does not help, as the connection is used up.
  peer.client.write(frame('WINDOW', 0, 1, number(100_000)));
  peer.client.write(frame('WINDOW', 0, 0, number(10)));
  await expect(peer.answers(6)).resolves.toEqual([...start, `DATA 0 1 ${'00'.repeat(10)}`]);
  peer.client.write(frame('WINDOW', 0, 0, number(100_000)));
  const rest = ['DATA 0 1 (16384 bytes)', 'DATA 0 1 (16384 bytes)', 'DATA 0 1 (1687 bytes)', hello(1)[2]];
  await expect(peer.answers(10)).resolves.toEqual([...start, `DATA 0 1 ${'00'.repeat(10)}`, ...rest]);
});

test('a window that settings make smaller, below nothing, and wider again holds for what is under way', async () => {
  peer.onRequest = (stream) => stream.send(HEADERS, Buffer.alloc(70_000), TRAILERS);
  peer.client.write(Buffer.concat([frame('WINDOW', 0, 0, number(100_000)), open(1), data(1)]));
  await peer.answers(5);
  peer.client.write(frame('SETTINGS', 0, 0, setting(4, 0)));
  await expect(peer.answers(6)).resolves.toContain('SETTINGS 1 0');
  peer.client.write(frame('WINDOW', 0, 1, number(65_535)));
  peer.client.write(frame('PING', 0, 0, Buffer.alloc(8)));
  expect((await peer.answers(7)).at(-1)).toBe('PING 1 0 0000000000000000');
  peer.client.write(frame('SETTINGS', 0, 0, setting(4, 4465)));
  const sent = await peer.answers(10);
  expect(sent.slice(7)).toEqual(['SETTINGS 1 0', 'DATA 0 1 (4465 bytes)', hello(1)[2]]);
});

test('the client is allowed more before it has used up what it may send', async () => {
  const part = Buffer.alloc(16_384);
  peer.client.write(open(1));
  for (let sent = 0; sent <= 4 * 1024 * 1024; sent += part.length)
    peer.client.write(frame('DATA', 0, 1, part));
  await expect(peer.answers(2)).resolves.toEqual(['WINDOW 0 0 00404000', 'WINDOW 0 1 00404000']);
});

test('a call that was given up is closed, and what is still under way of it does no harm', async () => {
  peer.onRequest = () => undefined;
  peer.client.write(Buffer.concat([open(1), data(1), frame('RST', 0, 1, number(8))]));
  await peer.until(() => true);
  peer.client.write(
    Buffer.concat([frame('WINDOW', 0, 1, number(5)), data(1), frame('PING', 0, 0, Buffer.alloc(8))]),
  );
  await peer.answers(1);
  await peer.streams[0]!.closed;
  expect(peer.streams[0]!.isOpen).toBe(false);
  expect(peer.failures).toEqual([]);
});

test('an answer before the request is whole tells the client to send no more; what it sends is dropped', async () => {
  peer.client.write(open(1));
  peer.onRequest = (stream, body) => {
    if (stream.isOpen) stream.send(HEADERS, body, TRAILERS);
  };
  while (peer.streams.length === 0) await new Promise(setImmediate);
  peer.streams[0]!.respond(HEADERS, true);
  const early = [`HEADERS 5 1 ${HEADERS.toString('hex')}`, 'RST 0 1 00000000'];
  await expect(peer.answers(2)).resolves.toEqual(early);
  peer.client.write(Buffer.concat([data(1), open(3), data(3)]));
  await expect(peer.answers(5)).resolves.toEqual([...early, ...hello(3)]);
  expect(peer.bodies).toEqual(['hello']);
});

test('calls of a client that leaves are closed', async () => {
  peer.onRequest = () => undefined;
  peer.client.write(Buffer.concat([open(1), data(1), open(3), frame('PING', 0, 0, Buffer.alloc(8))]));
  await peer.answers(1);
  peer.client.destroy();
  await Promise.all(peer.streams.map(({ closed }) => closed));
  expect(peer.streams.map(({ isOpen }) => isOpen)).toEqual([false, false]);
});

test('an answer for a client that left is dropped, and is no failure', async () => {
  peer.onRequest = (stream, body) =>
    peer.serverSocket.once('end', () => stream.send(HEADERS, body, TRAILERS));
  peer.client.end(Buffer.concat([open(1), data(1)]));
  await once(peer.client, 'close');
  await Promise.all(peer.streams.map(({ closed }) => closed));
  expect(peer.bodies).toHaveLength(1);
  expect(peer.failures).toEqual([]);
});

test('from a client that does not read, nothing more is read', async () => {
  peer.client.pause();
  const pings = Buffer.concat(Array.from({ length: 10_000 }, () => frame('PING', 0, 0, Buffer.alloc(8))));
  const stuck = () => peer.serverSocket.isPaused();
  for (let sent = 0; sent < 1_000 && !stuck(); sent++) {
    peer.client.write(pings);
    await new Promise(setImmediate);
  }
  expect(stuck()).toBe(true);
  peer.client.resume();
  while (stuck()) await once(peer.client, 'data');
  expect(peer.serverSocket.isPaused()).toBe(false);
}, 60_000);

test('nothing stays of calls that are over, whichever side ended first', async () => {
  peer.onRequest = (stream, body) => stream.send(HEADERS, body, TRAILERS);
  peer.client.write(Buffer.concat([open(1), data(1)]));
  await peer.answers(3);
  peer.onRequest = () => undefined;
  peer.client.write(open(3));
  while (peer.streams.length < 2) await new Promise(setImmediate);
  peer.streams[1]!.respond(HEADERS, true);
  peer.client.write(Buffer.concat([data(3), frame('PING', 0, 0, Buffer.alloc(8))]));
  await peer.answers(5);
  expect(peer.connection['streams'].size).toBe(0);
});
