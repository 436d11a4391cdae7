/** What a caller was about to do, as it stands in messages after "could not". */
export type Operation = 'create' | 'read' | 'list' | 'update' | 'delete';

/** Why an attempt failed. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  /** Nothing of it reached Datadog: no name, no connection, no trust. */
  | { readonly kind: 'unsent' }
  /** No answer, or none to its end: it may have taken effect. */
  | { readonly kind: 'unanswered'; readonly timeout: boolean }
  /** A success whose body is no JSON: cut, empty, or the page of a proxy. */
  | { readonly kind: 'garbled' }
  /** A success whose body is not Datadog's as we know it. */
  | { readonly kind: 'strange' }
  /** Terraform was told to stop. */
  | { readonly kind: 'interrupted' };

/** `look`: it may have taken effect and must not be sent again, so that only a look at what is there can tell. */
export type Verdict = 'repeat' | 'look' | 'fail';

/**
 * Whether an attempt may be followed by another one. Reads change nothing; a DELETE or PATCH that is repeated ends
 * where the first one ended. A second POST could make a second auth method, so it is repeated only where it is
 * proven that the first did nothing: Datadog was not reached, or turned it away for the rate limit.
 */
export function verdict(operation: Operation, fault: Fault): Verdict {
  if (fault.kind === 'interrupted') return 'fail';
  if (fault.kind === 'unsent') return 'repeat';
  if (fault.kind === 'status') return verdictOnStatus(operation, fault.status);
  if (operation === 'create') return 'look';
  // What answers in a way that we do not know will do so again.
  return fault.kind === 'strange' ? 'fail' : 'repeat';
}

function verdictOnStatus(operation: Operation, status: number): Verdict {
  if (status === 429) return 'repeat';
  const passing = status === 408 || status >= 500;
  if (operation !== 'create') return passing ? 'repeat' : 'fail';
  // Another success than a 201 refuses nothing either.
  return passing || status < 300 ? 'look' : 'fail';
}

/** @param cause what the HTTP client threw */
export function faultOf(cause: unknown): Fault {
  const { name, message } = cause as Partial<Error>;
  if (name === 'TimeoutError') return { kind: 'unanswered', timeout: true };
  if (name === 'AbortError') return { kind: 'interrupted' };
  // The HTTP client has no code of its own for this.
  if (message?.startsWith('maxContentLength')) return { kind: 'strange' };
  return isUnsent(cause) ? { kind: 'unsent' } : { kind: 'unanswered', timeout: false };
}

/**
 * What fails before a request is written: looking up the name, connecting (Node gathers several addresses' failures
 * in one error), and trusting the certificate (https://nodejs.org/api/tls.html#x509-certificate-error-codes).
 */
function isUnsent(error: unknown): boolean {
  const { syscall, code, cause, errors } = error as Partial<AggregateError & NodeJS.ErrnoException>;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (errors && errors.length > 0) return errors.every(isUnsent);
  if (code !== undefined && CERTIFICATE_CODES.test(code)) return true;
  return cause !== undefined && cause !== null && isUnsent(cause);
}

const CERTIFICATE_CODES =
  /^(ERR_TLS_CERT_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|HOSTNAME_MISMATCH$|INVALID_CA$|PATH_LENGTH_EXCEEDED$|INVALID_PURPOSE$)/;
