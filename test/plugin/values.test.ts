import { decode } from '@msgpack/msgpack';
import fc from '../helpers/random';
import { readJson, readObject, readPresent, readStored, writeObject } from '../../lib/plugin/values';
import { UNKNOWN, type ObjectType, type ObjectValue, type Value } from '../../lib/plugin/value';

const hex = (text: string) => ({ msgpack: Buffer.from(text.replaceAll(' ', ''), 'hex') });

const TYPE: ObjectType = {
  text: { type: 'string' },
  count: { type: 'number' },
  on: { type: 'bool' },
  ids: { type: ['map', 'string'] },
};
const NULLS = { text: null, count: null, on: null, ids: null };
const ONE = (type: ObjectType[string]['type']): ObjectType => ({ a: { type } });
/** The head of an object with the one attribute `a`. */
const A = '81 a161';

describe('what Terraform sends is read, and sent back as the same bytes', () => {
  test.each<[string, ObjectType[string]['type'], string, Value]>([
    ['null', 'string', 'c0', null],
    ['an unknown', 'string', 'd40000', UNKNOWN],
    ['a string', 'string', 'a3 6c c3 a9', 'lé'],
    ['true', 'bool', 'c3', true],
    ['0.1', 'number', 'a3 302e31', 0.1],
    ['a map', ['map', 'string'], '83 a161 a162 a163 c0 a164 d40000', { a: 'b', c: null, d: UNKNOWN }],
    ['an unknown map', ['map', 'string'], 'd40000', UNKNOWN],
  ])('%s', (_case, type, bytes, value) => {
    expect(readObject(hex(A + bytes), ONE(type))).toEqual({ a: value });
    expect(writeObject({ a: value }, ONE(type))).toEqual({
      msgpack: new Uint8Array(hex(A + bytes).msgpack),
    });
  });
});

test.each<[string, string, number]>([
  ['a small integer', '07', 7],
  ['an integer of two bytes', 'd1 ff38', -200],
  ['an integer of eight bytes', 'd3 001fffffffffffff', 2 ** 53 - 1],
  ['a double', 'cb 3fe0000000000000', 0.5],
  ['decimal text', 'a3 302e31', 0.1],
])('a number comes as %s', (_case, bytes, number) => {
  expect(readObject(hex(A + bytes), ONE('number'))).toEqual({ a: number });
});

test.each<[string, string]>([
  ['the first integer that JavaScript cannot hold', 'd3 0020000000000000'],
  ['the largest of 64 bits', 'cf ffffffffffffffff'],
  ['one with 22 digits', 'b6 31323334353637383930313233343536373839303132'],
  ['one with an exponent', 'a5 3165343030'],
])('no number beyond 2^53 - 1 is read as a smaller one: %s', (_case, bytes) => {
  expect(readObject(hex(A + bytes), ONE('number'))!.a).toBeGreaterThanOrEqual(2 ** 53);
});

test('an unknown with refinements is unknown', () => {
  expect(readObject(hex(`${A} c7 02 0c 8101`), ONE('string'))).toEqual({ a: UNKNOWN });
});

test.each<[number, string]>([
  [7, '7'],
  [-200, '-200'],
  [0.1, '0.1'],
  [2 ** 53 - 1, '9007199254740991'],
])('the number %p is sent as decimal text', (value, text) => {
  expect(decode(writeObject({ a: value }, ONE('number')).msgpack)).toEqual({ a: text });
});

test('no message, and one with nothing in it, is null', () => {
  expect(readObject(undefined, TYPE)).toBeNull();
  expect(readObject(hex(''), TYPE)).toBeNull();
  expect(() => readPresent(undefined, TYPE, 'config')).toThrow(
    'config is null, but the protocol requires an object',
  );
});

test('a stored state lacks new attributes, which are null, and has old ones, which are dropped', () => {
  const stored = readJson({ json: Buffer.from('{"count": 5, "ids": {"a": "b"}, "gone": [1]}') });
  expect(readStored(stored, TYPE)).toEqual({ ...NULLS, count: 5, ids: { a: 'b' } });
  expect(readStored(null, TYPE)).toBeNull();
});

