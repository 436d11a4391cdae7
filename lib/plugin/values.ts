/**
 * Terraform's values: msgpack on the wire, and JSON in stored states. A value is checked against
 * its type on the way in and out, with the name of its attribute in the error.
 */
import { Decoder, Encoder, ExtensionCodec } from '@msgpack/msgpack';
import { isRecord, parseJson } from '../text/json';
import { ValueError } from './errors';
import type { DynamicValue, RawState } from './generated/encode/tfplugin6';
import {
  UNKNOWN,
  type AttributeType,
  type ObjectType,
  type ObjectValue,
  type ScalarType,
  type Value,
} from './value';

/** Half of a surrogate pair. UTF-8 cannot represent it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Terraform's extensions: an unknown value, and one with refinements, which are dropped. */
const extensionCodec = new ExtensionCodec();
for (const type of [0, 12])
  extensionCodec.register({
    type,
    encode: (value) => (value === UNKNOWN ? Uint8Array.of(0) : null),
    decode: () => UNKNOWN,
  });
const encoder = new Encoder({ extensionCodec });
const decoder = new Decoder({ extensionCodec });

/** Reads an object or null, such as a configuration or a state. @throws ValueError */
export function readObject(message: DynamicValue | undefined, type: ObjectType): ObjectValue | null {
  return message?.msgpack.length ? convert(decoder.decode(message.msgpack), type, readScalar) : null;
}

/** Reads an object that must be present. @param name what it is, for the error @throws ValueError */
export function readPresent(message: DynamicValue | undefined, type: ObjectType, name: string): ObjectValue {
  const value = readObject(message, type);
  if (value === null) throw new ValueError('is null, but the protocol requires an object', name);
  return value;
}

/** Reads a state that was parsed from JSON. Attributes the state lacks are null. @throws ValueError */
export function readStored(parsed: unknown, type: ObjectType): ObjectValue | null {
  const state = isRecord(parsed)
    ? Object.fromEntries(Object.keys(type).map((name) => [name, parsed[name] ?? null]))
    : parsed;
  return convert(state, type, readScalar);
}

/** A stored state as it is, of any schema. @throws ValueError */
export function readJson(state: RawState | undefined): unknown {
  const parsed = parseJson(Buffer.from(state?.json ?? []).toString());
  if (parsed === undefined) throw new ValueError('is not valid JSON', 'the stored state');
  return parsed;
}

/**
 * A value that does not fit its type is refused here, with its attribute. Terraform would only say that it
 * cannot read the answer.
 *
 * @throws ValueError
 */
export function writeObject(value: ObjectValue | null, type: ObjectType): DynamicValue {
  return { msgpack: encoder.encode(convert(value, type, writeScalar)) };
}

type ConvertScalar = (raw: unknown, type: ScalarType, attribute: string) => string | boolean | number;

function convert(raw: unknown, type: ObjectType, scalar: ConvertScalar): ObjectValue | null {
  if (raw === null) return raw;
  if (!isRecord(raw)) throw mismatch(raw, 'object');
  const unexpected = Object.keys(raw).find((name) => !Object.hasOwn(type, name));
  if (unexpected !== undefined) throw new ValueError('is no attribute of this object', unexpected);
  const object: Record<string, Value> = {};
  for (const name of Object.keys(type)) {
    if (!Object.hasOwn(raw, name) || raw[name] === undefined)
      throw new ValueError('is absent. An attribute without a value is null', name);
    object[name] = convertAttribute(raw[name], type[name]!.type, name, scalar);
  }
  return object;
}

function convertAttribute(raw: unknown, type: AttributeType, name: string, scalar: ConvertScalar): Value {
  if (raw === null || raw === UNKNOWN) return raw;
  if (typeof type === 'string') return scalar(raw, type, name);
  if (!isRecord(raw)) throw mismatch(raw, 'map', name);
  return Object.fromEntries(
    Object.entries(raw).map(([key, member]): [string, Value] => [
      String(scalar(key, 'string', name)),
      convertAttribute(member, 'string', name, scalar),
    ]),
  );
}

/**
 * Terraform sends a number as decimal text when it is neither a 64-bit integer nor exactly a double. A number
 * beyond 2^53 is rounded here, and refused by the check of its attribute.
 */
function readScalar(raw: unknown, type: ScalarType, attribute: string): string | boolean | number {
  if (type === 'number' && typeof raw === 'string') return Number(raw);
  return expectType(raw, type, attribute);
}

/**
 * A number is always sent as decimal text. Terraform reads numbers of its state file with a different
 * precision than integers on the wire. Terraform 1.11 then sees a difference, and each `-refresh-only` plan
 * would have a change.
 */
function writeScalar(raw: unknown, type: ScalarType, attribute: string): string | boolean {
  const value = expectType(raw, type, attribute);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new ValueError(`is ${value}, which Terraform has no number for`, attribute);
  const text = String(value);
  if (LONE_SURROGATE.test(text))
    throw new ValueError('has half a surrogate pair, which is no character', attribute);
  // Terraform normalizes the strings it receives, and then compares them with its plan.
  return text.normalize('NFC');
}

function expectType(raw: unknown, type: ScalarType, attribute: string): string | boolean | number {
  if (typeof raw === (type === 'bool' ? 'boolean' : type)) return raw as string | boolean | number;
  throw mismatch(raw, type, attribute);
}

/** The error must not show the value: it may be a secret. */
function mismatch(raw: unknown, type: string, attribute?: string): ValueError {
  return new ValueError(
    `is of type ${Array.isArray(raw) ? 'array' : typeof raw} instead of ${type}`,
    attribute,
  );
}
