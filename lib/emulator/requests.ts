import { API_KEY_HEADER, APP_KEY_HEADER } from './access';
import type { EmulatorFault } from './fault';
import type { Content, Request } from './handle';

/** A request that the emulator received, and its answer. */
export interface ReceivedRequest {
  /** In upper case. */
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The part after `?`, as it was sent; empty if there is none. */
  readonly query: string;
  /** By name in lower case; credentials are masked as `***`. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The body as it was sent: the parsed JSON, the text if it is not JSON, or undefined if there is none.
   *
   * IT CONTAINS THE CLIENT SECRET of a POST or PATCH, so that tests can check whether it was sent.
   * Be careful where you print it.
   */
  readonly body: unknown;
  /** The status of the answer; 0 if a fault prevented an answer. */
  readonly status: number;
  /**
   * The parsed body of the answer; undefined if it has none, or a fault replaced it with something that is
   * not JSON.
   */
  readonly answer: unknown;
  /** The kind of its fault, such as `reset-after` or `503`; absent if it had none. */
  readonly fault?: string;
}

/**
 * A request whose answer was sent. Its `body` contains the client secret, see {@link ReceivedRequest.body}.
 */
export interface FinishedRequest extends ReceivedRequest {
  readonly startedAt: Date;
  /** From the last byte of the request to the end of the answer, in milliseconds. */
  readonly durationMs: number;
}

const SENSITIVE = [API_KEY_HEADER, APP_KEY_HEADER, 'authorization', 'proxy-authorization', 'cookie'];

export function receivedRequest(
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
