import { changesToken, type KnownChange, type KnownValues } from '../change/change';
import { formEncoded, type TokenEndpoint } from '../client/token-endpoint';
import { log } from '../plugin/log';
import type { Call, Diagnostic } from '../plugin/provider';
import { conceal } from '../plugin/redact';
import type { ObjectValue } from '../plugin/value';
import { callFailed, subject } from './errors/shared';
import { secretToVerifyMissing } from './errors/verify';
import { textOf, valueOf, type Model } from './model';

/** To verify without a secret is impossible. A warning would hide that nothing was checked. */
export function checkVerifiable(config: ObjectValue): Diagnostic[] {
  return valueOf(config, 'verify_token') === true && valueOf(config, 'client_secret_wo') === null
    ? [callFailed(secretToVerifyMissing(), subject(textOf(config, 'name')))]
    : [];
}

/**
 * With `verify_token`, sees to it that the token endpoint gives a token for what Datadog is about to be sent.
 *
 * @throws TokenError when it gives none
 */
export async function verify(
  endpoint: TokenEndpoint,
  { values, verifyToken }: Model,
  clientSecret: string | null,
  list: readonly KnownChange[],
  call: Call,
): Promise<void> {
  if (verifyToken !== true || !changesToken(list)) return;
  if (clientSecret === null) throw secretToVerifyMissing();
  await requestToken(endpoint, values, clientSecret, call);
}

/**
 * Requests a token, and throws it away.
 *
 * @param credentials has the attributes that the request is made of, besides the secret
 * @throws TokenError when there is none
 */
export async function requestToken(
  endpoint: TokenEndpoint,
  credentials: Omit<KnownValues, 'name'>,
  clientSecret: string,
  call: Call,
): Promise<void> {
  // HTTP Basic has the base64 of this one, and the endpoint's words might repeat it.
  conceal(formEncoded(clientSecret));
  const { access_token_url: url, client_id: clientId, audience, scope } = credentials;
  const request = { url: url ?? '', clientId: clientId ?? '', clientSecret, audience, scope };
  const token = await endpoint.token(request, call.signal);
  // That there is one is all that was to be known.
  conceal(token);
  log('debug', 'The token endpoint gave a token', { url });
}
