import { isDeepStrictEqual as isSame } from 'node:util';
import { decode, encode, ExtData, ExtensionCodec } from '@msgpack/msgpack';
import fc, { runs } from '../../helpers/random';
import { pack } from '../../../lib/plugin/values/pack';
import { unpack, type Packed } from '../../../lib/plugin/values/unpack';
import { UNKNOWN } from '../../../lib/plugin/value';

/** Against a library that knows all of msgpack. `toEqual` would take a second for the largest values. */

const LENGTHS = [0, 1, 15, 16, 31, 32, 255, 256, 65_535, 65_536];

const texts = LENGTHS.map((length) => 'é'.repeat(length >> 1) + 'x'.repeat(length & 1));
const bytes = LENGTHS.map((length) => new Uint8Array(length).fill(7));
const arrays = LENGTHS.map((length) => Array.from({ length }, (_, index) => index));
const maps = LENGTHS.map((length) =>
  Object.fromEntries(Array.from({ length }, (_, index) => [`k${index}`, null])),
);
const numbers = [1, 30, 127, 128, 255, 256, 65_535, 65_536, 2 ** 31, 0.5, 1e300].flatMap((n) => [n, -n]);

/** As the library has it: objects for maps. */
function plain(value: Packed): unknown {
  if (value instanceof Map)
    return Object.fromEntries(
      [...(value as ReadonlyMap<string, Packed>)].map(([key, member]) => [key, plain(member)]),
    );
  return Array.isArray(value) ? (value as readonly Packed[]).map(plain) : value;
}

test.each([...texts, ...arrays, ...maps, ...numbers, null, true, false])(
  'what the library writes is read (%#)',
  (value) => {
    expect(isSame(plain(unpack(encode(value))), value)).toBe(true);
  },
);

test.each([2n ** 63n, 2n ** 64n - 1n, -(2n ** 63n)])('the 64-bit integer %s is read exactly', (value) => {
  expect(unpack(encode(value, { useBigInt64: true }))).toBe(value);
});

test.each(bytes)('bytes are read and written (%#)', (value) => {
  expect(isSame(new Uint8Array(unpack(encode(value)) as Uint8Array), value)).toBe(true);
  expect(isSame(new Uint8Array(decode(pack(value)) as Uint8Array), value)).toBe(true);
});

test.each([...texts, ...arrays.map((array) => array.map(String)), null, true, false])(
  'the library reads what is written (%#)',
  (value) => {
    expect(isSame(decode(pack(value)), value)).toBe(true);
  },
);

test.each(maps)('the library reads maps (%#)', (value) => {
  expect(isSame(decode(pack(new Map(Object.entries(value)))), value)).toBe(true);
});

test('an unknown is one byte with the code 0; whatever is one byte, or has the code 12, is unknown', () => {
  const codec = new ExtensionCodec();
  expect(decode(pack(UNKNOWN), { extensionCodec: codec })).toEqual(new ExtData(0, Uint8Array.of(0)));
  for (const [code, length] of [
    [0, 1],
    [5, 1],
    [12, 2],
    [12, 4],
    [12, 3],
    [12, 300],
    [12, 1000],
  ] as const)
    expect(unpack(encode(new ExtData(code, new Uint8Array(length))))).toBe(UNKNOWN);
});

test.each([
  ['an array', Buffer.concat([Buffer.from('dd001e8480', 'hex'), Buffer.alloc(2_000_000, 0xc0)])],
  ['arrays in an array', Buffer.concat([Buffer.from('dd000f4240', 'hex'), Buffer.alloc(1_000_001, 0x90)])],
])('more than a million values are refused: %s', (_case, packed) => {
  expect(() => unpack(packed)).toThrow('the value consists of more than 1000000 values');
});

test('no bytes make it do anything but answer or refuse', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (random) => {
      try {
        unpack(random);
      } catch (error) {
        expect(error).toMatchObject({ name: 'ValueError' });
      }
    }),
    { numRuns: runs(5_000) },
  );
});
