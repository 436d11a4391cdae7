import { waitMs } from '../../lib/client/retry-timing';

const NOON = Date.parse('Mon, 23 Nov 2026 12:00:00 GMT');
const told = (status: number, headers: Record<string, string>) => ({ status, headers });
const LATER = 'Mon, 23 Nov 2026 12:00:09 GMT';
const LATER_IN_OLD_FORM = 'Monday, 23-Nov-26 12:00:09 GMT';
const EARLIER = 'Mon, 23 Nov 2026 11:59:00 GMT';

describe('backoff', () => {
  test.each([
    ['begins with anything up to half a second', 0, 500],
    ['doubles', 1, 1_000],
    ['doubles again', 2, 2_000],
    ['ends at eight seconds', 4, 8_000],
    ['stays there', 5, 8_000],
    ['stays there after any number of attempts', 5_000, 8_000],
  ])('%s', (_, attempt, most) => {
    expect([0, 0.25, 1].map((random) => waitMs(attempt, undefined, random, NOON))).toStrictEqual([
      0,
      most / 4,
      most,
    ]);
  });
});

describe('what an answer asks for', () => {
  test.each([
    ['the reset of a 429', told(429, { 'x-ratelimit-reset': '7' }), 7_000],
    ['the reset of another answer asks for nothing', told(503, { 'x-ratelimit-reset': '7' }), 0],
    ['a window that ends now', told(429, { 'x-ratelimit-reset': '0' }), 0],
    ['Retry-After in seconds', told(429, { 'retry-after': '3' }), 3_000],
    ['Retry-After of a 503', told(503, { 'retry-after': '3' }), 3_000],
    ['Retry-After as a date', told(503, { 'retry-after': LATER }), 9_000],
    ['Retry-After as a date in the old form', told(503, { 'retry-after': LATER_IN_OLD_FORM }), 9_000],
    ['Retry-After as a date that is over', told(503, { 'retry-after': EARLIER }), 0],
    ['both, of which the longer counts', told(429, { 'x-ratelimit-reset': '3', 'retry-after': '7' }), 7_000],
    ['words', told(429, { 'x-ratelimit-reset': 'soon', 'retry-after': 'later' }), 0],
    ['a negative number', told(429, { 'x-ratelimit-reset': '-5', 'retry-after': '-5' }), 0],
    ['a number in another notation', told(429, { 'x-ratelimit-reset': '1e3' }), 0],
    ['a date that is none', told(429, { 'retry-after': 'Mon, 99 Foo 2026 99:00:00 GMT' }), 0],
    ['a day, of which two minutes are believed', told(429, { 'x-ratelimit-reset': '86400' }), 120_000],
    ['a number beyond any', told(429, { 'x-ratelimit-reset': '9'.repeat(400) }), 120_000],
    ['a date in a hundred years', told(503, { 'retry-after': 'Mon, 23 Nov 2126 12:00:00 GMT' }), 120_000],
  ])('%s', (_, answer, milliseconds) => {
    expect(waitMs(0, answer, 0, NOON)).toBe(milliseconds);
  });

  test('lengthens the backoff and never shortens it', () => {
    expect(waitMs(3, told(429, { 'x-ratelimit-reset': '7' }), 0.5, NOON)).toBe(9_000);
    expect(waitMs(3, told(429, { 'x-ratelimit-reset': '0' }), 0.5, NOON)).toBe(2_000);
  });
});
