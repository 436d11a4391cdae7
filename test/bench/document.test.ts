import { aimsTable } from '../../bench/aims';
import { performanceDocument } from '../../bench/document';
import type { Results } from '../../bench/results';

/** A table as it was before its columns were aligned. */
const unaligned = (text: string) => text.replace(/(?<=\|) *-+ *(?=\|)/g, ' --- ').replace(/ +/g, ' ');

test('docs/performance.md has the figures of docs/performance.json', () => {
  const { now, made } = performanceDocument();
  expect(unaligned(now)).toBe(unaligned(made));
});

test('an aim is met by a ratio, a time, a size and calls that are no more than it says', () => {
  const five = (milliseconds: number) => Array<number>(5).fill(milliseconds);
  const results = {
    rows: [
      { work: 'start to handshake (floor: bare node)', product: five(41), floor: five(25) },
      { work: 'plan, 1 unchanged', product: five(600), floor: five(40), calls: '1 GET' },
      { work: 'plan, 1,000 unchanged', product: five(1700), floor: five(1000), calls: '2 GET' },
      { work: 'create 1,000, answers in 170 ms', product: [1], floor: [1], calls: '1000 POST' },
    ],
    facts: [{ what: 'provider', value: '1001 kB' }],
  } as unknown as Results;
  expect(aimsTable(results).split('\n')).toEqual([
    '| work | aim | found | met |',
    '| --- | --- | --- | --- |',
    '| start to handshake (floor: bare node) | 1.6 × the floor | 1.64 × | no |',
    '| plan, 1 unchanged | 0.6 s | 0.600 s | yes |',
    '| plan, 1 unchanged | 1 GET | 1 GET | yes |',
    '| plan, 1,000 unchanged | 1.7 × the floor | 1.70 × | yes |',
    '| plan, 1,000 unchanged | 1 GET | 2 GET | no |',
    '| create 1,000, answers in 170 ms | 1.1 × the floor | none: fewer than 5 rounds | no |',
    '| create 1,000, answers in 170 ms | 2 GET, 1000 POST | 1000 POST | no |',
    '| provider | 1000 kB | 1001 kB | no |',
  ]);
});
