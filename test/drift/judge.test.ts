import { NOT_KNOWN } from '../../lib/change/change';
import { isDrifted, judge, type Agreement } from '../../lib/drift/judge';
import { ABSENT, NOT_READ, type ThreeValues, type WantedValue } from '../../lib/drift/values';

/**
 * Every combination of what was deployed, what is live and what is wanted, by its verdict. `a`, `b` and `c`
 * are values, `-` is none, `0` no auth method, `?` not read, `~` not known until apply. Three verdicts are
 * those of a code that agrees, that ignores, and that is not at hand.
 */
const VERDICTS: Readonly<Record<string, string>> = {
  'in-sync': 'aaa --- --0 -0- -00 -?0 0aa 0-- 0-0 00- 000 0?0 ?aa ?-- ?-0 ?0- ?00',
  changed: 'aab aa- a?b a?- --a -0a -?a 0ab 0a- 0-a 0?a ?ab ?a- ?-a ?0a',
  unknown: 'aa~ ab~ a-~ a0~ a?~ -a~ --~ -0~ -?~ 0a~ 0-~ 00~ 0?~ ?a~ ?-~ ?0~ ??~',
  'not-drifted': 'aa? --? -0?',
  deleted: 'aa0 a?0 0a0 ?a0',
  'drifted-put-back': 'aba a-a a0a -a-',
  'drifted-agreed drifted-kept drifted-not-sent': 'abb a-- a0- -aa',
  conflict: 'abc ab- a-b a0b -ab',
  drifted: 'ab? ab0 a-? a-0 a0? -a? -a0',
  'drifted-agreed': 'a00',
  'not-compared': 'a?a a?? -?- -?? 0a? 0-? 00? 0?- 0?? ?a? ?-? ?0? ??a ??- ??? ??0',
  new: '00a',
};

const MEANING: Readonly<Record<string, WantedValue>> = {
  a: 'read write',
  b: 'read',
  c: 'admin',
  '-': null,
  '0': ABSENT,
  '?': NOT_READ,
  '~': NOT_KNOWN,
};

const AGREEMENTS: readonly Agreement[] = ['agrees', 'ignores', 'unverified'];

const valuesOf = ([deployed = '', live = '', wanted = '']: string) =>
  ({ deployed: MEANING[deployed], live: MEANING[live], wanted: MEANING[wanted] }) as ThreeValues;
const rows = Object.entries(VERDICTS).flatMap(([verdicts, combinations]) =>
  combinations.split(' ').map((values) => [values, verdicts] as const),
);

const verdict = (name: 'scope' | 'audience' | 'client_id', values: ThreeValues, agreement: Agreement) =>
  judge(name, values, agreement).verdict;

test.each(rows)('deployed, live and wanted %s: %s', (values, verdicts) => {
  const all = AGREEMENTS.map((agreement) => verdict('scope', valuesOf(values), agreement));
  expect([...new Set(all)].join(' ')).toBe(verdicts);
});

test('the table has every combination', () => {
  // Letters are in the order in which they appear, so that each pattern of equal values stands there once.
  const next = (before: string) => [...'abc'.slice(0, new Set(before.match(/[abc]/g)).size + 1), ...'-0?'];
  const all = next('').flatMap((deployed) =>
    next(deployed).flatMap((live) =>
      [...next(deployed + live), '~'].map((wanted) => deployed + live + wanted),
    ),
  );
  expect(rows.map(([values]) => values).sort()).toStrictEqual(all.sort());
});

test('another order of the words of scope, doubled blanks and another form of a letter are no change', () => {
  const values = { deployed: 'write read', live: 'read  write', wanted: 'read write write' };
  expect(verdict('scope', values, 'agrees')).toBe('in-sync');
  expect(verdict('audience', { deployed: 'u\u0308', live: '\u00fc', wanted: '\u00fc' }, 'agrees')).toBe(
    'in-sync',
  );
  expect(verdict('client_id', values, 'agrees')).toBe('conflict');
});

test.each([
  ['ab', true],
  ['a-', true],
  ['a0', true],
  ['-a', true],
  ['aa', false],
  ['-0', false],
  // Before an import and a creation nothing was deployed.
  ['0a', false],
  ['?a', false],
  ['a?', false],
])('deployed and live %s: drifted is %s', (values, expected) => {
  expect(isDrifted('scope', valuesOf(values))).toBe(expected);
});
