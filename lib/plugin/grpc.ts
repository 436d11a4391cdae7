import { createServer, type Http2Server, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { CallError, describeThrown, STATUS } from './errors';
import { log } from './log';
import { redact } from './redact';

/** What a Go provider takes too (terraform-plugin-go, tf6server); gRPC's own default is 4 MiB. */
const MESSAGE_LIMIT = 256 * 1024 * 1024;

/** Bytes of all requests that are held at once, on whatever connections; a request beyond them is refused. */
const REQUESTS_LIMIT = 2 * MESSAGE_LIMIT;

/** Bytes in flight before the receiver must say it is ready for more; HTTP/2's default of 64 KiB slows large states. */
const WINDOW = 8 * 1024 * 1024;

/** The compressed flag, one byte, and the message's length, four. */
const FRAME_HEAD = 5;

export interface UnaryCall {
  /**
   * Aborts when the client cancels the call or goes away before it is answered. Deadlines need nothing more: at
   * theirs, the client cancels.
   */
  readonly controller: AbortController;
  /** Resolves when the client has the answer, or is gone. */
  readonly closed: Promise<void>;
}

export type Unary = (request: Uint8Array, call: UnaryCall) => Uint8Array | Promise<Uint8Array>;

export type Route = Unary | 'held';

/** By path, such as `/tfplugin6.Provider/ReadResource`; `held`: a stream that is kept open and never carries anything. */
export type Routes = ReadonlyMap<string, Route>;

/** A gRPC server that does not listen yet, over plaintext HTTP/2. */
export function createGrpcServer(routes: Routes): Http2Server {
  const server = createServer({
    // In MB, for all messages of a connection that are under way.
    maxSessionMemory: 1024,
    settings: { initialWindowSize: WINDOW },
  });
  server.on('session', (session) => session.setLocalWindowSize(WINDOW));
  server.on('sessionError', (error) => log('warn', 'a connection failed', { error: describeThrown(error) }));
  const held: Held = { bytes: 0 };
  server.on('stream', (stream, headers) => serveStream(stream, headers, routes, held));
  return server;
}

/** What the requests that are being received or answered take. */
interface Held {
  bytes: number;
}

function serveStream(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  routes: Routes,
  held: Held,
): void {
  stream.on('error', (error) => log('debug', 'a call broke off', { error: describeThrown(error) }));
  const path = String(headers[':path']);
  const route = routes.get(path);
  if (!String(headers['content-type']).startsWith('application/grpc')) {
    stream.respond({ ':status': 415 }, { endStream: true });
    stream.resume();
  } else if (route === undefined) {
    refuse(stream, new CallError(STATUS.UNIMPLEMENTED, `this provider has no method ${path}`));
  } else if (route === 'held') {
    respond(stream);
    stream.resume();
  } else {
    collect(stream, held, (body) => void serveUnary(stream, path, body, route));
  }
}

function collect(stream: ServerHttp2Stream, held: Held, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const drop = () => {
    held.bytes -= size;
    size = 0;
    chunks.length = 0;
  };
  stream.on('close', drop);
  stream.on('data', (chunk: Buffer) => {
    if (stream.headersSent || stream.closed) return;
    size += chunk.length;
    held.bytes += chunk.length;
    chunks.push(chunk);
    if (size <= MESSAGE_LIMIT + FRAME_HEAD && held.bytes <= REQUESTS_LIMIT) return;
    refuse(
      stream,
      new CallError(
        STATUS.RESOURCE_EXHAUSTED,
        size > MESSAGE_LIMIT
          ? `a message is at most ${MESSAGE_LIMIT} bytes`
          : `the requests under way are at most ${REQUESTS_LIMIT} bytes`,
      ),
    );
    drop();
  });
  stream.on('end', () => done(Buffer.concat(chunks)));
}

async function serveUnary(stream: ServerHttp2Stream, path: string, body: Buffer, handle: Unary) {
  const controller = new AbortController();
  const start = performance.now();
  let answered = false;
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  void closed.then(() => {
    if (!answered) controller.abort();
  });
  try {
    const answer = await handle(unframe(body), { controller, closed });
    answered = true;
    if (!isOpen(stream)) return;
    respond(stream);
    stream.end(frame(answer));
  } catch (error) {
    answered = true;
    if (!isOpen(stream)) return;
    refuse(
      stream,
      error instanceof CallError ? error : new CallError(STATUS.INTERNAL, describeThrown(error)),
    );
  } finally {
    log('trace', 'call answered', { path, milliseconds: Math.round(performance.now() - start) });
  }
}

function isOpen(stream: ServerHttp2Stream): boolean {
  return !stream.destroyed && !stream.closed && !stream.headersSent;
}

const HEADERS = { ':status': 200, 'content-type': 'application/grpc' };
const ANSWER = { waitForTrailers: true, sendDate: false };

/** Headers now; the trailers that say how it ended follow the stream's last byte. */
function respond(stream: ServerHttp2Stream): void {
  stream.respond({ ...HEADERS }, ANSWER);
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(STATUS.OK) }));
}

/** An answer of trailers alone. */
function refuse(stream: ServerHttp2Stream, { status, message }: CallError): void {
  stream.respond(
    {
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-accept-encoding': 'identity',
      'grpc-status': String(status),
      'grpc-message': percentEncode(redact(message)),
    },
    { endStream: true },
  );
  stream.resume();
}

/** As gRPC has it: the bytes of UTF-8 that are no printable ASCII, and the percent sign. */
function percentEncode(text: string): string {
  const bytes = Buffer.from(text).toString('latin1');
  return bytes.replace(
    /[^ -$&-~]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function frame(message: Uint8Array): Buffer {
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

/** The one message of a request. */
function unframe(body: Buffer): Uint8Array {
  if (body.length > 0 && body[0] !== 0)
    throw new CallError(STATUS.UNIMPLEMENTED, 'the message is compressed, which this provider does not read');
  if (body.length < FRAME_HEAD || body.readUInt32BE(1) !== body.length - FRAME_HEAD)
    throw new CallError(
      STATUS.INTERNAL,
      `${body.length} bytes arrived, which are not one whole message with its length before it`,
    );
  return body.subarray(FRAME_HEAD);
}