test('text and the keys of a map are sent in normal form C, as Terraform keeps them', () => {
  const value = { ...NULLS, text: 'e\u0301', ids: { 'e\u0301': 'e\u0301' } };
  expect(decode(writeObject(value, TYPE).msgpack)).toEqual({ ...NULLS, text: 'é', ids: { é: 'é' } });
});

test('__proto__ is sent as a key of a map like any other', () => {
  const ids = JSON.parse('{"__proto__": "x", "a": "y"}') as ObjectValue;
  expect(Buffer.from(writeObject({ a: ids }, ONE(['map', 'string'])).msgpack).toString('hex')).toBe(
    `${A} 82 a9 5f5f70726f746f5f5f a178 a161 a179`.replaceAll(' ', ''),
  );
});

describe('what does not fit is refused with its attribute', () => {
  test.each<[string, unknown, string]>([
    [
      'an attribute that is missing',
      { ...NULLS, on: undefined },
      'on is absent. An attribute without a value is null',
    ],
    ['an inherited attribute', Object.create(NULLS), 'text is absent. An attribute without a value is null'],
    ['another attribute', { ...NULLS, z: 1 }, 'z is no attribute of this object'],
    ['another kind', { ...NULLS, text: 5 }, 'text is of type number instead of string'],
    ['another kind in a map', { ...NULLS, ids: { k: 5 } }, 'ids is of type number instead of string'],
    ['an array for a map', { ...NULLS, ids: [] }, 'ids is of type array instead of map'],
    ['an array for an object', [], 'the value is of type array instead of object'],
    ['text for a number', { ...NULLS, count: '5' }, 'count is of type string instead of number'],
    ['NaN', { ...NULLS, count: NaN }, 'count is NaN, which Terraform has no number for'],
    ['infinity', { ...NULLS, count: -Infinity }, 'count is -Infinity, which Terraform has no number for'],
    [
      'half a surrogate pair',
      { ...NULLS, text: 'x\ud800' },
      'text has half a surrogate pair, which is no character',
    ],
  ])('on the way out: %s', (_case, value, message) => {
    expect(() => writeObject(value as ObjectValue, TYPE)).toThrow(new RegExp(`^${message}$`));
  });

  test.each<[string, string, string]>([
    ['a missing attribute', '80', 'a is absent. An attribute without a value is null'],
    ['another attribute', '82 a161 c0 a17a c0', 'z is no attribute of this object'],
    ['another kind', '81 a161 05', 'a is of type number instead of string'],
    ['an unknown kind of extension', '81 a161 d505 0102', 'a is of type object instead of string'],
    ['bytes that break off', '81 a161 a5 61', 'Insufficient data'],
    ['bytes after the value', '81 a161 c0 c0', 'Extra 1 of 5 byte(s) found at buffer[4]'],
  ])('on the way in: %s', (_case, bytes, message) => {
    expect(() => readObject(hex(bytes), ONE('string'))).toThrow(message);
  });

  test('no error shows the value, which may be a secret', () => {
    expect(() => writeObject({ ...NULLS, count: 'hunter2' }, TYPE)).toThrow(/^((?!hunter2).)*$/);
    expect(() => readJson({ json: Buffer.from('{"text": hunter2') })).toThrow(
      /^the stored state is not valid JSON$/,
    );
    expect(() => readJson(undefined)).toThrow('the stored state is not valid JSON');
  });
});

test('any object comes back as it went', () => {
  const text = fc.string({ unit: 'grapheme' }).map((drawn) => drawn.normalize('NFC'));
  const number = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }));
  const open = <Known>(known: fc.Arbitrary<Known>) => fc.oneof(known, fc.constantFrom(null, UNKNOWN));
  const object = fc.record({
    text: open(text),
    // There is one zero on the wire.
    count: open(number.map((value) => (value === 0 ? 0 : value))),
    on: open(fc.boolean()),
    ids: open(
      fc.dictionary(
        text.filter((key) => key !== '__proto__'),
        open(text),
        { noNullPrototype: true },
      ),
    ),
  });
  fc.assert(
    fc.property(object, (value) => {
      expect(readObject(writeObject(value, TYPE), TYPE)).toEqual(value);
    }),
  );
});
