/**
 * Terraform's values on the wire: msgpack both ways, and JSON in stored states. A value is checked against
 * its type on the way in and out, with its path in the error. Sizes and depths are limited, so a hostile
 * message cannot fill the memory.
 */
import type { DynamicValue } from '../generated/tfplugin6';
import type { AttributeType, ObjectValue, Value } from '../value';
import { ValueError } from '../errors';
import { decode, type Form } from './decode';
import { encode } from './encode';
import { JSON_FORM, parseJson } from './json';
import { readDouble } from './number';
import { pack } from './pack';
import { unpack } from './unpack';

export type { Path } from './type';
export { parseJson } from './json';

const EMPTY = new Uint8Array();

const MSGPACK_FORM: Form = {
  lenient: false,
  entries: (raw) => (raw instanceof Map ? [...(raw as ReadonlyMap<string, unknown>)] : undefined),
  number: readDouble,
};

/** A message that is absent or empty is null. @throws ValueError */
export function readValue(message: DynamicValue | undefined, type: AttributeType): Value {
  if (message !== undefined && message.msgpack.length > 0)
    return decode(unpack(message.msgpack), type, MSGPACK_FORM);
  if (message !== undefined && message.json.length > 0)
    return decode(parseJson(message.json), type, JSON_FORM);
  return null;
}

/** @throws ValueError */
export function writeValue(value: Value, type: AttributeType): DynamicValue {
  return { msgpack: pack(encode(value, type)), json: EMPTY };
}

/** Reads an object or null, such as a configuration or a state. @throws ValueError */
export function readObject(message: DynamicValue | undefined, type: AttributeType): ObjectValue | null {
  return readValue(message, type) as ObjectValue | null;
}

/** Reads an object that must be present. @param name what it is, for the error @throws ValueError */
export function readPresent(
  message: DynamicValue | undefined,
  type: AttributeType,
  name: string,
): ObjectValue {
  const value = readObject(message, type);
  if (value === null) throw new ValueError([name], 'is null, but the protocol requires an object');
  return value;
}

/** Reads a state that was parsed from JSON. Attributes the state lacks are null. @throws ValueError */
export function readStored(parsed: unknown, type: AttributeType): ObjectValue | null {
  return decode(parsed, type, JSON_FORM) as ObjectValue | null;
}
