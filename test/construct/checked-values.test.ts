import { notBlank } from '../../lib/checks';
import { wrongValues } from '../../lib/construct/checked-values';

const ROWS = [
  { property: 'name', terraform: 'name', type: 'string', need: 'required', check: notBlank },
  { property: 'retries', terraform: 'retries', type: 'number' },
  { property: 'verify', terraform: 'verify', type: 'boolean' },
] as const;

test('a value that is missing is told only where it is required', () => {
  expect(wrongValues(ROWS, {})).toEqual(['name is missing, but an auth method needs it']);
});

test('a value of another type is told without the value', () => {
  expect(wrongValues(ROWS, { name: 7, retries: '3', verify: 'true' })).toEqual([
    'name must be a string, but is number',
    'retries must be a number, but is string',
    'verify must be a boolean, but is string',
  ]);
  expect(wrongValues(ROWS, { name: null })).toEqual(['name must be a string, but is null']);
});
