export interface EmulatorRateLimit {
  /** How many requests a period allows; those beyond it are answered 429 and change nothing. */
  readonly limit: number;
  /** How long a period is, in seconds. It begins with the first request after the last one ended. */
  readonly periodSeconds: number;
}

/** The calls of one organisation in the running period. */
export interface Window {
  /** When it ends, in milliseconds of the clock. */
  readonly endsAt: number;
  readonly calls: number;
}

export interface Counted {
  readonly window: Window | undefined;
  readonly exceeded: boolean;
  /** What Datadog tells of the limit with every answer. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts a request. A period begins with the first request after the last one ended. */
export function count(
  limit: EmulatorRateLimit | undefined,
  window: Window | undefined,
  now: number,
): Counted {
  if (!limit) return { window, exceeded: false, headers: {} };
  const running =
    window && now < window.endsAt ? window : { endsAt: now + limit.periodSeconds * 1000, calls: 0 };
  const exceeded = running.calls >= limit.limit;
  const calls = exceeded ? running.calls : running.calls + 1;
  return {
    window: { ...running, calls },
    exceeded,
    headers: rateLimitHeaders(
      limit.limit,
      limit.periodSeconds,
      limit.limit - calls,
      Math.ceil((running.endsAt - now) / 1000),
    ),
  };
}

/** Period and reset, the time until it ends, are in seconds. */
export function rateLimitHeaders(limit: number, period: number, remaining: number, reset: number) {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-period': String(period),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
    // Datadog's own name of this limit is not known.
    'x-ratelimit-name': 'webhooks_auth_method',
  };
}
