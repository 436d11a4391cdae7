import type { SentName } from '../attributes';
import { quoted } from '../checks';
import { causeText, type Explanation } from './errors';

/** Where a request carries the client's id and secret. */
export type Login = 'basic' | 'body';

/** An answer without a token. */
export interface Refusal {
  readonly login: Login;
  readonly status: number;
  /** `error` and `error_description` (RFC 6749 §5.2). */
  readonly code?: string;
  readonly words?: string;
}

interface Advice {
  readonly next: string;
  /** The attribute that it is most likely about. */
  readonly attribute?: SentName;
}

/** Why no token was had. No credential is in it. */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  constructor(
    private readonly seen: string,
    private readonly advice: Advice,
    cause?: unknown,
  ) {
    super(seen, { cause });
  }

  /** @param subject what the token was for, such as `auth method "payments"` */
  explain(subject: string): Explanation {
    const { next, attribute } = this.advice;
    return {
      summary: `Could not verify ${subject}`,
      detail: `${this.seen}\n\nNothing was sent to Datadog. ${next}`,
      ...(attribute === undefined ? {} : { attribute }),
    };
  }
}

const WITHOUT_PROOF = 'verify_token = false (in TypeScript: verifyToken) deploys without this proof.';

/** By the endpoint's error codes (RFC 6749 §5.2; `invalid_target` is of RFC 8707 §2). */
const ADVICE = new Map<string, Advice>([
  [
    'invalid_scope',
    {
      next: 'Correct scope, or let the client have it at the identity provider.',
      attribute: 'scope',
    },
  ],
  [
    'invalid_target',
    {
      next: 'Correct audience, or let the client ask for it at the identity provider.',
      attribute: 'audience',
    },
  ],
  [
    'unauthorized_client',
    {
      next: 'Let the client use the grant client_credentials at the identity provider, or correct client_id.',
      attribute: 'client_id',
    },
  ],
  [
    'unsupported_grant_type',
    {
      next: 'This endpoint does not serve the grant client_credentials: correct access_token_url.',
      attribute: 'access_token_url',
    },
  ],
]);

const WRONG_SECRET: Advice = {
  next: 'Check client_secret_wo and client_id at the identity provider; a new secret may take a while to be known everywhere.',
  attribute: 'client_secret',
};

/**
 * Whether another way to log in may help. An endpoint that looks into the body alone misses the client's id there,
 * which it may call an invalid request or, when it does not keep to the format of OAuth2's errors, nothing at all.
 */
export function isAboutLogin(refusal: Refusal): boolean {
  return (
    isWrongSecret(refusal) ||
    (refusal.status === 400 && (refusal.code === undefined || refusal.code === 'invalid_request'))
  );
}

// Identity providers say 401 with other codes than invalid_client too: access_denied, unauthorized_client.
function isWrongSecret({ status, code }: Refusal): boolean {
  return status === 401 || code === 'invalid_client';
}

/** @param refusals one for each way to log in that was tried */
export function noToken(url: string, refusals: readonly Refusal[]): TokenError {
  const lines = refusals.map(
    (refusal) =>
      `  ${refusal.login === 'basic' ? 'id and secret by HTTP Basic' : 'id and secret in the body'}: ${shown(refusal)}`,
  );
  // Who got further with one way to log in than with the other is told about that.
  const telling =
    refusals.find((refusal) => !isAboutLogin(refusal)) ?? refusals.find(isWrongSecret) ?? refusals.at(-1);
  return new TokenError(
    `The token endpoint ${quoted(url)} gave no token:\n${lines.join('\n')}`,
    telling ? adviceFor(telling) : NOT_AN_ENDPOINT,
  );
}

function shown({ status, code, words }: Refusal): string {
  if (code === undefined) return `${status}, with neither an access token nor an OAuth2 error in the answer`;
  return `${status}, ${quoted(code)}${words === undefined ? '' : `: ${quoted(words)}`}`;
}

const NOT_AN_ENDPOINT: Advice = {
  next: `This does not look like a token endpoint: check access_token_url, and the proxy in between. ${WITHOUT_PROOF}`,
  attribute: 'access_token_url',
};

function adviceFor(refusal: Refusal): Advice {
  const { status, code } = refusal;
  if (isWrongSecret(refusal)) return WRONG_SECRET;
  if (status >= 300 && status < 400)
    return {
      next: 'Redirects are not followed, since they would carry the secret to another host: correct access_token_url.',
      attribute: 'access_token_url',
    };
  if (status >= 500 || status === 429)
    return {
      next: `The endpoint, or a proxy on the way to it, is in trouble: run it again later. ${WITHOUT_PROOF}`,
      attribute: 'access_token_url',
    };
  if (code === undefined) return NOT_AN_ENDPOINT;
  return ADVICE.get(code) ?? { next: `Change what the endpoint names, and run it again. ${WITHOUT_PROOF}` };
}

/** No answer came, or none that could be read to its end. */
export function noAnswer(url: string, cause: unknown): TokenError {
  const { name, message } = cause as Partial<Error>;
  if (message?.startsWith('maxContentLength'))
    return new TokenError(
      `The token endpoint ${quoted(url)} answered with more than any token takes.`,
      NOT_AN_ENDPOINT,
    );
  const next =
    name === 'AbortError'
      ? 'Run it again.'
      : `It was asked from where Terraform runs, and Datadog may reach it all the same: check access_token_url, the network and the proxy (HTTPS_PROXY, NO_PROXY). ${WITHOUT_PROOF}`;
  return new TokenError(
    `The token endpoint ${quoted(url)} gave no answer: ${causeText(cause)}.`,
    { next, attribute: 'access_token_url' },
    cause,
  );
}

/** The configuration asks for the proof and leaves out the secret that is to be proven. */
export function secretToVerifyMissing(): TokenError {
  return new TokenError(
    'verify_token wants a token asked for, and without client_secret_wo there is nothing to ask with.',
    {
      next: 'Give client_secret_wo, or leave verify_token out for an auth method that is managed without its secret.',
      attribute: 'client_secret',
    },
  );
}
