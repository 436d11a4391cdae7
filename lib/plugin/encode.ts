import { ValueError } from './errors';
import { writeNumber } from './number';
import { isRecord } from '../text/json';
import { checkDepth, describeKind, type Path } from './type';
import type { Packable } from './pack';
import { DecimalText, DynamicallyTyped, UNKNOWN, type AttributeType } from './value';

/** Half of a surrogate pair: no UTF-8 has it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Prepares a value for msgpack. Nothing is guessed: what does not fit its type is refused here, with its path, where
 * Terraform would only say that it cannot read the answer.
 *
 * @throws ValueError
 */
export function encode(value: unknown, type: AttributeType, path: Path = []): Packable {
  checkDepth(path.length, path);
  if (value === null || value === UNKNOWN) return value;
  if (type === 'string') return encodeText(value, path);
  if (type === 'number') return writeNumber(value, path);
  if (type === 'bool') {
    if (typeof value !== 'boolean') throw mismatch(value, type, path);
    return value;
  }
  if (type === 'dynamic') {
    if (!(value instanceof DynamicallyTyped)) throw mismatch(value, 'dynamic (DynamicallyTyped)', path);
    return [Buffer.from(JSON.stringify(value.type)), encode(value.value, value.type, path)];
  }
  const [kind, inner] = type;
  if (kind === 'object') return encodeObject(value, inner, path);
  if (kind === 'map') {
    const entries = Object.entries(expectObject(value, kind, path));
    return new Map(
      entries.map(([key, element]) => [encodeText(key, path), encode(element, inner, [...path, key])]),
    );
  }
  if (!Array.isArray(value)) throw mismatch(value, kind, path);
  if (kind === 'tuple' && value.length !== inner.length)
    throw new ValueError(path, `has ${value.length} elements, but its type has ${inner.length}`);
  return value.map((element, index) =>
    encode(element, kind === 'tuple' ? inner[index]! : inner, [...path, index]),
  );
}

function encodeObject(
  value: unknown,
  attributes: Readonly<Record<string, AttributeType>>,
  path: Path,
): Packable {
  const given = expectObject(value, 'object', path);
  const stranger = Object.keys(given).find((name) => !Object.hasOwn(attributes, name));
  if (stranger !== undefined)
    throw new ValueError(path, `has the attribute ${JSON.stringify(stranger)}, which its type does not have`);
  const encoded = Object.entries(attributes).map(([name, type]) => {
    const attribute = Object.hasOwn(given, name) ? given[name] : undefined;
    if (attribute === undefined)
      throw new ValueError(path, `lacks the attribute ${JSON.stringify(name)}; what has no value is null`);
    return [name, encode(attribute, type, [...path, name])] as const;
  });
  return new Map(encoded);
}

/** Terraform normalizes strings as they come in, and then compares with what it had planned. */
function encodeText(value: unknown, path: Path): string {
  if (typeof value !== 'string') throw mismatch(value, 'string', path);
  if (LONE_SURROGATE.test(value))
    throw new ValueError(path, 'has half a surrogate pair, which is no character');
  return value.normalize('NFC');
}

function expectObject(value: unknown, type: string, path: Path): Readonly<Record<string, unknown>> {
  if (!isRecord(value) || value instanceof DynamicallyTyped || value instanceof DecimalText)
    throw mismatch(value, type, path);
  return value;
}

function mismatch(value: unknown, type: string, path: Path): ValueError {
  return new ValueError(path, `is ${describeKind(value)} where its type is ${type}`);
}
