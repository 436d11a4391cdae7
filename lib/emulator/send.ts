import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Delivery } from './delivery';
import type { Answer } from './handle';

const PIECES = 20;
const MISCOUNTED = 10;
const CHUNK = 1024 * 1024;

/** Sends an answer as its delivery says; resolves when nothing is left to send. */
export async function send(
  outgoing: ServerResponse,
  delivery: Delivery,
  closing: AbortSignal,
): Promise<void> {
  switch (delivery.how) {
    case 'whole':
      return whole(outgoing, delivery.answer, !closing.aborted);
    case 'reset':
      outgoing.socket?.resetAndDestroy();
      return;
    case 'hang':
      return closed(outgoing, closing);
    case 'slow':
      return slowly(outgoing, delivery.answer, delivery.milliseconds, closing);
    case 'cut':
      return half(outgoing, delivery.answer);
    case 'miscounted': {
      const text = textOf(delivery.answer);
      const length = Math.max(0, Buffer.byteLength(text) - MISCOUNTED);
      head(outgoing, delivery.answer, { 'content-length': String(length) }).end(text);
      return;
    }
    case 'large':
      return large(outgoing, delivery.answer, delivery.bytes);
  }
}

function whole(outgoing: ServerResponse, answer: Answer, keepAlive: boolean): void {
  const ofConnection: Record<string, string> = keepAlive ? {} : { connection: 'close' };
  if (answer.body === undefined && answer.text === undefined)
    outgoing.writeHead(answer.status, { ...ofConnection, ...answer.headers }).end();
  else head(outgoing, answer, { ...ofConnection, ...lengthOf(textOf(answer)) }).end(textOf(answer));
}

/** Waits until the client gives up, and ends the connection when the emulator is closed. */
async function closed(outgoing: ServerResponse, closing: AbortSignal): Promise<void> {
  const over = once(outgoing, 'close');
  const destroy = () => void outgoing.destroy();
  if (closing.aborted) destroy();
  closing.addEventListener('abort', destroy);
  await over;
  closing.removeEventListener('abort', destroy);
}

async function slowly(
  outgoing: ServerResponse,
  answer: Answer,
  milliseconds: number,
  closing: AbortSignal,
): Promise<void> {
  const bytes = Buffer.from(textOf(answer));
  head(outgoing, answer, lengthOf(textOf(answer))).flushHeaders();
  const size = Math.ceil(bytes.length / PIECES) || 1;
  for (let from = 0; from < bytes.length && !outgoing.destroyed; from += size) {
    await delay(milliseconds / PIECES, undefined, { signal: closing }).catch(() => outgoing.destroy());
    outgoing.write(bytes.subarray(from, from + size));
  }
  outgoing.end();
}

async function half(outgoing: ServerResponse, answer: Answer): Promise<void> {
  const text = textOf(answer);
  head(outgoing, answer, lengthOf(text));
  // Destroyed only after it was sent: destroying discards unsent bytes.
  outgoing.write(text.slice(0, text.length / 2), () => outgoing.destroy());
}

async function large(outgoing: ServerResponse, answer: Answer, bytes: number): Promise<void> {
  const [begin, end] = ['{"data":"', '"}'];
  head(outgoing, answer, { 'content-length': String(bytes) }).write(begin);
  const chunk = Buffer.alloc(CHUNK, 'x');
  const gone = once(outgoing, 'close').then(() => false);
  for (let left = bytes - begin.length - end.length; left > 0; left -= CHUNK) {
    const taken = outgoing.write(left < CHUNK ? chunk.subarray(0, left) : chunk);
    // The client may hang up before the end.
    if (!taken && !(await Promise.race([gone, once(outgoing, 'drain').then(() => true)]))) return;
  }
  outgoing.end(end);
}

function head(outgoing: ServerResponse, answer: Answer, more: Record<string, string>): ServerResponse {
  return outgoing.writeHead(answer.status, {
    'content-type': 'application/json',
    ...more,
    ...answer.headers,
  });
}

function lengthOf(text: string): Record<string, string> {
  return { 'content-length': String(Buffer.byteLength(text)) };
}

function textOf({ body, text }: Answer): string {
  return text ?? JSON.stringify(body);
}
