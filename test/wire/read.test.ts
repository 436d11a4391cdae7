import { isProblem } from '../../lib/wire/read';

test('a value of undefined is no problem', () => {
  expect(isProblem({ value: undefined })).toBe(false);
  expect(isProblem({ problem: 'is wrong' })).toBe(true);
});
