import { quoted } from '../text/quoted';
import { sentence } from '../text/sentence';
import type { HttpError } from './http-error';

/** Where a request has the client's id and secret. */
export type Login = 'basic' | 'body';

/** An answer without a token. */
export interface Refusal {
  readonly login: Login;
  readonly status: number;
  /** `error` and `error_description` (RFC 6749 §5.2). */
  readonly code?: string;
  readonly description?: string;
}

/** The token endpoint gave no token. It contains no credential. */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  /** @param code the endpoint's reason: `error` in its answer (RFC 6749 §5.2) */
  constructor(
    message: string,
    readonly meaning: TokenMeaning,
    readonly code?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What a failure means to whoever wants a token. */
export type TokenMeaning =
  | 'wrong-secret'
  | 'redirected'
  /** The endpoint, or a proxy in between, is in trouble. */
  | 'outage'
  | 'not-an-endpoint'
  /** The endpoint has another reason, and names it. */
  | 'refused'
  | 'no-answer'
  | 'interrupted'
  /** There is no secret to request a token with. */
  | 'no-secret'
  /** The request would show the secret to the network. */
  | 'clear-text';

function meaningOfRefusal(refusal: Refusal): TokenMeaning {
  const { status, code } = refusal;
  if (isWrongSecret(refusal)) return 'wrong-secret';
  if (status >= 300 && status < 400) return 'redirected';
  if (status >= 500 || status === 429) return 'outage';
  return code === undefined ? 'not-an-endpoint' : 'refused';
}

/**
 * Whether the other login may work. An endpoint that reads the body only misses the client's id there. It may
 * call that an invalid request, or answer 400 without an OAuth2 error.
 */
export function mayNeedOtherLogin(refusal: Refusal): boolean {
  return (
    isWrongSecret(refusal) ||
    (refusal.status === 400 && (refusal.code === undefined || refusal.code === 'invalid_request'))
  );
}

// Identity providers send 401 with other codes than invalid_client too: access_denied, unauthorized_client.
function isWrongSecret({ status, code }: Refusal): boolean {
  return status === 401 || code === 'invalid_client';
}

const PLACE: Record<Login, string> = { basic: 'with HTTP Basic', body: 'in the body' };

/** @param refusals one for each login that was tried */
export function noToken(url: string, refusals: readonly [Refusal, ...Refusal[]]): TokenError {
  const lines = refusals.map((refusal) => `  id and secret ${PLACE[refusal.login]}: ${describe(refusal)}`);
  // If one login got further than the other one, its error is the one to fix.
  const relevant =
    refusals.find((refusal) => !mayNeedOtherLogin(refusal)) ?? refusals.find(isWrongSecret) ?? refusals[0];
  const message = `The token endpoint ${quoted(url)} gave no token:\n${lines.join('\n')}`;
  return new TokenError(message, meaningOfRefusal(relevant), relevant.code);
}

function describe({ status, code, description }: Refusal): string {
  if (code === undefined) return `${status}, without an access token or an OAuth2 error in the answer`;
  return `${status}, ${quoted(code)}${description === undefined ? '' : `: ${quoted(description)}`}`;
}

/** No answer came, or only a part of one. */
export function noAnswer(url: string, cause: HttpError): TokenError {
  const { kind, problem } = cause.fault;
  const endpoint = `token endpoint ${quoted(url)}`;
  if (kind === 'strange') {
    const message = `The answer of the ${endpoint} ${problem}, so it is no token.`;
    return new TokenError(message, 'not-an-endpoint', undefined, { cause });
  }
  const meaning = kind === 'interrupted' ? kind : 'no-answer';
  return new TokenError(`The ${endpoint} gave no answer: ${sentence(problem)}`, meaning, undefined, {
    cause,
  });
}

/** The endpoint's address is an http address of another machine. */
export function inClearText(url: string): TokenError {
  return new TokenError(
    `No token was requested from ${quoted(url)}: ` +
      'the request would send the client secret in clear text over the network.',
    'clear-text',
  );
}
