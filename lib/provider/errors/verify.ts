import type { SentName } from '../../attributes';
import type { Explanation } from '../../client/errors';
import { ALLOW_HTTP } from '../../client/hosts';
import { TokenError, type TokenMeaning } from '../../client/token-errors';

interface Advice {
  /** What to do. */
  readonly next: string;
  /** Whether the endpoint, not the credentials, may be the problem. Then a deploy may skip the check. */
  readonly skippable?: boolean;
  /** The attribute that is most likely wrong. */
  readonly attribute?: SentName;
}

const WITHOUT_CHECK = 'To deploy without this check, set verify_token = false (in TypeScript: verifyToken).';

/** By the endpoint's error codes (RFC 6749 §5.2; `invalid_target` is from RFC 8707 §2). */
const BY_CODE = new Map<string | undefined, Advice>(
  Object.entries({
    invalid_scope: {
      next: 'Correct scope, or allow it for this client at the identity provider.',
      attribute: 'scope',
    },
    invalid_target: {
      next: 'Correct audience, or allow it for this client at the identity provider.',
      attribute: 'audience',
    },
    unauthorized_client: {
      next:
        'Allow the grant client_credentials for this client at the identity provider, ' +
        'or correct client_id.',
      attribute: 'client_id',
    },
    unsupported_grant_type: {
      next: 'This endpoint does not support the grant client_credentials. Correct access_token_url.',
      attribute: 'access_token_url',
    },
  }),
);

const ADVICE: Record<TokenMeaning, Advice> = {
  'wrong-secret': {
    next:
      'Check client_secret_wo and client_id at the identity provider. ' +
      'After a rotation, a new secret may take a while to work.',
    attribute: 'client_secret',
  },
  redirected: {
    next:
      'Redirects are not followed, because they would send the secret to another host. ' +
      'Correct access_token_url.',
    attribute: 'access_token_url',
  },
  outage: {
    next: 'The endpoint, or a proxy in between, is in trouble. Run it again later.',
    skippable: true,
    attribute: 'access_token_url',
  },
  'not-an-endpoint': {
    next: 'This does not look like a token endpoint. Check access_token_url, and the proxy in between.',
    skippable: true,
    attribute: 'access_token_url',
  },
  refused: { next: 'Correct what the endpoint names, and run it again.', skippable: true },
  'no-answer': {
    next:
      'The request came from where Terraform runs; Datadog itself may reach the endpoint. ' +
      'Check access_token_url, the network and the proxy (HTTPS_PROXY, NO_PROXY).',
    skippable: true,
    attribute: 'access_token_url',
  },
  interrupted: { next: 'Run it again.', attribute: 'access_token_url' },
  'clear-text': {
    next: `Use https. If nobody can read this network, set ${ALLOW_HTTP}=1.`,
    skippable: true,
    attribute: 'access_token_url',
  },
  'no-secret': {
    next: 'Set client_secret_wo. For an auth method that is managed without its secret, omit verify_token.',
    attribute: 'client_secret',
  },
};

/**
 * @param about what the token was for, such as `auth method "payments"`
 * @param caller what requested the token: a deploy with verify_token, or the action, which sends nothing to
 *   Datadog in any case
 */
export function explainToken(
  error: TokenError,
  about: string,
  caller: 'deploy' | 'action' = 'deploy',
): Explanation {
  const { meaning, code } = error;
  const byCode = meaning === 'refused' ? BY_CODE.get(code) : undefined;
  const { next, skippable, attribute } = byCode ?? ADVICE[meaning];
  const deploy = ['Nothing was sent to Datadog.', next, ...(skippable ? [WITHOUT_CHECK] : [])];
  return {
    summary: `Could not verify ${about}`,
    detail: `${error.message}\n\n${caller === 'deploy' ? deploy.join(' ') : next}`,
    ...(attribute === undefined ? {} : { attribute }),
  };
}

/** The configuration asks to verify a token, but has no secret to request one with. */
export function secretToVerifyMissing(): TokenError {
  const message = 'verify_token is set, but client_secret_wo is not, so no token can be requested.';
  return new TokenError(message, 'no-secret');
}
