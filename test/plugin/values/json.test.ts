import { parseJson } from '../../../lib/plugin/values/json';
import { DecimalText } from '../../../lib/plugin/value';

const parse = (text: string) => parseJson(Buffer.from(text));

test('numbers that JavaScript keeps are numbers, all others are kept as text', () => {
  expect(parse('[1, -2.5, 0.1, 9007199254740993, 1.10, 1e400, 12345678901234567890]')).toEqual([
    1,
    -2.5,
    0.1,
    new DecimalText('9007199254740993'),
    new DecimalText('1.10'),
    new DecimalText('1e400'),
    new DecimalText('12345678901234567890'),
  ]);
});

test('digits in text and in keys are left alone', () => {
  const text = '{"9007199254740993": "a \\"9007199254740993\\" \\\\", "n": 9007199254740993}';
  expect(parse(text)).toEqual({
    '9007199254740993': 'a "9007199254740993" \\',
    n: new DecimalText('9007199254740993'),
  });
});

test.each([
  ['letters', 'x'],
  ['escapes', '"'],
])('a text of ten million %s is no trouble', (_case, character) => {
  const long = character.repeat(10_000_000);
  // Not by toEqual, which would print both.
  const [text, number] = parse(`[${JSON.stringify(long)}, 9007199254740993]`) as unknown[];
  expect(text === long).toBe(true);
  expect(number).toEqual(new DecimalText('9007199254740993'));
});

test('__proto__ is a key like any other', () => {
  expect(Object.entries(parse('{"__proto__": {"a": 1}}') as object)).toEqual([['__proto__', { a: 1 }]]);
});

test('what is no JSON is refused without showing it', () => {
  expect(() => parse('{"secret": hunter2}')).toThrow('the value of 19 bytes is not valid JSON');
});

test.each([
  ['values in an array', '[],'.repeat(2_000_000)],
  ['arrays in arrays', '['.repeat(2_000_000)],
])('more than a million %s are refused before they take memory', (_case, text) => {
  expect(() => parse(text)).toThrow('the value consists of more than 1000000 values');
});

test('commas and brackets in text are no values', () => {
  const text = ',[{\\"'.repeat(500_000);
  expect(parse(JSON.stringify([text]))).toEqual([text]);
});

test('a text that breaks off is refused at once, however many quotes are in it', () => {
  expect(() => parse('\\"'.repeat(1_000_000))).toThrow('the value of 2000000 bytes is not valid JSON');
});
