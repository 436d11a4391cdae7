import fc from 'fast-check';

/** A position in bytes, as a fraction of their length. */
const place = fc.double({ min: 0, max: 1, noNaN: true });

const mutation = fc.record({
  at: place,
  remove: fc.oneof(fc.nat(4), fc.nat(200)),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc.constantFrom(...[0x00, 0x7f, 0x80, 0xff].map((byte) => Uint8Array.of(byte))),
  ),
});

/** The bytes, with some removed, changed or added. */
export function mutated(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc.array(mutation, { minLength: 1, maxLength: 5 }).map((mutations) =>
    mutations.reduce((before, { at, remove, insert }) => {
      const start = Math.floor(at * before.length);
      return Buffer.concat([before.subarray(0, start), insert, before.subarray(start + remove)]);
    }, Buffer.from(bytes)),
  );
}

const depth = fc.oneof(fc.nat(150), fc.constant(100_000));
const repeated = (part: Uint8Array, count: number) => Buffer.alloc(part.length * count, part);

/** An array, a map and a typed value. Each has one element, which is the next one. */
const OPENINGS = ['91', '81a161', '92c4082264796e616d696322'].map((text) => Buffer.from(text, 'hex'));

/** First bytes that announce a length of 32 bits: of text, bytes, an extension, an array and a map. */
const LONG_HEADS = [0xdb, 0xc6, 0xc9, 0xdd, 0xdf];

export const hostileMsgpack: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 100 }),
  fc.tuple(fc.constantFrom(...OPENINGS), depth).map(([opening, count]) => repeated(opening, count)),
  fc
    .tuple(fc.constantFrom(...LONG_HEADS), fc.uint8Array({ minLength: 4, maxLength: 20 }))
    .map(([head, rest]) => Uint8Array.of(head, ...rest)),
);

const TYPES = ['["list",', '{"value":1,"type":["set",', '["object",{"a":'];

export const hostileJson: fc.Arbitrary<Uint8Array> = fc
  .oneof(
    fc.json(),
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc
      .tuple(fc.constantFrom('[', '{"a":', '"\\"', ...TYPES), depth)
      .map(([part, count]) => part.repeat(count)),
    depth.map((count) => `${'['.repeat(count)}1.0${']'.repeat(count)}`),
    fc.nat(100_000).map((digits) => `{"client_secret_revision": ${'9'.repeat(digits)}}`),
    fc.json().chain((text) => mutated(Buffer.from(text)).map((bytes) => Buffer.from(bytes).toString())),
    fc.constantFrom(
      '{"__proto__": {"id": "x"}, "constructor": 1.0}',
      '\ufeff{}',
      '{"id": 1e400}',
      '[1e-999999999]',
    ),
  )
  .map((text) => Buffer.from(text));
