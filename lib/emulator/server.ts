import { randomUUID } from 'node:crypto';
import { once, setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Delivery } from './delivery';
import { cannotListen } from './errors';
import type { Content, Request } from './handle';

/** The largest request body, in bytes. */
const LARGEST_BODY = 1024 * 1024;

/** The settings of the server, and what it calls. */
export interface ServerOptions {
  readonly port: number;
  readonly host: string;
  readonly latencyMs: number;
  readonly now: () => number;
  answer(request: Request): Reply;
}

/** An answer, how to send it, and what to call once it was sent or its connection was lost. */
export interface Reply {
  readonly delivery: Delivery;
  sent(startedAt: Date, durationMs: number): void;
}

/** The HTTP server of the emulator. */
export async function listen(options: ServerOptions) {
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();
  // Each delayed answer listens to it, and Terraform may send hundreds of requests at once.
  setMaxListeners(0, closing.signal);
  // Idle connections are kept longer than by any client: closing one while a request arrives would be a fault
  // that nobody configured.
  const server = createServer({ keepAliveTimeout: 600_000 }, (incoming, outgoing) => {
    const over = new Promise<void>((resolve) => outgoing.once('close', resolve));
    void receive(incoming, options.now).then((request) => {
      if (!request) return;
      const done = serve(options, closing.signal, request, outgoing, over);
      underWay.add(done);
      void done.finally(() => underWay.delete(done));
    });
  });
  server.listen(options.port, options.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw cannotListen(options.host, options.port, error as NodeJS.ErrnoException);
  }
  const url = urlOf(server.address() as AddressInfo);
  return { url, close: () => close(server, closing, underWay) };
}

async function serve(
  options: ServerOptions,
  closing: AbortSignal,
  request: Request,
  outgoing: ServerResponse,
  over: Promise<void>,
): Promise<void> {
  const [startedAt, started] = [new Date(), performance.now()];
  const reply = options.answer(request);
  // A closed emulator does not wait for delayed answers.
  if (options.latencyMs > 0)
    await delay(options.latencyMs, undefined, { signal: closing }).catch(() => undefined);
  // A client that hung up meanwhile would be waited for in vain.
  if (!outgoing.destroyed) await reply.delivery.send(outgoing, closing);
  await over;
  reply.sent(startedAt, performance.now() - started);
}

/** @returns undefined if the client hung up before its request was complete */
async function receive(incoming: IncomingMessage, now: () => number): Promise<Request | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // A body that is too large is still read to its end: a client that is sending does not read an answer.
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
  // The remaining connections have no complete request.
  server.closeAllConnections();
  await closed;
}

function urlOf({ address, family, port }: AddressInfo): string {
  // A server can listen on all addresses, but a client needs one of them.
  const host = address.replace(/^0\.0\.0\.0$/, '127.0.0.1').replace(/^::$/, '::1');
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}
