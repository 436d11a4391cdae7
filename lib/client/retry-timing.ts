/** The longest single wait that is accepted, in milliseconds; Datadog's windows are shorter. */
export const LONGEST_WAIT_MS = 120_000;

/** The first wait where Datadog does not say how long, in milliseconds; it doubles from there. */
const FIRST_WAIT_MS = 1_000;

/**
 * How long to wait, in milliseconds, before a call is repeated that was turned away for the rate limit.
 *
 * @param headers of the answer; `x-ratelimit-reset` is in seconds until the window ends
 *   (https://docs.datadoghq.com/api/latest/rate-limits/), `retry-after` is what a proxy says instead
 * @param attempt 0 for the first wait
 */
export function rateLimitWaitMs(headers: Readonly<Record<string, unknown>>, attempt: number): number {
  const told = seconds(headers['x-ratelimit-reset']) ?? seconds(headers['retry-after']);
  const wait = told === undefined ? FIRST_WAIT_MS * 2 ** attempt : told * 1000;
  return Math.min(wait, LONGEST_WAIT_MS);
}

function seconds(header: unknown): number | undefined {
  return typeof header === 'string' && /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : undefined;
}
