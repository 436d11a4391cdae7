/** Why a call has no answer. The problem is the end of a sentence, without its full stop. */
export type HttpFault = { readonly problem: string } & (
  | /** Nothing reached the server: no such host, no connection, an untrusted certificate, no TLS at all. */
    { readonly kind: 'unsent' }
    /** No answer, or only a part of one: the server may have carried out the request. */
  | { readonly kind: 'unanswered'; readonly isTimeout: boolean }
  /** A body that is too large. The problem continues "a body that". */
  | { readonly kind: 'strange' }
  | { readonly kind: 'interrupted' }
  /** There are no credentials to send a request with. What to do is one or more sentences. */
  | { readonly kind: 'no-login'; readonly next: string }
);

/** A call without an answer. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    readonly fault: HttpFault,
    cause?: unknown,
  ) {
    super(fault.problem, { cause });
  }
}

export function timeout(milliseconds: number): HttpError {
  const problem = `it took longer than ${milliseconds / 1000} s`;
  return new HttpError({ kind: 'unanswered', isTimeout: true, problem });
}

export function interruption(cause: unknown): HttpError {
  return new HttpError({ kind: 'interrupted', problem: 'it was interrupted' }, cause);
}

/** @param largest in bytes */
export function tooLarge(largest: number): HttpError {
  return new HttpError({ kind: 'strange', problem: `is larger than ${largest / 1024 ** 2} MiB` });
}

/** An error of Node's network code, or one of axios with such an error as its cause. */
export function networkError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  const problem = messageOf(error);
  if (!causesOf(error).some(isUnsent))
    return new HttpError({ kind: 'unanswered', isTimeout: false, problem }, error);
  return new HttpError({ kind: 'unsent', problem: NO_TLS.test(problem) ? WITHOUT_TLS : problem }, error);
}

type NodeError = Partial<AggregateError & NodeJS.ErrnoException> & {
  readonly request?: { readonly socket?: { readonly secureConnecting?: boolean } | null };
};

/** The error itself, its cause, the cause of that, and so on. */
function causesOf(error: unknown): readonly NodeError[] {
  if (error === undefined || error === null) return [];
  return [error, ...causesOf((error as NodeError).cause)];
}

/**
 * Node sends no part of a request before the connection is encrypted and the certificate is checked. Without
 * encryption, the host name cannot be resolved, or no connection can be made: Node gathers the failures of
 * several addresses.
 */
function isUnsent({ request, syscall, errors = [] }: NodeError): boolean {
  if (request?.socket?.secureConnecting || syscall === 'connect' || syscall === 'getaddrinfo') return true;
  return errors.length > 0 && errors.every((one) => causesOf(one).some(isUnsent));
}

/** Node has no words of its own for a server without TLS: the text is OpenSSL's. */
const NO_TLS = /SSL routines:.*:(wrong version number|packet length too long)/;
const WITHOUT_TLS = 'the address begins with https, but the server does not use TLS';

function messageOf(error: unknown): string {
  const { code, message, errors } = error as NodeError;
  // The error that gathers several addresses' failures has no message.
  const text = (message || errors?.map(String).join('; ') || String(error)).trim();
  return code !== undefined && !text.includes(code) ? `${text} (${code})` : text;
}
