import { decode, type Form } from './decode';
import { encode } from './encode';
import { ValueError } from './errors';
import type { DynamicValue } from './generated/tfplugin6';
import { JSON_FORM, parseJson } from './json';
import { readDouble } from './number';
import { pack } from './pack';
import { readType } from './type';
import { unpack } from './unpack';
import type { AttributeType, ObjectValue, Value } from './value';

const EMPTY = new Uint8Array();

const MSGPACK_FORM: Form = {
  lenient: false,
  entries: (raw) => (raw instanceof Map ? [...(raw as ReadonlyMap<string, unknown>)] : undefined),
  number: readDouble,
  dynamic: (raw, path) => {
    const pair: readonly unknown[] = Array.isArray(raw) && raw.length === 2 ? raw : [];
    const [type, value] = pair;
    if (!(type instanceof Uint8Array))
      throw new ValueError(path, 'is no pair of a type and a value, as one of the type dynamic is');
    return { type: readType(parseJson(type), path), raw: value };
  },
};

/** No message, and one with nothing in it, is null. @throws ValueError */
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

/** Reads what must be an object or null, such as a configuration or a state. @throws ValueError */
export function readObject(message: DynamicValue | undefined, type: AttributeType): ObjectValue | null {
  return readValue(message, type) as ObjectValue | null;
}

/** Like {@link readObject} where null cannot be meant. @param name what it is, for the error @throws ValueError */
export function readPresent(
  message: DynamicValue | undefined,
  type: AttributeType,
  name: string,
): ObjectValue {
  const value = readObject(message, type);
  if (value === null) throw new ValueError([name], 'is null, where the protocol has an object');
  return value;
}
