export interface EmulatorRateLimit {
  /** How many requests a period allows. More are answered 429 and have no effect. */
  readonly limit: number;
  /** The length of a period, in seconds. It begins with the first request after the previous period. */
  readonly periodSeconds: number;
}

/** The calls in the current period. */
export interface Window {
  /** When it ends, in milliseconds of the clock. */
  readonly endsAt: number;
  readonly calls: number;
}

export interface CountResult {
  readonly window: Window | undefined;
  readonly exceeded: boolean;
  /** The headers about the limit, which every answer has. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts a request. */
export function count(
  limit: EmulatorRateLimit | undefined,
  window: Window | undefined,
  now: number,
): CountResult {
  if (!limit) return { window, exceeded: false, headers: {} };
  const { limit: most, periodSeconds } = limit;
  const isOver = !window || now >= window.endsAt;
  const { endsAt, calls: before } = isOver ? { endsAt: now + periodSeconds * 1000, calls: 0 } : window;
  const calls = Math.min(before + 1, most);
  const headers = rateLimitHeaders(most, periodSeconds, most - calls, Math.ceil((endsAt - now) / 1000));
  return { window: { endsAt, calls }, exceeded: before >= most, headers };
}

/** @param period in seconds @param reset the time until the period ends, in seconds */
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
