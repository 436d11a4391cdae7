import type { SentName } from '../../attributes';
import type { Explanation } from '../../client/errors';
import { ALLOW_HTTP } from '../../client/hosts';
import { meaningOfToken, TokenError, type TokenMeaning } from '../../client/token-errors';

const WITHOUT_CHECK = 'To deploy without this check, set verify_token = false (in TypeScript: verifyToken).';

/** What an endpoint may name by an error code (RFC 6749 §5.2 and RFC 8707 §2). */
const BY_CODE = new Map<string | undefined, SentName>([
  ['invalid_scope', 'scope'],
  ['invalid_target', 'audience'],
]);

const ADVICE: Record<TokenMeaning, string> = {
  'wrong-secret':
    'Check client_secret_wo and client_id at the identity provider. ' +
    'After a rotation, a new secret may take a while to work.',
  redirected:
    'Redirects are not followed, because they would send the secret to another host. ' +
    'Correct access_token_url.',
  outage: 'The endpoint, or a proxy in between, is in trouble. Run it again later.',
  'not-an-endpoint':
    'This does not look like a token endpoint. Check access_token_url, and the proxy in between.',
  refused: 'Correct what the endpoint names, and run it again.',
  'no-answer':
    'The request came from where Terraform runs; Datadog itself may reach the endpoint. ' +
    'Check access_token_url, the network and the proxy (HTTPS_PROXY, NO_PROXY).',
  interrupted: 'Run it again.',
  'clear-text': `Use https. If nobody can read this network, set ${ALLOW_HTTP}=1.`,
  'no-secret':
    'Set client_secret_wo. For an auth method that is managed without its secret, omit verify_token.',
};

/** The endpoint, not the credentials, may be the problem. Then a deploy may skip the check. */
const SKIPPABLE: readonly TokenMeaning[] = [
  'outage',
  'not-an-endpoint',
  'refused',
  'no-answer',
  'clear-text',
];

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
  const meaning = meaningOfToken(error);
  const wrong = error.fault.kind === 'refused' ? BY_CODE.get(error.fault.code) : undefined;
  const isAboutSecret = meaning === 'wrong-secret' || meaning === 'no-secret';
  const next = wrong
    ? `Correct ${wrong}, or allow it for this client at the identity provider.`
    : ADVICE[meaning];
  const isSkippable = !wrong && SKIPPABLE.includes(meaning);
  const deploy = ['Nothing was sent to Datadog.', next, ...(isSkippable ? [WITHOUT_CHECK] : [])];
  return {
    summary: `Could not verify ${about}`,
    detail: `${error.message}\n\n${caller === 'deploy' ? deploy.join(' ') : next}`,
    attribute: wrong ?? (isAboutSecret ? 'client_secret' : 'access_token_url'),
  };
}

/** The configuration asks to verify a token, but has no secret to request one with. */
export function secretToVerifyMissing(): TokenError {
  return new TokenError('verify_token is set, but client_secret_wo is not, so no token can be requested.', {
    kind: 'no-secret',
  });
}
