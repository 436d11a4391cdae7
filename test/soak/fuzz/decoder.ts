import fc from 'fast-check';
import { readValue, writeValue } from '../../../lib/plugin/values';
import { ValueError } from '../../../lib/plugin/errors';
import type { AttributeType } from '../../../lib/plugin/value';
import { typed } from '../../plugin/values/typed-values';
import { hostileJson, hostileMsgpack, mutated } from './bytes';

const NONE = new Uint8Array();

interface SentValue {
  readonly type: AttributeType;
  readonly msgpack: Uint8Array;
  readonly json: Uint8Array;
}

/** A type, and bytes that may be a value of it. */
export const sentValue: fc.Arbitrary<SentValue> = typed.chain(({ type, value }) =>
  fc
    .oneof(
      mutated(writeValue(value, type).msgpack).map((msgpack) => ({ msgpack, json: NONE })),
      hostileMsgpack.map((msgpack) => ({ msgpack, json: NONE })),
      hostileJson.map((json) => ({ json, msgpack: NONE })),
    )
    .map((bytes) => ({ type, ...bytes })),
);

/** Reads a value and writes it again. @throws unless that works or ends in a ValueError */
export function refusedOrRead({ type, ...bytes }: SentValue): void {
  try {
    writeValue(readValue(bytes, type), type);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
  }
}
