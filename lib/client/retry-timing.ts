import type { HttpReply } from './http';

/** The longest first wait, in milliseconds; it doubles with each attempt. */
const FIRST_BACKOFF_MS = 500;

/** The longest backoff, in milliseconds. */
const LONGEST_BACKOFF_MS = 8_000;

/** The longest wait that an answer can request, in milliseconds. Datadog's rate limit periods are shorter. */
const LONGEST_REQUESTED_MS = 120_000;

type RetryRequest = Pick<HttpReply, 'status' | 'headers'>;

/**
 * How long to wait before a retry, in milliseconds: exponential backoff with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), added to the wait that the
 * answer requests. So an answer can only lengthen the wait, and calls with the same answer do not retry at
 * the same moment.
 *
 * @param attempt 0 for the first wait
 * @param answer undefined if none came
 * @param random at least 0, less than 1
 * @param date the time of day, in milliseconds since 1970
 */
export function waitMs(
  attempt: number,
  answer: RetryRequest | undefined,
  random: number,
  date: number,
): number {
  const backoff = Math.min(FIRST_BACKOFF_MS * 2 ** attempt, LONGEST_BACKOFF_MS) * random;
  return backoff + (answer ? requestedMs(answer, date) : 0);
}

/**
 * `retry-after` is in seconds or an HTTP date (RFC 9110 §10.2.3). `x-ratelimit-reset` is in seconds until
 * the period ends (https://docs.datadoghq.com/api/latest/rate-limits/). Datadog sends it with every answer,
 * so it counts only in a 429.
 */
function requestedMs({ status, headers }: RetryRequest, date: number): number {
  const reset = status === 429 ? secondsIn(headers['x-ratelimit-reset']) * 1000 : 0;
  const after = headers['retry-after'];
  return Math.min(Math.max(reset, secondsIn(after) * 1000, untilDate(after, date)), LONGEST_REQUESTED_MS);
}

function secondsIn(header: unknown): number {
  return typeof header === 'string' && /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : 0;
}

function untilDate(header: unknown, date: number): number {
  // Date.parse accepts nearly anything, even a bare number as a year.
  if (typeof header !== 'string' || !/^[A-Z][a-z]{2,8},? /.test(header)) return 0;
  const until = Date.parse(header) - date;
  return until > 0 ? until : 0;
}
