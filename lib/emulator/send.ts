import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './handle';

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

/** Sends the second half of the body later. */
export const sendSlowly =
  (answer: Answer, milliseconds: number) => async (outgoing: ServerResponse, closing: AbortSignal) => {
    const bytes = bytesOf(answer);
    const half = bytes.length / 2;
    head(outgoing, answer).write(bytes.subarray(0, half));
    await delay(milliseconds, undefined, { signal: closing }).catch(() => outgoing.destroy());
    outgoing.end(bytes.subarray(half));
  };

export const sendHalf = (answer: Answer) => (outgoing: ServerResponse) => {
  const bytes = bytesOf(answer);
  // Destroyed only after it was sent: destroying discards unsent bytes.
  head(outgoing, answer).write(bytes.subarray(0, bytes.length / 2), () => outgoing.destroy());
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
