/**
 * A controller that the signal aborts too, until it is released. This is not `AbortSignal.any`, because Node
 * may collect one of its source signals as garbage: then it never aborts and the call waits forever
 * (nodejs/node#57736, nodejs/node#65995).
 *
 * @param reason what to abort with then. Default: the signal's own reason
 */
export function linkedController(signal: AbortSignal, reason = (cause: unknown): unknown => cause) {
  const controller = new AbortController();
  const abort = () => controller.abort(reason(signal.reason));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  return { controller, release: () => signal.removeEventListener('abort', abort) };
}
