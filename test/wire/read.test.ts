import { isObject, isProblem } from '../../lib/wire/read';

test('an object is neither null nor an array', () => {
  expect([{}, { a: 1 }].every(isObject)).toBe(true);
  expect([null, undefined, [], 'text', 7, true].some(isObject)).toBe(false);
});

test('a value of undefined is no problem', () => {
  expect(isProblem({ value: undefined })).toBe(false);
  expect(isProblem({ problem: 'is wrong' })).toBe(true);
});
