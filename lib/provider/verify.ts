import { changesToken, type KnownChange } from '../change/change';
import { formEncoded, type TokenEndpoint } from '../client/token-endpoint';
import { log } from '../plugin/log';
import type { Call, Diagnostic } from '../plugin/provider';
import { conceal } from '../plugin/redact';
import type { ObjectValue } from '../plugin/value';
import { callFailed, subject } from './errors/shared';
import { secretToVerifyMissing } from './errors/verify';
import { secretOf } from './secret';
import { isTrue, textOf, valueOf } from './state';

/**
 * To verify without a secret is impossible. A warning would be the proof that was asked for, quietly not
 * given.
 */
export function checkVerifiable(config: ObjectValue): Diagnostic[] {
  const asked = isTrue(config, 'verify_token');
  return asked && valueOf(config, 'client_secret_wo') === null
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
  { planned, config }: { planned: ObjectValue; config: ObjectValue },
  list: readonly KnownChange[],
  call: Call,
): Promise<void> {
  if (!isTrue(config, 'verify_token')) return;
  if (!changesToken(list)) return;
  const clientSecret = secretOf(config);
  if (clientSecret === null) throw secretToVerifyMissing();
  await requestToken(endpoint, planned, clientSecret, call);
}

/**
 * Requests a token, and throws it away.
 *
 * @param credentials has the attributes that the request is made of, besides the secret
 * @throws TokenError when there is none
 */
export async function requestToken(
  endpoint: TokenEndpoint,
  credentials: ObjectValue,
  clientSecret: string,
  call: Call,
): Promise<void> {
  // HTTP Basic has the base64 of this one, and the endpoint's words might repeat it.
  conceal(formEncoded(clientSecret));
  const url = textOf(credentials, 'access_token_url') ?? '';
  const token = await endpoint.token(
    {
      url,
      clientId: textOf(credentials, 'client_id') ?? '',
      clientSecret,
      audience: textOf(credentials, 'audience'),
      scope: textOf(credentials, 'scope'),
    },
    call.signal,
  );
  // That there is one is all that was to be known.
  conceal(token);
  log('debug', 'The token endpoint gave a token', { url });
}
