import { NOT_KNOWN } from '../../lib/change/change';
import { isDrifted, judge, judgeSecret, type Agreement } from '../../lib/drift/judge';
import {
  ABSENT,
  NOT_READ,
  type StoredValue,
  type ThreeValues,
  type WantedValue,
} from '../../lib/drift/values';

/**
 * Every combination: what was deployed, what is live, what is wanted. `a` and `b` and `c` are values, `-` is
 * none, `0` no auth method, `?` not read, `~` not known until apply. Where three verdicts stand, they are
 * those of a code that agrees, that ignores, and that is not at hand.
 */
const TABLE = `
a a a  in-sync
a a b  changed
a a -  changed
a a ~  unknown
a a ?  not-drifted
a a 0  deleted
a b a  drifted-put-back
a b b  drifted-agreed drifted-kept drifted-not-sent
a b c  conflict
a b -  conflict
a b ~  unknown
a b ?  drifted
a b 0  drifted
a - a  drifted-put-back
a - b  conflict
a - -  drifted-agreed drifted-kept drifted-not-sent
a - ~  unknown
a - ?  drifted
a - 0  drifted
a 0 a  drifted-put-back
a 0 b  conflict
a 0 -  drifted-agreed drifted-kept drifted-not-sent
a 0 ~  unknown
a 0 ?  drifted
a 0 0  drifted-agreed
a ? a  not-compared
a ? b  changed
a ? -  changed
a ? ~  unknown
a ? ?  not-compared
a ? 0  deleted
- a a  drifted-agreed drifted-kept drifted-not-sent
- a b  conflict
- a -  drifted-put-back
- a ~  unknown
- a ?  drifted
- a 0  drifted
- - a  changed
- - -  in-sync
- - ~  unknown
- - ?  not-drifted
- - 0  in-sync
- 0 a  changed
- 0 -  in-sync
- 0 ~  unknown
- 0 ?  not-drifted
- 0 0  in-sync
- ? a  changed
- ? -  not-compared
- ? ~  unknown
- ? ?  not-compared
- ? 0  in-sync
0 a a  in-sync
0 a b  changed
0 a -  changed
0 a ~  unknown
0 a ?  not-compared
0 a 0  deleted
0 - a  changed
0 - -  in-sync
0 - ~  unknown
0 - ?  not-compared
0 - 0  in-sync
0 0 a  new
0 0 -  in-sync
0 0 ~  unknown
0 0 ?  not-compared
0 0 0  in-sync
0 ? a  changed
0 ? -  not-compared
0 ? ~  unknown
0 ? ?  not-compared
0 ? 0  in-sync
? a a  in-sync
? a b  changed
? a -  changed
? a ~  unknown
? a ?  not-compared
? a 0  deleted
? - a  changed
? - -  in-sync
? - ~  unknown
? - ?  not-compared
? - 0  in-sync
? 0 a  changed
? 0 -  in-sync
? 0 ~  unknown
? 0 ?  not-compared
? 0 0  in-sync
? ? a  not-compared
? ? -  not-compared
? ? ~  unknown
? ? ?  not-compared
? ? 0  not-compared
`;

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

const rows = TABLE.trim()
  .split('\n')
  .map((line) => line.split(/ +/))
  .map(([deployed, live, wanted, ...expected]) => ({
    symbols: `${deployed} ${live} ${wanted}`,
    values: {
      deployed: MEANING[deployed!] as StoredValue,
      live: MEANING[live!] as StoredValue,
      wanted: MEANING[wanted!] as WantedValue,
    },
    expected: expected.length === 1 ? AGREEMENTS.map(() => expected[0]) : expected,
  }));

const verdict = (name: 'scope' | 'audience' | 'client_id', values: ThreeValues, agreement: Agreement) =>
  judge(name, values, agreement).verdict;

test.each(rows)('deployed, live and wanted $symbols', ({ values, expected }) => {
  expect(AGREEMENTS.map((agreement) => verdict('scope', values, agreement))).toStrictEqual(expected);
});

test('the table has every combination', () => {
  // Letters are given in the order in which they appear, so that each pattern of equal values stands there
  // once.
  const kinds = ['a', '-', '0', '?'];
  const letters = (used: string[]) =>
    ['a', 'b', 'c'].slice(0, new Set(used.filter((one) => /[abc]/.test(one))).size + 1);
  const with2 = (used: string[]) => [...letters(used), '-', '0', '?'];
  const all = kinds.flatMap((deployed) =>
    with2([deployed]).flatMap((live) =>
      [...with2([deployed, live]), '~'].map((wanted) => `${deployed} ${live} ${wanted}`),
    ),
  );
  expect(rows.map(({ symbols }) => symbols).sort()).toStrictEqual(all.sort());
});

test('another order of the words of scope, doubled blanks and another form of a letter are no change', () => {
  const values = { deployed: 'write read', live: 'read  write', wanted: 'read write write' };
  expect(verdict('scope', values, 'agrees')).toBe('in-sync');
  expect(verdict('audience', { deployed: 'u\u0308', live: '\u00fc', wanted: '\u00fc' }, 'agrees')).toBe(
    'in-sync',
  );
  expect(verdict('client_id', values, 'agrees')).toBe('conflict');
});

test('the client secret is never in sync', () => {
  const stored = { deployed: NOT_READ, live: NOT_READ } as const;
  const judged = (['yes', 'no', 'unknown'] as const).map((sent) => judgeSecret(sent, stored).verdict);

  expect(judged).toStrictEqual(['secret-sent', 'secret-not-compared', 'unknown']);
});

test.each([
  ['a', 'b', true],
  ['a', '-', true],
  ['a', '0', true],
  ['-', 'a', true],
  ['a', 'a', false],
  ['-', '0', false],
  // Before an import and a creation nothing was deployed.
  ['0', 'a', false],
  ['?', 'a', false],
  ['a', '?', false],
])('deployed %s and live %s: drifted is %s', (deployed, live, expected) => {
  expect(
    isDrifted('scope', { deployed: MEANING[deployed] as StoredValue, live: MEANING[live] as StoredValue }),
  ).toBe(expected);
});
