import { errorBody, readErrors } from '../../lib/wire/errors';

test('what is written is read as it was', () => {
  expect(errorBody(['one', 'two'])).toStrictEqual({ errors: ['one', 'two'] });
  expect(readErrors(errorBody(['one', 'two']))).toStrictEqual(['one', 'two']);
});

test('texts alone are read', () => {
  expect(readErrors({ errors: ['one', { detail: 'two' }, null, 'three'], status: 400 })).toStrictEqual([
    'one',
    'three',
  ]);
});

const TOO_LONG = ['The error text is too long to show'];

test.each([
  ['64 KiB', ['x'.repeat(65_536)], ['x'.repeat(65_536)]],
  ['more', ['x'.repeat(65_537)], TOO_LONG],
  ['more in many texts', Array<string>(32_769).fill('x'), TOO_LONG],
  ['many empty texts', Array<string>(65_538).fill(''), TOO_LONG],
])('texts of 64 KiB are read, and longer ones are not: %s', (_, errors, texts) => {
  expect(readErrors({ errors })).toStrictEqual(texts);
});

test.each([undefined, ['one'], {}, { errors: 'one' }])(
  'a body that is not Datadog’s has no texts: %j',
  (body) => {
    expect(readErrors(body)).toStrictEqual([]);
  },
);
