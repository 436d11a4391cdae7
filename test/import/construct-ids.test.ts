import { constructIds } from '../../lib/import/construct-ids';

test.each([
  ['payments', 'payments'],
  ['Payments (EU)', 'payments-eu'],
  ['payments_eu/v2', 'payments-eu-v2'],
  ['class', 'class'],
  ['constructor', 'constructor-2'],
  ['Zoë Müller', 'zoe-muller'],
  ['2nd', 'auth-method-2nd'],
  ['日本', 'auth-method'],
  ['../${x}`\n"', 'x'],
  ['--', 'auth-method'],
  [`${'long '.repeat(12)}x`, 'long-long-long-long-long-long-long-long-long-long-long-long'],
])('%j is %s', (name, id) => {
  expect(constructIds([name])).toStrictEqual([id]);
});

test('no two are the same, whichever came first', () => {
  expect(constructIds(['a b', 'A/B', 'a-b-2', 'a b', '日本', '中国'])).toStrictEqual([
    'a-b',
    'a-b-2',
    'a-b-2-2',
    'a-b-3',
    'auth-method',
    'auth-method-2',
  ]);
});

test('ten thousand names with one id take less than a second', () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `支付${String.fromCodePoint(0x4e00 + index)}`);
  const start = process.cpuUsage().user;
  const ids = constructIds(names);

  expect(process.cpuUsage().user - start).toBeLessThan(1_000_000);
  expect(ids.at(-1)).toBe('auth-method-10000');
});
