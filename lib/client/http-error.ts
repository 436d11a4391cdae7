/** Why a call has no answer. The problem is the end of a sentence, without its full stop. */
export type HttpFault = { readonly problem: string } & (
  | /** Nothing reached the server: no such host, no connection, an untrusted certificate, no TLS at all. */
    { readonly kind: 'unsent'; readonly reason: 'connection' | 'certificate' | 'no-tls' }
    /** No answer, or only a part of one: the server may have carried out the request. */
  | { readonly kind: 'unanswered'; readonly isTimeout: boolean }
  | { readonly kind: 'too-large' }
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
  const size = largest < 1024 ** 2 ? `${largest / 1024} KiB` : `${largest / 1024 ** 2} MiB`;
  return new HttpError({ kind: 'too-large', problem: `is larger than ${size}` });
}

/** An error of Node's network code, or one of axios with such an error as its cause. */
export function networkError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  const causes = causesOf(error);
  const reason = causes.some(isEncrypted) ? undefined : unsentReason(causes);
  const problem = reason === 'no-tls' ? WITHOUT_TLS : messageOf(error);
  const fault = reason
    ? ({ kind: 'unsent', reason, problem } as const)
    : ({ kind: 'unanswered', isTimeout: false, problem } as const);
  return new HttpError(fault, error);
}

const WITHOUT_TLS = 'the address begins with https, but the server does not use TLS';

type UnsentReason = Extract<HttpFault, { kind: 'unsent' }>['reason'];
type NodeError = Partial<AggregateError & NodeJS.ErrnoException> & {
  readonly request?: { readonly socket?: { readonly secureConnecting?: boolean } | null };
};

/** The error itself, its cause, the cause of that, and so on. */
function causesOf(error: unknown): readonly NodeError[] {
  if (error === undefined || error === null) return [];
  return [error, ...causesOf((error as NodeError).cause)];
}

function unsentReason(causes: readonly NodeError[]): UnsentReason | undefined {
  if (causes.some(isWithoutTls)) return 'no-tls';
  if (causes.some(isUntrusted)) return 'certificate';
  return causes.some(isUnconnected) ? 'connection' : undefined;
}

/**
 * The connection is encrypted, so the request may have been written, whatever fails since. A proxy can write
 * plain text into its tunnel, for example. Before that, Node sends no part of the request.
 */
function isEncrypted({ request }: NodeError): boolean {
  return request?.socket?.secureConnecting === false;
}

/**
 * The host name cannot be resolved, or no connection can be made. Node gathers the failures of several
 * addresses.
 */
function isUnconnected({ syscall, errors = [] }: NodeError): boolean {
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  return errors.length > 0 && errors.every((one) => causesOf(one).some(isUnconnected));
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE_CODES = [
  /^(ERR_TLS_CERT_|CERT_|CRL_|UNABLE_TO_)/,
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH)$/,
  /^(INVALID_CA|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE)$/,
];

function isUntrusted({ code = '' }: NodeError): boolean {
  return CERTIFICATE_CODES.some((pattern) => pattern.test(code));
}

/** The server's bytes are no TLS. Node has no code of its own for it: the reason is OpenSSL's. */
function isWithoutTls({ message = '' }: NodeError): boolean {
  return /SSL routines:.*:(wrong version number|packet length too long)/.test(message);
}

function messageOf(error: unknown): string {
  const { code, message, errors } = error as NodeError;
  // The error that gathers several addresses' failures has no message.
  const text = (message || errors?.map(String).join('; ') || String(error)).trim();
  return code !== undefined && !text.includes(code) ? `${text} (${code})` : text;
}
