import { createServer, type Server } from 'node:net';
import { CallError, describeThrown, Http2Error, STATUS } from './errors';
import { Connection } from './http2/connection';
import { encodeHeaders } from './http2/hpack';
import type { Stream } from './http2/stream';
import { log } from './log';
import { redact } from './redact';

/** What a Go provider takes too (terraform-plugin-go, tf6server); gRPC's own default is 4 MiB. */
const MESSAGE_LIMIT = 256 * 1024 * 1024;

/** Bytes of all requests that are held at once, on whatever connections; a request beyond them is refused. */
const REQUESTS_LIMIT = 2 * MESSAGE_LIMIT;

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
export function createGrpcServer(routes: Routes): Server {
  const held: Held = { bytes: 0 };
  return createServer(
    { noDelay: true },
    (socket) =>
      new Connection(
        socket,
        (stream) => serveStream(stream, routes, held),
        // A client may be gone at any time; what it must not do is worth a warning.
        (error) =>
          log(error instanceof Http2Error ? 'warn' : 'debug', 'a connection failed', {
            error: describeThrown(error),
          }),
      ),
  );
}

/** What the requests that are being received or answered take. */
interface Held {
  bytes: number;
}

function serveStream(stream: Stream, routes: Routes, held: Held): void {
  const path = stream.headers.get(':path') ?? '';
  const route = routes.get(path);
  if (!stream.headers.get('content-type')?.startsWith('application/grpc')) {
    stream.respond(encodeHeaders({ ':status': '415' }), true);
  } else if (route === undefined) {
    refuse(stream, new CallError(STATUS.UNIMPLEMENTED, `this provider has no method ${path}`));
  } else if (route === 'held') {
    stream.respond(HEADERS, false);
  } else {
    collect(stream, held, (body) => void serveUnary(stream, path, body, route));
  }
}

function collect(stream: Stream, held: Held, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const drop = () => {
    held.bytes -= size;
    size = 0;
    chunks.length = 0;
  };
  void stream.closed.then(drop);
  stream.onData = (chunk) => {
    if (!stream.isOpen) return;
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
  };
  stream.onEnd = () => {
    if (!stream.isOpen) return;
    const body = Buffer.concat(chunks);
    chunks.length = 0;
    done(body);
  };
}

async function serveUnary(stream: Stream, path: string, body: Buffer, handle: Unary) {
  const controller = new AbortController();
  const start = performance.now();
  let answered = false;
  const { closed } = stream;
  void closed.then(() => {
    if (!answered) controller.abort();
  });
  try {
    const answer = await handle(unframe(body), { controller, closed });
    answered = true;
    if (stream.isOpen) stream.send(HEADERS, frame(answer), OK);
  } catch (error) {
    answered = true;
    if (stream.isOpen)
      refuse(
        stream,
        error instanceof CallError ? error : new CallError(STATUS.INTERNAL, describeThrown(error)),
      );
  } finally {
    log('trace', 'call answered', { path, milliseconds: Math.round(performance.now() - start) });
  }
}

/** Before every answer, and after one that went well. */
const HEADERS = encodeHeaders({ ':status': '200', 'content-type': 'application/grpc' });
const OK = encodeHeaders({ 'grpc-status': String(STATUS.OK) });

/** An answer of trailers alone. */
function refuse(stream: Stream, { status, message }: CallError): void {
  const trailers = encodeHeaders({
    ':status': '200',
    'content-type': 'application/grpc',
    'grpc-accept-encoding': 'identity',
    'grpc-status': String(status),
    'grpc-message': percentEncode(redact(message)),
  });
  stream.respond(trailers, true);
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
