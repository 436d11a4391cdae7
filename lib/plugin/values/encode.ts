import { isRecord } from '../../text/json';
import { ValueError } from '../errors';
import { DecimalText, UNKNOWN, type AttributeType } from '../value';
import { writeNumber } from './number';
import type { Packable } from './pack';
import { checkDepth, describeKind, type Path } from './type';

/** Half of a surrogate pair. UTF-8 cannot represent it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Prepares a value for msgpack. A value that does not fit its type is refused here, with its path. Terraform
 * would only say that it cannot read the answer.
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
  const [kind, inner] = type;
  if (kind === 'object') return encodeObject(value, inner, path);
  if (kind === 'map') {
    const entries = Object.entries(expectObject(value, kind, path));
    return new Map(
      entries.map(([key, element]) => [encodeText(key, path), encode(element, inner, [...path, key])]),
    );
  }
  if (!Array.isArray(value)) throw mismatch(value, kind, path);
  return value.map((element, index) => encode(element, inner, [...path, index]));
}

function encodeObject(
  value: unknown,
  attributes: Readonly<Record<string, AttributeType>>,
  path: Path,
): Packable {
  const given = expectObject(value, 'object', path);
  const unexpected = Object.keys(given).find((name) => !Object.hasOwn(attributes, name));
  if (unexpected !== undefined)
    throw new ValueError(
      path,
      `has the attribute ${JSON.stringify(unexpected)}, which its type does not have`,
    );
  const encoded = Object.entries(attributes).map(([name, type]) => {
    const attribute = Object.hasOwn(given, name) ? given[name] : undefined;
    if (attribute === undefined)
      throw new ValueError(
        path,
        `lacks the attribute ${JSON.stringify(name)}. An attribute without a value is null`,
      );
    return [name, encode(attribute, type, [...path, name])] as const;
  });
  return new Map(encoded);
}

/** Terraform normalizes the strings it receives, and then compares them with its plan. */
function encodeText(value: unknown, path: Path): string {
  if (typeof value !== 'string') throw mismatch(value, 'string', path);
  if (LONE_SURROGATE.test(value))
    throw new ValueError(path, 'has half a surrogate pair, which is no character');
  return value.normalize('NFC');
}

function expectObject(value: unknown, type: string, path: Path): Readonly<Record<string, unknown>> {
  if (!isRecord(value) || value instanceof DecimalText) throw mismatch(value, type, path);
  return value;
}

function mismatch(value: unknown, type: string, path: Path): ValueError {
  return new ValueError(path, `is ${describeKind(value)}, but its type is ${type}`);
}
