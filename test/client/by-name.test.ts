import { nearNames, ofName } from '../../lib/client/by-name';
import type { AuthMethod } from '../../lib/wire/answer';

const called = (...names: string[]) =>
  names.map((name, index) => ({ id: String(index), attributes: { name } }) as unknown as AuthMethod);

test('a name is found exactly, but for its Unicode form', () => {
  const methods = called('payments', 'Payments', ' payments', 'Zoe\u0308');

  expect(ofName(methods, 'payments').map(({ id }) => id)).toStrictEqual(['0']);
  expect(ofName(methods, 'Zo\u00eb').map(({ id }) => id)).toStrictEqual(['3']);
});

test.each([
  ['another case and blanks', 'PAYMENTS ', ['payments'], ['payments']],
  ['a part', 'payments', ['prod-payments', 'payments-eu'], ['payments-eu', 'prod-payments']],
  ['typing errors', 'paymetns', ['payments', 'orders'], ['payments']],
  ['a full-width letter', 'ｐayments', ['payments'], ['payments']],
  ['nothing alike', 'payments', ['orders', 'refunds', ''], []],
  ['nothing at all', '', ['orders'], []],
  [
    'many: five, the nearest first',
    'team-1',
    ['team-9', 'team-12', 'Team-1', 'team-2', 'team-3', 'team-4', 'team-5'],
    ['Team-1', 'team-12', 'team-2', 'team-3', 'team-4'],
  ],
])('near names: %s', (_, wanted, names, near) => {
  expect(nearNames(called(...names), wanted)).toStrictEqual(near);
});
