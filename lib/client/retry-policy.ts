import type { HttpFault } from './http-error';

/** What a call does, as messages name it after "Could not". */
export type Operation = 'create' | 'read' | 'list' | 'update' | 'delete';

/** Why an attempt failed. */
export type Fault =
  | HttpFault
  | { readonly kind: 'status'; readonly status: number }
  /** A success whose body is not JSON: truncated, empty, or a proxy's page. */
  | { readonly kind: 'garbled' }
  /** A success whose body does not have the shape that this package knows. */
  | { readonly kind: 'strange' };

/**
 * `look-up`: the request may have taken effect and must not be repeated; only reading what exists can tell.
 */
export type Verdict = 'retry' | 'look-up' | 'fail';

/**
 * Whether a failed attempt may be repeated. Reads change nothing, and a repeated PATCH or DELETE has the same
 * result as the first one. A second POST could create a second auth method. So a POST is repeated only if the
 * first one certainly created nothing: it did not reach Datadog, or Datadog refused it because of the rate
 * limit.
 */
export function verdict(operation: Operation, fault: Fault): Verdict {
  switch (fault.kind) {
    case 'interrupted':
      return 'fail';
    case 'unsent':
      return fault.reason === 'no-tls' ? 'fail' : 'retry';
    case 'status':
      return verdictOnStatus(operation, fault.status);
    case 'too-large':
    case 'strange':
      // The next answer would be the same.
      return operation === 'create' ? 'look-up' : 'fail';
    case 'unanswered':
    case 'garbled':
      return operation === 'create' ? 'look-up' : 'retry';
  }
}

function verdictOnStatus(operation: Operation, status: number): Verdict {
  if (status === 429) return 'retry';
  const temporary = status === 408 || status >= 500;
  if (operation !== 'create') return temporary ? 'retry' : 'fail';
  // A success other than 201 may have created the auth method too.
  return temporary || status < 300 ? 'look-up' : 'fail';
}
