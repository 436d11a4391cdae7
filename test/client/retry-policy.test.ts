import { isRepeatable, mayHaveEffect, type Fault, type Operation } from '../../lib/client/retry-policy';

const OPERATIONS: readonly Operation[] = ['read', 'list', 'delete', 'update', 'create'];
const codes = Array.from({ length: 500 }, (_, index) => 100 + index);
const failures = codes.filter((code) => code >= 500);
const status = (code: number): Fault => ({ kind: 'status', status: code, errors: [] });

test.each([
  ['nothing was sent', { kind: 'unsent' }, 'all', false],
  ['no answer', { kind: 'unanswered', isTimeout: false }, 'others', true],
  ['no answer in time', { kind: 'unanswered', isTimeout: true }, 'others', true],
  ['a body that is no JSON', { kind: 'garbled' }, 'others', true],
  ['a body that is not known', { kind: 'strange' }, 'none', true],
  ['an interrupt', { kind: 'interrupted' }, 'none', true],
] as const)('after %s', (_, facts, repeating, effect) => {
  const fault: Fault = { ...facts, problem: '' };

  expect(OPERATIONS.filter((operation) => isRepeatable(operation, fault))).toStrictEqual(
    { all: OPERATIONS, others: OPERATIONS.slice(0, -1), none: [] }[repeating],
  );
  expect(mayHaveEffect(fault)).toBe(effect);
});

test('a status is temporary, the rate limit, or final; a POST is repeated for the rate limit alone', () => {
  const repeatable = (operation: Operation) => codes.filter((code) => isRepeatable(operation, status(code)));

  expect(repeatable('update')).toStrictEqual([408, 429, ...failures]);
  expect(repeatable('create')).toStrictEqual([429]);
});

test('a success, 408 and 5xx may have had an effect', () => {
  expect(codes.filter((code) => mayHaveEffect(status(code)))).toStrictEqual([
    ...codes.filter((code) => code < 300),
    408,
    ...failures,
  ]);
});
