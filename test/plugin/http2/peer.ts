import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Connection } from '../../../lib/plugin/http2/connection';
import { encodeHeaders } from '../../../lib/plugin/http2/hpack';
import type { Stream } from '../../../lib/plugin/http2/stream';

export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const TYPES = ['DATA', 'HEADERS', 'PRIORITY', 'RST', 'SETTINGS', 'PUSH', 'PING', 'GOAWAY', 'WINDOW', 'MORE'];
export const HEADERS = encodeHeaders({ ':status': '200' });
export const TRAILERS = encodeHeaders({ 'grpc-status': '0' });
export const REQUEST = encodeHeaders({ ':method': 'POST', ':path': '/p' });

export const [END_STREAM, ACK, END_HEADERS, PADDED, PRIORITY] = [1, 1, 4, 8, 32] as const;

/** @param type one of the above, or a number */
export function frame(
  type: string,
  flags: number,
  stream: number,
  payload: Uint8Array = Buffer.alloc(0),
): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = TYPES.includes(type) ? TYPES.indexOf(type) : Number(type);
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

export function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export const setting = (id: number, value: number) => Buffer.concat([Buffer.of(0, id), number(value)]);
export const open = (stream: number, flags: number = END_HEADERS) => frame('HEADERS', flags, stream, REQUEST);
export const data = (stream: number, text = 'hello', flags: number = END_STREAM) =>
  frame('DATA', flags, stream, Buffer.from(text));

/** What the server says of itself before it knows anything. */
export const GREETING = ['SETTINGS 0 0 000400800000', 'WINDOW 0 0 007f0001'];

/** A connection of ours, and a client that sends it bytes. It gives each request's body back, until told otherwise. */
export class Peer {
  readonly streams: Stream[] = [];
  readonly bodies: string[] = [];
  readonly failures: string[] = [];
  onRequest: (stream: Stream, body: Buffer) => void = (stream, body) => stream.send(HEADERS, body, TRAILERS);
  client!: Socket;
  serverSocket!: Socket;
  connection!: Connection;
  private received: Buffer = Buffer.alloc(0);
  private readonly server: Server = createServer((socket) => {
    this.serverSocket = socket;
    const failed = (error: Error) => this.failures.push(error.message);
    this.connection = new Connection(socket, (stream) => this.accept(stream), failed);
  });

  static async start(): Promise<Peer> {
    const peer = new Peer();
    peer.server.listen(0, '127.0.0.1');
    await once(peer.server, 'listening');
    peer.client = connect(peer.port, '127.0.0.1');
    peer.client.on('data', (chunk: Buffer) => (peer.received = Buffer.concat([peer.received, chunk])));
    peer.client.on('error', () => undefined);
    peer.client.write(Buffer.concat([PREFACE, frame('SETTINGS', 0, 0)]));
    await peer.until((frames) => frames.length === GREETING.length + 1);
    return peer;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.client.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(stream: Stream): void {
    this.streams.push(stream);
    const chunks: Buffer[] = [];
    stream.onData = (bytes) => chunks.push(bytes);
    stream.onEnd = () => {
      this.bodies.push(Buffer.concat(chunks).toString());
      this.onRequest(stream, Buffer.concat(chunks));
    };
  }

  /** The frames that came, a line each; long payloads by their length. */
  frames(): string[] {
    const lines: string[] = [];
    const { received } = this;
    for (let at = 0; at + 9 <= received.length;) {
      const length = received.readUIntBE(at, 3);
      const payload = received.subarray(at + 9, at + 9 + length);
      const shown = length > 40 ? `(${length} bytes)` : payload.toString('hex');
      const type = TYPES[received[at + 3]!];
      lines.push(`${type} ${received[at + 4]} ${received.readUInt32BE(at + 5)} ${shown}`.trim());
      at += 9 + length;
    }
    return lines;
  }

  async until(holds: (frames: readonly string[]) => boolean): Promise<void> {
    while (!holds(this.frames())) await once(this.client, 'data');
  }

  /** What came after the greeting and the answer to the client's settings. */
  async answers(count: number): Promise<string[]> {
    await this.until((all) => all.length >= GREETING.length + 1 + count);
    return this.frames().slice(GREETING.length + 1);
  }
}
