import { stripVTControlCharacters } from 'node:util';
import fc from '../helpers/random';
import stringWidth from 'string-width';
import { terminalReview } from '../../lib/review/terminal';
import { expectGolden } from './golden';
import { HOSTILE, reviewHolding, SIX, type Six } from './hostile';
import { finding, method, methodWith, reviewOf, stackOf, value } from './reviews';
import { NIGHTLY, STACKS } from './short-stories';
import { STORY } from './story';

test.each([
  ['story-120.txt', 120, false],
  ['story-72.txt', 72, false],
  ['story-120.ansi', 120, true],
] as const)('the story stands in %s as it is shown', (file, width, colour) => {
  expectGolden(file, terminalReview(STORY, { width, colour }));
});

test.each([
  ['nightly', NIGHTLY],
  ['stacks', STACKS],
])('the short story %s stands in its files as it is shown', (name, review) => {
  for (const width of [60, 120])
    expectGolden(`${name}-${width}.txt`, terminalReview(review, { width, colour: false }));
});

test('colours change nothing but colours', () => {
  const plain = terminalReview(STORY, { width: 100, colour: false });
  expect(stripVTControlCharacters(terminalReview(STORY, { width: 100, colour: true }))).toBe(plain);
});

test('auth methods in sync take one line together', () => {
  const review = reviewOf([stackOf(['a', 'b', 'c'].map((name) => method(name)))]);
  const lines = terminalReview(review, { width: 80, colour: false }).split('\n');
  expect(lines.filter((line) => line.includes('in sync'))).toEqual([
    '3 auth methods: in sync',
    '= in sync: 3 auth methods',
  ]);
});

test('a review that could not compare all never says in sync alone', () => {
  const review = reviewOf([stackOf([method('a')], { notCompared: ['The second stack was left out.'] })]);
  expect(terminalReview(review, { width: 80, colour: false }).split('\n')[0]).toBe(
    '1 auth method: in sync, but with 1 gap in what was compared',
  );
});

test('a value over several lines is whole when they are joined', () => {
  const long = Array.from({ length: 100 }, (_, index) => `scope:${index}`).join(' ');
  const review = reviewOf([
    stackOf([methodWith('a', [finding('scope', 'drifted', [value(null), value(long), value(null)])])]),
  ]);
  const lines = terminalReview(review, { width: 60, colour: false }).split('\n');
  const start = lines.findIndex((line) => line.includes('Live in Datadog  '));
  const end = lines.findIndex((line) => line.includes('Wanted by the code  '));
  const column = 2 + 4 + 'Wanted by the code'.length + 2;
  const width = 60 - column;
  // A line's end may be a space, which is not written.
  const joined = lines.slice(start, end).map((line, index, all) => {
    const part = line.slice(column);
    return index === all.length - 1 ? part : part.padEnd(width);
  });
  expect(joined.join('')).toBe(JSON.stringify(long));
});

test('no line is wider than the terminal, none is a command, and nothing controls it, whatever the values', () => {
  const fixed: [Six, number][] = HOSTILE.map((text) => [[text, text, text, text, text, text], 40]);
  fc.assert(
    fc.property(SIX, fc.integer({ min: 40, max: 200 }), (six, width) => {
      const text = terminalReview(reviewHolding(six), { width, colour: false });
      expect(text).not.toMatch(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/u);
      for (const line of text.split('\n')) {
        expect(stringWidth(line)).toBeLessThanOrEqual(width);
        // GitHub takes `::` behind spaces for a command as well, and `##[` anywhere.
        expect(line).not.toMatch(/^\s*::|##/);
      }
    }),
    { numRuns: 300, examples: fixed },
  );
});
