import { once } from 'node:events';

/**
 * Waits for what several callers share, as one of them: the signal ends this wait alone.
 *
 * @param error what the wait ends with then
 */
export async function untilAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
  error: (signal: AbortSignal) => Error,
): Promise<Value> {
  if (signal.aborted) throw error(signal);
  const over = new AbortController();
  const aborted = once(signal, 'abort', { signal: over.signal }).then(() => {
    throw error(signal);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    over.abort();
  }
}
