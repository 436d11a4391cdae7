import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { Connection } from '../../../lib/plugin/http2/connection';
import { data, frame, number, open, PADDED, Peer, PREFACE, setting } from './peer';

let peer: Peer;
beforeEach(async () => {
  peer = await Peer.start();
});
afterEach(() => peer.close());

const opened = [open(1), data(1)];
test.each<[string, number, string, Buffer[]]>([
  [
    'a frame beyond 16 KiB',
    6,
    'a frame of 16385 bytes is too large',
    [frame('DATA', 0, 1, Buffer.alloc(16_385))],
  ],
  ['data of no stream', 1, 'a frame is of the stream 0, which was not opened', [data(0)]],
  ['data of a stream to come', 1, 'a frame is of the stream 5, which was not opened', [...opened, data(5)]],
  [
    'a reset of a stream to come',
    1,
    'a frame is of the stream 5, which was not opened',
    [frame('RST', 0, 5, number(8))],
  ],
  ['a short reset', 6, 'a frame has 3 bytes instead of 4', [...opened, frame('RST', 0, 1, Buffer.alloc(3))]],
  ['an even stream', 1, 'a client cannot open the stream 2', [open(2)]],
  ['headers of no stream', 1, 'a client cannot open the stream 0', [open(0)]],
  ['a push', 1, 'a client cannot push', [frame('PUSH', 0, 1, Buffer.alloc(4))]],
  [
    'settings that are not whole',
    6,
    'settings of 7 bytes are not whole',
    [frame('SETTINGS', 0, 0, Buffer.alloc(7))],
  ],
  [
    'a window beyond what it can be',
    3,
    'a window was opened wider than it can be',
    [frame('SETTINGS', 0, 0, setting(4, 2 ** 31))],
  ],
  [
    'a window opened too wide',
    3,
    'a window was opened wider than it can be',
    [frame('WINDOW', 0, 0, number(2 ** 31 - 1))],
  ],
  ['a window opened by nothing', 1, 'a window was opened by nothing', [frame('WINDOW', 0, 0, number(0))]],
  [
    'a ping of other than 8 bytes',
    6,
    'a ping has 7 bytes instead of 8',
    [frame('PING', 0, 0, Buffer.alloc(7))],
  ],
  [
    'headers that something interrupts',
    1,
    'headers were broken off, or continued without a beginning',
    [open(1, 0), data(1)],
  ],
  [
    'headers that nothing began',
    1,
    'headers were broken off, or continued without a beginning',
    [frame('MORE', 4, 1)],
  ],
  [
    'headers that go on elsewhere',
    1,
    'headers were continued on another stream',
    [open(1, 0), frame('MORE', 4, 3)],
  ],
  [
    'headers without an end',
    11,
    'the headers of a request are at most 65536 bytes',
    [open(1, 0), ...Array.from({ length: 8_000 }, () => frame('MORE', 0, 1))],
  ],
  ['headers that cannot be read', 9, 'there is no header 0', [frame('HEADERS', 4, 1, Buffer.of(0x80))]],
  ['headers twice', 1, 'a request has headers after its end, or twice', [open(1), open(1)]],
  [
    'padding longer than its frame',
    1,
    'a frame is longer than it is',
    [open(1), frame('DATA', PADDED, 1, Buffer.of(9, 1))],
  ],
])('%s ends the connection with the error %i', async (_case, code, message, sent) => {
  peer.onRequest = () => undefined;
  peer.client.write(Buffer.concat(sent));
  await once(peer.client, 'close');
  expect(peer.frames().at(-1)).toMatch(new RegExp(`^GOAWAY 0 0 0000000[01]0000000${code.toString(16)}$`));
  expect(peer.failures).toEqual([message]);
  await Promise.all(peer.streams.map(({ closed }) => closed));
});

test('a client that did what it must not is heard no more, and told which call was the last', async () => {
  peer.onRequest = () => undefined;
  const wrong = frame('WINDOW', 0, 0, number(0));
  peer.client.write(Buffer.concat([open(1), open(3), wrong, open(5), data(5)]));
  peer.client.write(Buffer.concat([wrong, open(7), data(7)]));
  await once(peer.client, 'close');
  expect(peer.frames().at(-1)).toBe('GOAWAY 0 0 0000000300000001');
  expect(peer.streams.map(({ id, isOpen }) => [id, isOpen])).toEqual([
    [1, false],
    [3, false],
  ]);
  expect(peer.failures).toEqual(['a window was opened by nothing']);
});

test('a client that does not leave after it was told to is left', async () => {
  const stranger = connect({
    port: peer.port,
    host: '127.0.0.1',
    allowHalfOpen: true,
  });
  stranger.on('error', () => undefined).resume();
  stranger.write('GET / HTTP/1.1\r\n\r\n');
  await once(stranger, 'end');
  const left = peer.serverSocket;
  expect(left.destroyed).toBe(false);
  await once(left, 'close');
  stranger.destroy();
});

test('a client that breaks off is heard of once', async () => {
  peer.client.write(frame('WINDOW', 0, 0, number(0)));
  while (peer.failures.length === 0) await new Promise(setImmediate);
  peer.serverSocket.emit('error', new Error('reset'));
  expect(peer.failures).toEqual(['a window was opened by nothing']);
});

test('a defect of ours is not taken for the client’s', () => {
  const socket = new PassThrough();
  const failed = jest.fn();
  const defect = new Error('a defect');
  new Connection(
    socket,
    () => {
      throw defect;
    },
    failed,
  );
  expect(() => socket.emit('data', Buffer.concat([PREFACE, open(1)]))).toThrow(defect);
  expect(failed).not.toHaveBeenCalled();
});

test('data after a request’s end ends the connection', async () => {
  peer.onRequest = () => undefined;
  peer.client.write(Buffer.concat([open(1), data(1), data(1)]));
  await once(peer.client, 'close');
  expect(peer.failures).toEqual(['a request went on after its end']);
});

test('what does not begin as HTTP/2 is told so', async () => {
  const stranger = connect(peer.port, '127.0.0.1');
  stranger.on('error', () => undefined).resume();
  stranger.write('GET / HTTP/1.1\r\n\r\n');
  await once(stranger, 'close');
  expect(peer.failures).toEqual(['a client did not begin as HTTP/2 does']);
});
