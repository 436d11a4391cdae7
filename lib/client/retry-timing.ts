/** The most that the first wait can be, in milliseconds; it doubles from there. */
const FIRST_BACKOFF_MS = 500;

/** Where the doubling ends. */
const LONGEST_BACKOFF_MS = 8_000;

/** The longest wait that an answer is believed in, in milliseconds; Datadog's windows are shorter. */
const LONGEST_TOLD_MS = 120_000;

/** An answer that asks for patience. */
export interface Asking {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
}

/**
 * How long to wait, in milliseconds, before an attempt is repeated: exponential backoff with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), on top of what the answer asks for. So an
 * answer can lengthen a wait and never shorten it, and calls that were told the same do not come back as one.
 *
 * @param attempt 0 for the first wait
 * @param answer absent when none came
 * @param random at least 0, less than 1
 * @param date the time of day, in milliseconds since 1970
 */
export function waitMs(attempt: number, answer: Asking | undefined, random: number, date: number): number {
  const backoff = Math.min(FIRST_BACKOFF_MS * 2 ** attempt, LONGEST_BACKOFF_MS) * random;
  return backoff + (answer ? toldMs(answer, date) : 0);
}

/**
 * `retry-after` is in seconds or an HTTP date (RFC 9110 §10.2.3). `x-ratelimit-reset` is in seconds until the window
 * ends (https://docs.datadoghq.com/api/latest/rate-limits/); it comes with every answer and asks for a wait in a 429 only.
 */
function toldMs({ status, headers }: Asking, date: number): number {
  const reset = status === 429 ? secondsIn(headers['x-ratelimit-reset']) * 1000 : 0;
  const after = headers['retry-after'];
  return Math.min(Math.max(reset, secondsIn(after) * 1000, untilDate(after, date)), LONGEST_TOLD_MS);
}

function secondsIn(header: unknown): number {
  return typeof header === 'string' && /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : 0;
}

function untilDate(header: unknown, date: number): number {
  // Date.parse takes nearly anything, a bare number as a year.
  if (typeof header !== 'string' || !/^[A-Z][a-z]{2,8},? /.test(header)) return 0;
  const until = Date.parse(header) - date;
  return until > 0 ? until : 0;
}
