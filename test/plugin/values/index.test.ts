import { decode as unpackPlain } from '@msgpack/msgpack';
import { readPresent, readValue, writeValue } from '../../../lib/plugin/values';
import { DecimalText, UNKNOWN, type AttributeType, type Value } from '../../../lib/plugin/value';

const EMPTY = new Uint8Array();
const hex = (text: string) => ({ msgpack: Buffer.from(text.replaceAll(' ', ''), 'hex'), json: EMPTY });
const json = (text: string) => ({ msgpack: EMPTY, json: Buffer.from(text) });
const hexOf = (value: Value, type: AttributeType) =>
  Buffer.from(writeValue(value, type).msgpack).toString('hex');

const OBJECT: AttributeType = ['object', { a: 'string', n: 'number' }];

describe('what Terraform sends is read, and sent back as the same bytes', () => {
  test.each<[string, AttributeType, string, Value]>([
    ['null', 'string', 'c0', null],
    ['an unknown', 'string', 'd40000', UNKNOWN],
    ['a string', 'string', 'a3 6c c3 a9', 'lé'],
    ['true', 'bool', 'c3', true],
    ['0.1', 'number', 'a3 302e31', 0.1],
    [
      '20 digits',
      'number',
      'b4 3132333435363738393031323334353637383930',
      new DecimalText('12345678901234567890'),
    ],
    ['an empty list', ['list', 'string'], '90', []],
    ['an unknown in a list', ['list', 'string'], '93 a161 d40000 c0', ['a', UNKNOWN, null]],
    ['a set', ['set', 'number'], '92 a131 a132', [1, 2]],
    ['a map', ['map', 'bool'], '81 a161 c2', { a: false }],
    ['an unknown map', ['map', 'bool'], 'd40000', UNKNOWN],
    ['an object', OBJECT, '82 a161 a162 a16e a135', { a: 'b', n: 5 }],
  ])('%s', (_case, type, bytes, value) => {
    expect(readValue(hex(bytes), type)).toEqual(value);
    expect(hexOf(value, type)).toBe(bytes.replaceAll(' ', ''));
  });
});

describe('other forms of the same', () => {
  test.each<[string, AttributeType, string, Value]>([
    ['a small integer', 'number', '07', 7],
    ['a small negative integer', 'number', 'e0', -32],
    ['a negative integer', 'number', 'd3 ffffffffffffff38', -200],
    ['2^53 - 1', 'number', 'd3 001fffffffffffff', 2 ** 53 - 1],
    ['the largest int64', 'number', 'd3 7fffffffffffffff', 2n ** 63n - 1n],
    ['the smallest int64', 'number', 'd3 8000000000000000', -(2n ** 63n)],
    ['an integer of two bytes', 'number', 'd1 ff 38', -200],
    ['an unsigned integer of eight bytes', 'number', 'cf 0000000000000007', 7],
    ['2^63 as an unsigned integer', 'number', 'cf 8000000000000000', 2n ** 63n],
    ['a double', 'number', 'cb 3fe0000000000000', 0.5],
    ['a double of an integer', 'number', 'cb 4000000000000000', 2],
    ['a refined unknown, in which something is known', 'string', 'c7 02 0c 8101', UNKNOWN],
    ['an object in another order', OBJECT, '82 a16e 05 a161 a162', { a: 'b', n: 5 }],
  ])('%s', (_case, type, bytes, value) => {
    expect(readValue(hex(bytes), type)).toEqual(value);
  });

  test('a double that is not the decimal JavaScript shows keeps its exact digits', () => {
    const exact = new DecimalText('1.000000000000000055511151231257827021181583404541015625e-1');
    expect(readValue(hex('cb 3fb999999999999a'), 'number')).toEqual(exact);
  });

  test.each<[Value, string]>([
    [7, '7'],
    [-200, '-200'],
    [0.1, '0.1'],
    [2 ** 53 - 1, '9007199254740991'],
    [2n ** 63n, '9223372036854775808'],
    [new DecimalText('1e400'), '1e400'],
  ])('the number %p is sent as decimal text', (value, text) => {
    expect(unpackPlain(writeValue(value, 'number').msgpack)).toBe(text);
  });

  test('no message, and one with nothing in it, is null', () => {
    expect(readValue(undefined, OBJECT)).toBeNull();
    expect(readValue({ msgpack: EMPTY, json: EMPTY }, OBJECT)).toBeNull();
    expect(() => readPresent(undefined, OBJECT, 'config')).toThrow(
      'config is null, but the protocol requires an object',
    );
  });

  test('JSON is read too', () => {
    const type: AttributeType = ['object', { a: ['list', 'bool'], n: 'number', s: ['set', 'number'] }];
    const text = '{"a": [true], "n": 12345678901234567890, "s": [1, 0.1]}';
    expect(readValue(json(text), type)).toEqual({
      a: [true],
      n: new DecimalText('12345678901234567890'),
      s: [1, 0.1],
    });
  });

  test('text is sent in normal form C, as Terraform keeps it', () => {
    expect(hexOf('e\u0301', 'string')).toBe('a2c3a9');
    expect(hexOf({ 'e\u0301': 'e\u0301' }, ['map', 'string'])).toBe('81a2c3a9a2c3a9');
  });
});

