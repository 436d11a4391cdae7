import fc from '../helpers/random';
import { annotations } from '../../lib/review/annotations';
import { expectGolden } from './golden';
import { HOSTILE, reviewHolding, SIX, type Six } from './hostile';
import { finding, methodWith, reviewOf, stackOf, value } from './reviews';
import { STORY } from './story';

test('the story stands in its file as it is written', () => {
  expectGolden('story.annotations.txt', annotations(STORY));
});

test('ten of a level are written, and the last one tells how many are left out', () => {
  const conflicts = Array.from({ length: 23 }, (_, index) =>
    methodWith(`m${index}`, [finding('client_id', 'conflict', [value('a'), value('b'), value('c')])]),
  );
  const lines = annotations(reviewOf([stackOf(conflicts)]))
    .trimEnd()
    .split('\n');
  expect(lines).toHaveLength(10);
  expect(lines.filter((line) => line.includes('GitHub shows'))).toEqual([
    '::error title="m9"%3A conflict::client_id: conflict (last deployed "a", live in Datadog "b", wanted by the code "c")%0ANot shown here, since GitHub shows 10 of a level: 13 others.',
  ]);
});

test('nothing is written when all is in sync', () => {
  expect(annotations(reviewOf([stackOf([methodWith('a', [])])]))).toBe('');
});

test('every line is one command of a known level with one title, whatever the values', () => {
  const fixed: [Six][] = HOSTILE.map((text) => [[text, text, text, text, text, text]]);
  fc.assert(
    fc.property(SIX, (six) => {
      const text = annotations(reviewHolding(six));
      expect(text.endsWith('\n')).toBe(true);
      for (const line of text.trimEnd().split('\n')) {
        expect(line).toMatch(/^::(error|warning|notice) title=[^:,]*::[^\p{C}]*$/u);
        expect(line.replace(/%(25|0D|0A|3A|2C)/g, '')).not.toContain('%');
      }
    }),
    { numRuns: 300, examples: fixed },
  );
});
