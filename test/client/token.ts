import type { Explanation } from '../../lib/client/errors';
import { TokenEndpoint, type TokenEndpointOptions } from '../../lib/client/token-endpoint';
import { TokenError } from '../../lib/client/token-errors';
import { explainToken } from '../../lib/provider/errors/verify';
import { signal } from './connect';

/** What is asked for where it does not matter. */
export const ANY = { clientId: 'payments', clientSecret: 'payments-secret', audience: null, scope: null };

export function endpoint(options: Partial<TokenEndpointOptions> = {}): TokenEndpoint {
  return new TokenEndpoint({ userAgent: 'test/1', timeoutMs: 5_000, redact: (words) => words, ...options });
}

/** What a person reads below the summary when the endpoint gives no token. */
export async function refusal(
  request: Parameters<TokenEndpoint['token']>[0],
  options?: Partial<TokenEndpointOptions>,
  stop = signal,
): Promise<Omit<Explanation, 'summary'>> {
  const error: unknown = await endpoint(options)
    .token(request, stop)
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TokenError);
  const { summary, ...rest } = explainToken(error as TokenError, 'auth method "payments"');
  expect(summary).toBe('Could not verify auth method "payments"');
  return rest;
}
