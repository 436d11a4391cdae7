import { rateLimitWaitMs } from '../../lib/client/retry-timing';

test.each([
  ['the reset header says how long', { 'x-ratelimit-reset': '7' }, 0, 7_000],
  ['the reset header counts at every attempt', { 'x-ratelimit-reset': '7' }, 4, 7_000],
  ['a window that ends now is no wait', { 'x-ratelimit-reset': '0' }, 0, 0],
  ['a proxy says it with Retry-After', { 'retry-after': '3' }, 0, 3_000],
  ['the reset header goes before Retry-After', { 'x-ratelimit-reset': '7', 'retry-after': '3' }, 0, 7_000],
  ['without a header it is a second', {}, 0, 1_000],
  ['without a header it doubles', {}, 3, 8_000],
  ['a header that is no number does not count', { 'x-ratelimit-reset': 'soon' }, 1, 2_000],
  ['a negative number does not count', { 'x-ratelimit-reset': '-5' }, 0, 1_000],
  ['nothing is waited for longer than two minutes', { 'x-ratelimit-reset': '86400' }, 0, 120_000],
  ['doubling ends at two minutes', {}, 30, 120_000],
])('%s', (_, headers, attempt, milliseconds) => {
  expect(rateLimitWaitMs(headers, attempt)).toBe(milliseconds);
});
