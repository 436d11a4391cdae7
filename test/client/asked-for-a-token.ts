import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Explanation } from '../../lib/client/errors';
import { TokenEndpoint, type TokenEndpointOptions } from '../../lib/client/token-endpoint';
import { TokenError } from '../../lib/client/token-errors';
import { explainToken } from '../../lib/provider/errors/verify';
import { startServer } from '../helpers/one-answer-server';

export const signal = new AbortController().signal;

/** What is asked for where it does not matter. */
export const ANY = { clientId: 'payments', clientSecret: 'payments-secret', audience: null, scope: null };

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

export function endpoint(options: Partial<TokenEndpointOptions> = {}): TokenEndpoint {
  return new TokenEndpoint({ userAgent: 'test/1', timeoutMs: 5_000, redact: (words) => words, ...options });
}

/** What a person reads when no token was given. */
export async function refusal(asked: Promise<string>): Promise<Explanation> {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TokenError);
  return explainToken(error as TokenError, 'auth method "payments"');
}

/** An endpoint of our own making, which keeps what it is asked. */
export async function answering(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: IncomingMessage[] = [];
  const { url, close } = await startServer((incoming, response) => {
    seen.push(incoming);
    answer(incoming, response);
  });
  endings.push(close);
  return { url, seen };
}

export const json = (status: number, body: object) => (_: IncomingMessage, response: ServerResponse) =>
  response.writeHead(status).end(JSON.stringify(body));
