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
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(error(signal));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
