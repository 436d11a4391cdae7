import fc, { runs } from '../../helpers/random';
import stringWidth from 'string-width';
import { terminalReview } from '../../../lib/review/forms/terminal';
import { path, text, type Text } from '../../../lib/text/parts';
import { visible } from '../../../lib/text/visible';
import type { Review } from '../../../lib/review';
import { EXAMPLES, reviewHolding, SIX, type Six } from './hostile';
import { conflict, reviewOf, stackOf } from './reviews';

test('a value over several lines is whole when they are joined', () => {
  const long = Array.from({ length: 100 }, (_, index) => `scope:${index}`).join(' ');
  const review = reviewOf([stackOf([conflict('a', ['x', long, 'y'])])]);
  const lines = terminalReview(review, { width: 60, colour: false }).split('\n');
  const start = lines.findIndex((line) => line.includes('Live in Datadog  '));
  const end = lines.findIndex((line) => line.includes('Wanted by the code  '));
  const column = 2 + 2 + 'Wanted by the code'.length + 2;
  const width = 60 - column;
  // A line's end may be a space, which is not written.
  const joined = lines.slice(start, end).map((line, index, all) => {
    const part = line.slice(column);
    return index === all.length - 1 ? part : part.padEnd(width);
  });
  expect(joined.join('')).toBe(JSON.stringify(long));
});

test('a very long value of wide characters is complete', () => {
  const long = '\u6f22'.repeat(3_000);
  const review = reviewOf([stackOf([conflict('a', ['x', long, 'y'])])]);
  const lines = terminalReview(review, { width: 61, colour: false }).split('\n');
  const first = lines.findIndex((line) => line.includes('Live in Datadog  '));
  const end = lines.findIndex((line) => line.includes('Wanted by the code  '));
  const column = 2 + 2 + 'Wanted by the code'.length + 2;
  expect(
    lines
      .slice(first, end)
      .map((line) => line.slice(column))
      .join(''),
  ).toBe(JSON.stringify(long));
});

/** A review with a sentence at its foot. */
const ending = (limit: Text): Review => ({ ...reviewOf([stackOf([])]), auditTrail: { limits: [limit] } });

test('a path stays in one line, so that it can be copied', () => {
  const long = 'stack/'.repeat(9);
  const lines = terminalReview(ending(text`At ${path(long)}.`), { width: 40, colour: false }).split('\n');
  expect(lines).toContain(`${long}.`);
});

test('a sentence at the foot is no command where it is wrapped', () => {
  const review = ending(
    text`The audit trail was not searched: ${path('x'.repeat(30))} ${path('::error::owned')}.`,
  );
  const lines = terminalReview(review, { width: 40, colour: false }).split('\n');
  expect(lines.filter((line) => line.includes('owned'))).toEqual(['│ ::error::owned.']);
});

test('no line but a path is wider than the terminal, none is a command, and nothing controls it, whatever the values', () => {
  fc.assert(
    fc.property(SIX, fc.integer({ min: 40, max: 200 }), (six, width) => {
      const text = terminalReview(reviewHolding(six), { width, colour: false });
      expect(text).not.toMatch(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/u);
      for (const line of text.split('\n')) {
        expect(stringWidth(withoutPaths(line, six))).toBeLessThanOrEqual(width);
        // GitHub takes `::` behind spaces for a command as well, and `##[` anywhere.
        expect(line).not.toMatch(/^\s*::|##/);
      }
    }),
    { numRuns: runs(300), examples: EXAMPLES.map((six) => [six, 40]) },
  );
});

/** A line without the words of paths, which are never broken. */
function withoutPaths(line: string, [, , , , said, where]: Six): string {
  const paths = [visible(said), visible(where)].flatMap((path) => path.split(' ')).filter(Boolean);
  const isPath = (word: string) =>
    ['/api/v2/', 'datadogwebhooks_oauth2', ...paths].some((path) => word.includes(path));
  return line
    .split(' ')
    .filter((word) => !isPath(word))
    .join(' ');
}
