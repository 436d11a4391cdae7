import fc from 'fast-check';
import { UNKNOWN, type AttributeType, type Value } from '../../../lib/plugin/value';

/** A value with its type. */
export interface Typed {
  readonly type: AttributeType;
  readonly value: Value;
}

const text = fc.string({ unit: 'grapheme' }).map((drawn) => drawn.normalize('NFC'));
const number = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }));

const leaf: fc.Arbitrary<Typed> = fc.oneof(
  text.map((value): Typed => ({ type: 'string', value })),
  fc.boolean().map((value): Typed => ({ type: 'bool', value })),
  // There is one zero on the wire.
  number.map((value): Typed => ({ type: 'number', value: value === 0 ? 0 : value })),
  fc.constantFrom(null, UNKNOWN).map((value): Typed => ({ type: 'string', value })),
);

/** Any value of any type. */
export const { typed } = fc.letrec<{ typed: Typed }>((tie) => ({
  typed: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    tie('typed').map(({ type, value }): Typed => ({ type: ['list', type], value: [value, null, UNKNOWN] })),
    fc.tuple(text, tie('typed')).map(([key, { type, value }]): Typed => ({
      type: ['map', type],
      value: Object.fromEntries([[key, value]]),
    })),
    fc.dictionary(text, tie('typed')).map((members): Typed => {
      const entries = Object.entries(members);
      return {
        type: ['object', Object.fromEntries(entries.map(([name, { type }]) => [name, type]))],
        value: Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
      };
    }),
  ),
}));
