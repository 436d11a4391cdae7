import { once } from 'node:events';
import type { Http2Session, IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { Server } from 'node:net';
import { CallError, describeThrown, STATUS } from '../errors';
import { log } from '../log';
import { redact } from '../redact';

/** The limit of Go providers (terraform-plugin-go, tf6server). gRPC's own default is 4 MiB. */
const MESSAGE_LIMIT = 256 * 1024 * 1024;

/** Bytes the client may send ahead. HTTP/2's default of 64 KiB slows down large states. */
const WINDOW = 8 * 1024 * 1024;

/**
 * In MB, for what one connection holds in both directions. Node's default of 10 refuses calls of a large
 * plan.
 */
const SESSION_MEMORY = 1024;

/** The error code INTERNAL_ERROR of RFC 9113. */
const HTTP2_INTERNAL_ERROR = 2;

/** The compressed flag, one byte, and the message's length, four. */
const FRAME_HEAD = 5;

export interface UnaryCall {
  /**
   * Aborts when the client cancels the call, or disconnects before the answer. Deadlines need nothing more:
   * the client cancels the call when its deadline passes.
   */
  readonly controller: AbortController;
  /** Resolves when the client has the answer, or has gone. */
  readonly closed: Promise<void>;
}

export type Unary = (request: Uint8Array, call: UnaryCall) => Uint8Array | Promise<Uint8Array>;

/** A method that answers with any number of messages. */
export interface EventStream {
  readonly events: (request: Uint8Array, call: UnaryCall) => AsyncIterable<Uint8Array>;
}

export type Route = Unary | EventStream | 'held';

/**
 * By path, such as `/tfplugin6.Provider/ReadResource`. `held` is a stream that stays open and never carries
 * data.
 */
export type Routes = ReadonlyMap<string, Route>;

/**
 * A gRPC server over plaintext HTTP/2. It does not listen: it serves the sockets of its event `connection`.
 *
 * @param createRoutes called for each connection
 */
export async function createGrpcServer(createRoutes: () => Routes): Promise<Server> {
  const { createServer } = await import('node:http2');
  const server = createServer({
    maxSessionMemory: SESSION_MEMORY,
    settings: { initialWindowSize: WINDOW, enablePush: false },
  });
  const routes = new WeakMap<Http2Session, Routes>();
  server.on('session', (session) => {
    session.setLocalWindowSize(WINDOW);
    routes.set(session, createRoutes());
  });
  server.on('sessionError', (error) => log('warn', 'a connection failed', { error: describeThrown(error) }));
  server.on('stream', (stream, headers) => {
    const known = stream.session && routes.get(stream.session);
    if (known) serveStream(stream, headers, known);
  });
  return server;
}

function serveStream(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, routes: Routes): void {
  stream.on('error', (error) => log('debug', 'a call broke off', { error: describeThrown(error) }));
  const path = headers[':path'] ?? '';
  const route = routes.get(path);
  if (route === undefined) {
    refuse(stream, new CallError(STATUS.UNIMPLEMENTED, `this provider has no method ${path}`));
  } else if (route === 'held') {
    respond(stream);
    stream.resume();
  } else {
    collect(stream, (body) => void serveCall(stream, path, body, route));
  }
}

function collect(stream: ServerHttp2Stream, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (!isOpen(stream)) return;
    size += chunk.length;
    chunks.push(chunk);
    if (size <= MESSAGE_LIMIT + FRAME_HEAD) return;
    chunks.length = 0;
    refuse(stream, new CallError(STATUS.RESOURCE_EXHAUSTED, `a message is at most ${MESSAGE_LIMIT} bytes`));
  });
  stream.on('end', () => {
    if (isOpen(stream)) done(Buffer.concat(chunks));
  });
}

async function serveCall(
  stream: ServerHttp2Stream,
  path: string,
  body: Buffer,
  route: Unary | EventStream,
): Promise<void> {
  const controller = new AbortController();
  // Not `performance`, which takes time to load.
  const start = Date.now();
  let answered = false;
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  void closed.then(() => {
    if (!answered) controller.abort();
  });
  try {
    const call = { controller, closed };
    if (typeof route === 'object') {
      await sendEvents(stream, route.events(unframe(body), call), closed);
      answered = true;
    } else {
      const answer = await route(unframe(body), call);
      answered = true;
      if (!isOpen(stream)) return;
      respond(stream);
      stream.end(frame(answer));
    }
  } catch (error) {
    answered = true;
    if (stream.headersSent) stream.close(HTTP2_INTERNAL_ERROR);
    if (!isOpen(stream)) return;
    refuse(
      stream,
      error instanceof CallError ? error : new CallError(STATUS.INTERNAL, describeThrown(error)),
    );
  } finally {
    log('trace', 'call answered', { path, milliseconds: Date.now() - start });
  }
}

/** Sends each message when it is there, no faster than the client reads. Ends early if the client goes. */
async function sendEvents(
  stream: ServerHttp2Stream,
  events: AsyncIterable<Uint8Array>,
  closed: Promise<void>,
): Promise<void> {
  for await (const event of events) {
    if (stream.destroyed || stream.closed) return;
    // Not earlier: a request that cannot be read is refused with headers alone.
    if (!stream.headersSent) respond(stream);
    if (!stream.write(frame(event))) await Promise.race([once(stream, 'drain'), closed]);
  }
  if (isOpen(stream)) respond(stream);
  stream.end();
}

/** Whether the client still waits for an answer. */
function isOpen(stream: ServerHttp2Stream): boolean {
  return !stream.destroyed && !stream.closed && !stream.headersSent;
}

const HEADERS = { ':status': 200, 'content-type': 'application/grpc' };
const OK = { 'grpc-status': String(STATUS.OK) };

/** Sends the headers. The trailers with the status follow the stream's last byte. */
function respond(stream: ServerHttp2Stream): void {
  stream.respond({ ...HEADERS }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ ...OK }));
}

/** An answer of trailers alone, which asks the client to send no more of a request that is not complete. */
function refuse(stream: ServerHttp2Stream, { status, message }: CallError): void {
  const trailers = { 'grpc-status': String(status), 'grpc-message': percentEncode(redact(message)) };
  stream.respond({ ...HEADERS, ...trailers }, { endStream: true });
  stream.close();
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
  if (body.length < FRAME_HEAD || body[0] !== 0 || body.readUInt32BE(1) !== body.length - FRAME_HEAD)
    throw new CallError(
      STATUS.INTERNAL,
      `${body.length} bytes arrived, which are not one complete, uncompressed message`,
    );
  return body.subarray(FRAME_HEAD);
}
