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

test.each([undefined, ['one'], {}, { errors: 'one' }])(
  'a body that is not Datadog’s has no texts: %j',
  (body) => {
    expect(readErrors(body)).toStrictEqual([]);
  },
);
