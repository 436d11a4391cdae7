import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './handle';

const PIECES = 20;
const MISCOUNTED = 10;
const CHUNK = 1024 * 1024;

export const sendAnswer = (answer: Answer) => (outgoing: ServerResponse, closing: AbortSignal) => {
  const connection: Record<string, string> = closing.aborted ? { connection: 'close' } : {};
  if (answer.body === undefined && answer.text === undefined)
    outgoing.writeHead(answer.status, { ...connection, ...answer.headers }).end();
  else head(outgoing, answer, connection).end(bytesOf(answer));
};

/** Waits until the client gives up, and ends the connection when the emulator is closed. */
export async function sendNothing(outgoing: ServerResponse, closing: AbortSignal): Promise<void> {
  const over = once(outgoing, 'close');
  const destroy = () => void outgoing.destroy();
  if (closing.aborted) destroy();
  closing.addEventListener('abort', destroy);
  await over;
  closing.removeEventListener('abort', destroy);
}

export const sendSlowly =
  (answer: Answer, milliseconds: number) => async (outgoing: ServerResponse, closing: AbortSignal) => {
    const bytes = bytesOf(answer);
    head(outgoing, answer).flushHeaders();
    const size = Math.ceil(bytes.length / PIECES) || 1;
    for (let from = 0; from < bytes.length && !outgoing.destroyed; from += size) {
      await delay(milliseconds / PIECES, undefined, { signal: closing }).catch(() => outgoing.destroy());
      outgoing.write(bytes.subarray(from, from + size));
    }
    outgoing.end();
  };

export const sendHalf = (answer: Answer) => (outgoing: ServerResponse) => {
  const bytes = bytesOf(answer);
  // Destroyed only after it was sent: destroying discards unsent bytes.
  head(outgoing, answer).write(bytes.subarray(0, bytes.length / 2), () => outgoing.destroy());
};

export const sendMiscounted = (answer: Answer) => (outgoing: ServerResponse) => {
  const bytes = bytesOf(answer);
  const length = Math.max(0, bytes.length - MISCOUNTED);
  head(outgoing, answer, { 'content-length': String(length) }).end(bytes);
};

export const sendLarge = (answer: Answer, bytes: number) => async (outgoing: ServerResponse) => {
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
};

function head(outgoing: ServerResponse, answer: Answer, more: Record<string, string> = {}): ServerResponse {
  return outgoing.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': String(bytesOf(answer).length),
    ...more,
    ...answer.headers,
  });
}

function bytesOf({ body, text }: Answer): Buffer {
  return Buffer.from(text ?? JSON.stringify(body));
}
