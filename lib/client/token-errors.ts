import type { SentName } from '../attributes';
import { quoted } from '../text/quoted';
import { sentence } from '../text/sentence';
import type { Explanation } from './errors';
import { ALLOW_HTTP } from './hosts';
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

interface Advice {
  /** What to do. */
  readonly next: string;
  /** Whether the endpoint, not the credentials, may be the problem. Then a deploy may skip the check. */
  readonly skippable?: boolean;
  /** The attribute that is most likely wrong. */
  readonly attribute?: SentName;
}

/** The token endpoint gave no token. It contains no credential. */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  constructor(
    private readonly happened: string,
    private readonly advice: Advice,
    cause?: unknown,
  ) {
    super(happened, { cause });
  }

  /**
   * @param subject what the token was for, such as `auth method "payments"`
   * @param asker what requested the token: a deploy with verify_token, or the action
   */
  explain(subject: string, asker: 'deploy' | 'action' = 'deploy'): Explanation {
    const { next, skippable, attribute } = this.advice;
    const deploy = ['Nothing was sent to Datadog.', next, ...(skippable ? [WITHOUT_CHECK] : [])];
    return {
      summary: `Could not verify ${subject}`,
      detail: `${this.happened}\n\n${asker === 'deploy' ? deploy.join(' ') : next}`,
      ...(attribute === undefined ? {} : { attribute }),
    };
  }
}

const WITHOUT_CHECK = 'To deploy without this check, set verify_token = false (in TypeScript: verifyToken).';

/** By the endpoint's error codes (RFC 6749 §5.2; `invalid_target` is from RFC 8707 §2). */
const ADVICE = new Map<string, Advice>([
  [
    'invalid_scope',
    {
      next: 'Correct scope, or allow it for this client at the identity provider.',
      attribute: 'scope',
    },
  ],
  [
    'invalid_target',
    {
      next: 'Correct audience, or allow it for this client at the identity provider.',
      attribute: 'audience',
    },
  ],
  [
    'unauthorized_client',
    {
      next:
        'Allow the grant client_credentials for this client at the identity provider, ' +
        'or correct client_id.',
      attribute: 'client_id',
    },
  ],
  [
    'unsupported_grant_type',
    {
      next: 'This endpoint does not support the grant client_credentials. Correct access_token_url.',
      attribute: 'access_token_url',
    },
  ],
]);

const WRONG_SECRET: Advice = {
  next:
    'Check client_secret_wo and client_id at the identity provider. ' +
    'After a rotation, a new secret may take a while to work.',
  attribute: 'client_secret',
};

const NOT_AN_ENDPOINT: Advice = {
  next: 'This does not look like a token endpoint. ' + 'Check access_token_url, and the proxy in between.',
  skippable: true,
  attribute: 'access_token_url',
};

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
export function noToken(url: string, refusals: readonly Refusal[]): TokenError {
  const lines = refusals.map((refusal) => `  id and secret ${PLACE[refusal.login]}: ${describe(refusal)}`);
  // If one login got further than the other one, its error is the one to fix.
  const relevant =
    refusals.find((refusal) => !mayNeedOtherLogin(refusal)) ??
    refusals.find(isWrongSecret) ??
    refusals.at(-1);
  return new TokenError(
    `The token endpoint ${quoted(url)} gave no token:\n${lines.join('\n')}`,
    relevant ? adviceFor(relevant) : NOT_AN_ENDPOINT,
  );
}

function describe({ status, code, description }: Refusal): string {
  if (code === undefined) return `${status}, without an access token or an OAuth2 error in the answer`;
  return `${status}, ${quoted(code)}${description === undefined ? '' : `: ${quoted(description)}`}`;
}

function adviceFor(refusal: Refusal): Advice {
  const { status, code } = refusal;
  if (isWrongSecret(refusal)) return WRONG_SECRET;
  if (status >= 300 && status < 400)
    return {
      next:
        'Redirects are not followed, because they would send the secret to another host. ' +
        'Correct access_token_url.',
      attribute: 'access_token_url',
    };
  if (status >= 500 || status === 429)
    return {
      next: 'The endpoint, or a proxy in between, is in trouble. Run it again later.',
      skippable: true,
      attribute: 'access_token_url',
    };
  if (code === undefined) return NOT_AN_ENDPOINT;
  return ADVICE.get(code) ?? { next: 'Correct what the endpoint names, and run it again.', skippable: true };
}

/** No answer came, or only a part of one. */
export function noAnswer(url: string, error: HttpError): TokenError {
  const { kind } = error.fault;
  if (kind === 'too-large')
    return new TokenError(
      `The answer of the token endpoint ${quoted(url)} ${error.message}, so it is no token.`,
      NOT_AN_ENDPOINT,
    );
  const next =
    kind === 'interrupted'
      ? 'Run it again.'
      : 'The request came from where Terraform runs; Datadog itself may reach the endpoint. ' +
        'Check access_token_url, the network and the proxy (HTTPS_PROXY, NO_PROXY).';
  return new TokenError(
    `The token endpoint ${quoted(url)} gave no answer: ${sentence(error.message)}`,
    { next, skippable: kind !== 'interrupted', attribute: 'access_token_url' },
    error,
  );
}

/** The configuration asks to verify a token, but has no secret to request one with. */
export function secretToVerifyMissing(): TokenError {
  return new TokenError('verify_token is set, but client_secret_wo is not, so no token can be requested.', {
    next: 'Set client_secret_wo. For an auth method that is managed without its secret, omit verify_token.',
    attribute: 'client_secret',
  });
}

/** The endpoint's address is an http address of another machine. */
export function inClearText(url: string): TokenError {
  return new TokenError(
    `No token was requested from ${quoted(url)}: ` +
      'the request would send the client secret in clear text over the network.',
    {
      next: `Use https. If nobody can read this network, set ${ALLOW_HTTP}=1.`,
      skippable: true,
      attribute: 'access_token_url',
    },
  );
}
