import { isRecord, parseJson } from '../../lib/text/json';

test('an object is neither null nor an array', () => {
  expect([{}, { a: 1 }].every(isRecord)).toBe(true);
  expect([null, undefined, [], 'text', 7, true].some(isRecord)).toBe(false);
});

test('a text that is not JSON is read as undefined', () => {
  expect([parseJson('{"a":[1,null]}'), parseJson('null'), parseJson('<html>'), parseJson('')]).toStrictEqual([
    { a: [1, null] },
    null,
    undefined,
    undefined,
  ]);
});
