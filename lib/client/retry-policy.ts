import type { HttpFault } from './http-error';

/** What a call does, as messages name it after "Could not". */
export type Operation = 'create' | 'read' | 'list' | 'update' | 'delete';

/** Why an attempt failed. */
export type Fault =
  | HttpFault
  | {
      readonly kind: 'status';
      readonly status: number;
      /** From an error list in Datadog's format, without secrets. Empty: the answer may come from a proxy. */
      readonly errors: readonly string[];
      /** The attribute that the errors are about, by its name in Datadog's API. */
      readonly attribute?: string;
      /** Whether Datadog itself answered that the auth method does not exist. */
      readonly isAbsent?: boolean;
      /** The server's time of day, in milliseconds since 1970. Not a number if it is not known. */
      readonly date?: number;
    }
  /**
   * A success whose body cannot be used. `garbled`: it is not JSON, but truncated, empty, or a proxy's page.
   * `strange`: it does not have the shape that this package knows. The problem is the end of a sentence that
   * begins with "a body that".
   */
  | { readonly kind: 'garbled' | 'strange'; readonly problem: string };

/** Whether the request may have taken effect: only reading what exists can tell. */
export function mayHaveEffect(fault: Fault): boolean {
  if (fault.kind === 'status') return fault.status < 300 || isTemporary(fault.status);
  return fault.kind !== 'unsent' && fault.kind !== 'no-login';
}

/**
 * Whether a failed attempt may be repeated. Reads change nothing, and a repeated PATCH or DELETE has the same
 * result as the first one. A second POST could create a second auth method. So a POST is repeated only if the
 * first one certainly created nothing: it did not reach Datadog, or Datadog refused it because of the rate
 * limit.
 */
export function isRepeatable(operation: Operation, fault: Fault): boolean {
  if (operation === 'create' && mayHaveEffect(fault)) return false;
  switch (fault.kind) {
    case 'status':
      return fault.status === 429 || isTemporary(fault.status);
    case 'unsent':
    case 'unanswered':
    case 'garbled':
      return true;
    default:
      // Interrupted, or the next answer would be the same.
      return false;
  }
}

function isTemporary(status: number): boolean {
  return status === 408 || status >= 500;
}
