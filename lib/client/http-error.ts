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
  const fault = isUnsent(error)
    ? ({ kind: 'unsent', problem } as const)
    : ({ kind: 'unanswered', isTimeout: false, problem } as const);
  return new HttpError(fault, error);
}

type NodeError = Partial<AggregateError & NodeJS.ErrnoException> & {
  readonly request?: { readonly socket?: { readonly secureConnecting?: boolean } | null };
};

/**
 * Node sends no part of a request before the connection is encrypted and the certificate is checked. Later,
 * the request may have been written, whatever fails: a proxy can write plain text into its tunnel, for
 * example.
 */
function isUnsent(error: unknown): boolean {
  const causes = causesOf(error);
  const isEncrypting = causes.map(({ request }) => request?.socket?.secureConnecting);
  return !isEncrypting.includes(false) && (isEncrypting.includes(true) || causes.some(isUnconnected));
}

/** The error itself, its cause, the cause of that, and so on. */
function causesOf(error: unknown): readonly NodeError[] {
  if (error === undefined || error === null) return [];
  return [error, ...causesOf((error as NodeError).cause)];
}

/**
 * The host name cannot be resolved, or no connection can be made. Node gathers the failures of several
 * addresses.
 */
function isUnconnected({ syscall, errors = [] }: NodeError): boolean {
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  return errors.length > 0 && errors.every((one) => causesOf(one).some(isUnconnected));
}

/** Node has no words of its own for a server without TLS: the text is OpenSSL's. */
const WITHOUT_TLS = /SSL routines:.*:(wrong version number|packet length too long)/;

function messageOf(error: unknown): string {
  const { code, message = '', errors } = error as NodeError;
  if (WITHOUT_TLS.test(message)) return 'the address begins with https, but the server does not use TLS';
  // The error that gathers several addresses' failures has no message.
  const text = (message || errors?.map(String).join('; ') || String(error)).trim();
  return code !== undefined && !text.includes(code) ? `${text} (${code})` : text;
}
