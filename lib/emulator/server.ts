import { randomUUID } from 'node:crypto';
import { once, setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Delivery } from './delivery';
import { cannotListen } from './errors';
import type { Content, Request } from './handle';
import { send } from './send';

/** The largest body that is kept, in bytes. */
const LARGEST_BODY = 1024 * 1024;

/** What the server needs to know, and whom it asks. */
export interface Desk {
  readonly port: number;
  readonly host: string;
  readonly latencyMs: number;
  readonly now: () => number;
  answer(request: Request): Reply;
  /** Asked at each new connection, which is reset when the answer is yes. */
  refuses(): boolean;
}

/** An answer and how it is to be sent, and what to do once it is sent or its connection lost. */
export interface Reply {
  readonly delivery: Delivery;
  sent(startedAt: Date, durationMs: number): void;
}

export interface HttpServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Speaks HTTP for the emulator: reads requests whole, holds answers back, and knows what is under way. */
export async function listen(desk: Desk): Promise<HttpServer> {
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();
  // Each answer that is held back listens to it, and Terraform may ask for hundreds at once.
  setMaxListeners(0, closing.signal);
  // An idle connection is kept longer than any client keeps it: one that we closed while a request was on its
  // way would be a fault that nobody asked for.
  const server = createServer({ keepAliveTimeout: 600_000 }, (incoming, outgoing) => {
    const over = new Promise<void>((resolve) => outgoing.once('close', resolve));
    void receive(incoming, desk.now).then((request) => {
      if (!request) return undefined;
      const done = serve(desk, closing.signal, request, outgoing, over).finally(() => underWay.delete(done));
      underWay.add(done);
      return done;
    });
  });
  server.prependListener('connection', (socket: Socket) => {
    if (desk.refuses()) socket.resetAndDestroy();
  });
  server.listen(desk.port, desk.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw cannotListen(desk.host, desk.port, error as NodeJS.ErrnoException);
  }
  const url = urlOf(server.address() as AddressInfo);
  return { url, close: () => close(server, closing, underWay) };
}

async function serve(
  desk: Desk,
  closing: AbortSignal,
  request: Request,
  outgoing: ServerResponse,
  over: Promise<void>,
): Promise<void> {
  const [startedAt, started] = [new Date(), performance.now()];
  const reply = desk.answer(request);
  // Whoever closes the emulator does not wait for answers that are only being held back.
  if (desk.latencyMs > 0) await delay(desk.latencyMs, undefined, { signal: closing }).catch(() => undefined);
  await send(outgoing, reply.delivery, closing);
  await over;
  reply.sent(startedAt, performance.now() - started);
}

/** Undefined when the client hung up before its request was whole. */
async function receive(incoming: IncomingMessage, now: () => number): Promise<Request | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // A body that is too large is read to its end all the same: a client that is still sending hears no answer.
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes <= LARGEST_BODY) chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  const content = bytes > LARGEST_BODY ? ({ kind: 'too large' } as const) : contentOf(Buffer.concat(chunks));
  return requestOf(incoming, content, now());
}

function contentOf(body: Buffer): Content {
  if (body.length === 0) return { kind: 'none' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return { kind: 'json', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'not JSON', text: body.toString() };
  }
}

function requestOf(incoming: IncomingMessage, content: Content, receivedAt: number): Request {
  const target = incoming.url ?? '';
  const end = target.includes('?') ? target.indexOf('?') : target.length;
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: incoming.method ?? '',
    path: target.slice(0, end),
    query: target.slice(end + 1),
    headers: Object.fromEntries(headers) as Record<string, string>,
    content,
    receivedAt,
    newId: randomUUID(),
  };
}

async function close(
  server: Server,
  closing: AbortController,
  underWay: ReadonlySet<Promise<void>>,
): Promise<void> {
  closing.abort();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  while (underWay.size > 0) await Promise.all(underWay);
  // What is left are connections on which no request is whole.
  server.closeAllConnections();
  await closed;
}

function urlOf({ address, family, port }: AddressInfo): string {
  // One can listen on all addresses, but not ask all of them.
  const host = address.replace(/^0\.0\.0\.0$/, '127.0.0.1').replace(/^::$/, '::1');
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}
