import { API_KEY_HEADER, APP_KEY_HEADER } from './access';
import type { EmulatorFault } from './fault';
import type { Content, Request } from './handle';

/** A request that the emulator received, and what it answered. */
export interface ReceivedRequest {
  /** In upper case. */
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** What follows the path's `?`, as it was sent; empty when there is none. */
  readonly query: string;
  /** By name in lower case; the values of those that carry credentials are `***`. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The body as it was sent: the parsed JSON, the text when it is not JSON, or undefined when there is none.
   *
   * IT HOLDS THE CLIENT SECRET of a POST or PATCH, so that tests can assert that it was sent, or was not.
   * Take care where you print it.
   */
  readonly body: unknown;
  /** What was answered; 0 when a fault sent no answer. */
  readonly status: number;
  /** The answer's parsed body; undefined when it has none, or a fault made it something other than JSON. */
  readonly answer: unknown;
  /** The kind of the fault that it met, such as `reset-after` or `503`; absent when it met none. */
  readonly fault?: string;
}

/** A request whose answer is sent. Its `body` holds the client secret, see {@link ReceivedRequest.body}. */
export interface FinishedRequest extends ReceivedRequest {
  readonly startedAt: Date;
  /** From the last byte of the request to the end of the answer, in milliseconds. */
  readonly durationMs: number;
}

const SENSITIVE = [API_KEY_HEADER, APP_KEY_HEADER, 'authorization', 'proxy-authorization', 'cookie'];

export function recorded(
  request: Request,
  answer: { readonly status: number; readonly body?: unknown },
  fault?: EmulatorFault,
): ReceivedRequest {
  const { method, path, query } = request;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, SENSITIVE.includes(name) ? '***' : value]),
  );
  return {
    method,
    path,
    query,
    headers,
    body: sentBody(request.content),
    status: answer.status,
    answer: answer.body,
    ...(fault && { fault: String(fault.kind) }),
  };
}

function sentBody(content: Content): unknown {
  if (content.kind === 'json') return content.value;
  return content.kind === 'not JSON' ? content.text : undefined;
}