describe('keys that mean something to JavaScript', () => {
  test('__proto__ is a key of a map like any other', () => {
    const bytes = '82 a9 5f5f70726f746f5f5f a178 a161 a179';
    const map = readValue(hex(bytes), ['map', 'string']) as Record<string, string>;
    expect(Object.entries(map)).toEqual([
      ['__proto__', 'x'],
      ['a', 'y'],
    ]);
    expect(hexOf(map, ['map', 'string'])).toBe(bytes.replaceAll(' ', ''));
    expect(({} as Record<string, unknown>).a).toBeUndefined();
    expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
  });

  test('an attribute that every JavaScript object inherits is not taken for given', () => {
    expect(() => writeValue({}, ['object', JSON.parse('{"constructor": "string"}')])).toThrow(
      'the value lacks the attribute "constructor". An attribute without a value is null',
    );
  });
});

describe('what does not fit is refused with its place', () => {
  const deep: AttributeType = ['object', { t: ['map', ['list', 'string']] }];
  let tooDeep: AttributeType = 'string';
  for (let depth = 0; depth < 102; depth++) tooDeep = ['list', tooDeep];
  const nested = (depth: number): Value => (depth === 0 ? 'x' : [nested(depth - 1)]);

  test.each<[string, AttributeType, unknown, string]>([
    [
      'a missing attribute',
      OBJECT,
      { a: 'x' },
      'the value lacks the attribute "n". An attribute without a value is null',
    ],
    [
      'an absent value',
      OBJECT,
      { a: undefined, n: 1 },
      'the value lacks the attribute "a". An attribute without a value is null',
    ],
    [
      'another attribute',
      OBJECT,
      { a: 'x', n: 1, z: 1 },
      'the value has the attribute "z", which its type does not have',
    ],
    ['another kind', deep, { t: { k: ['x', 5] } }, 't["k"][1] is number, but its type is string'],
    ['an array for an object', OBJECT, [], 'the value is an array, but its type is object'],
    ['text for a list', ['list', 'string'], 'x', 'the value is string, but its type is list'],
    ['text for a number', 'number', '5', 'the value must be a number'],
    ['NaN', 'number', NaN, 'the value is NaN, which Terraform has no number for'],
    ['infinity', 'number', -Infinity, 'the value is -Infinity, which Terraform has no number for'],
    ['a decimal that is none', 'number', new DecimalText('0x10'), 'the value must be a number'],
    [
      'half a surrogate pair',
      'string',
      'x\ud800',
      'the value has half a surrogate pair, which is no character',
    ],
    ['endless nesting', tooDeep, nested(102), '0 is nested more than 100 deep'],
  ])('on the way out: %s', (_case, type, value, message) => {
    expect(() => writeValue(value as Value, type)).toThrow(message);
  });

  test.each<[string, AttributeType, string, string]>([
    ['a missing attribute', OBJECT, '81 a161 a162', 'the value lacks the attribute "n"'],
    [
      'another attribute',
      OBJECT,
      '83 a161 c0 a16e c0 a17a c0',
      'the value has the attribute "z", which its type does not have',
    ],
    ['another kind', deep, '81 a174 81 a16b 91 05', 't["k"][0] is number, but its type is string'],
    ['text that is no number', 'number', 'a178', 'the value is no number'],
    [
      'an infinite double',
      'number',
      'cb 7ff0000000000000',
      'the value is Infinity, which Terraform has no number for',
    ],
    [
      'an unknown kind of extension',
      'string',
      'd505 0102',
      'the value has an extension with the code 5, which Terraform does not have',
    ],
    ['bytes that break off', 'string', 'a5 61', 'the value ends too early: 5 bytes are expected, 1 are left'],
    ['bytes after the value', 'string', 'c0 c0', 'the value has 1 bytes after its end'],
    [
      'a key that is no text',
      ['map', 'string'],
      '81 01 a161',
      'the value has a map with a key that is no string',
    ],
  ])('on the way in: %s', (_case, type, bytes, message) => {
    expect(() => readValue(hex(bytes), type)).toThrow(message);
  });

  test('on the way in: endless nesting', () => {
    const value = { msgpack: Buffer.concat([Buffer.alloc(200_000, 0x91), Buffer.of(0xc0)]), json: EMPTY };
    expect(() => readValue(value, tooDeep)).toThrow('the value is nested more than 100 deep');
  });

  test('no error shows the value, which may be a secret', () => {
    expect(() => writeValue({ a: 5, n: 'hunter2' }, OBJECT)).toThrow(/^((?!hunter2).)*$/);
    expect(() => readValue(json('{"a": hunter2'), OBJECT)).toThrow('the value of 13 bytes is not valid JSON');
  });
});
