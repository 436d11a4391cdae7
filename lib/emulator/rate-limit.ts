import type { EmulatorRateLimit } from './options';

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
    headers: {
      'x-ratelimit-limit': String(limit.limit),
      'x-ratelimit-period': String(limit.periodSeconds),
      'x-ratelimit-remaining': String(limit.limit - calls),
      'x-ratelimit-reset': String(Math.ceil((running.endsAt - now) / 1000)),
      // Datadog's own name of this limit is not known.
      'x-ratelimit-name': 'webhooks_auth_method',
    },
  };
}
