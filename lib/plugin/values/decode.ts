import { ValueError } from '../errors';
import { DecimalText, UNKNOWN, type AttributeType, type ObjectValue, type Value } from '../value';
import { readDecimal, readInteger } from './number';
import { checkDepth, describeKind, type Path } from './type';

type Entries = readonly (readonly [string, unknown])[];

/** The differences between msgpack and JSON after parsing. */
export interface Form {
  /** The entries of an object or a map. Undefined when it is neither. */
  entries(raw: unknown): Entries | undefined;
  /** The value of a number that is no bigint. @throws ValueError */
  number(raw: number, path: Path): number | DecimalText;
  /** An object may lack attributes, which are null then, and have others, which are dropped. */
  readonly lenient: boolean;
}

/** @throws ValueError when the value does not fit the type */
export function decode(raw: unknown, type: AttributeType, form: Form, path: Path = []): Value {
  checkDepth(path.length, path);
  if (raw === null || raw === UNKNOWN) return raw;
  if (type === 'string') return expect(typeof raw === 'string', raw, type, path);
  if (type === 'bool') return expect(typeof raw === 'boolean', raw, type, path);
  if (type === 'number') return decodeNumber(raw, form, path);
  const [kind, inner] = type;
  if (kind === 'object') return decodeObject(entriesOf(raw, kind, form, path), inner, form, path);
  if (kind === 'map') {
    const entries = entriesOf(raw, kind, form, path);
    return Object.fromEntries(
      entries.map(([key, value]) => [key, decode(value, inner, form, [...path, key])]),
    );
  }
  if (!Array.isArray(raw)) throw mismatch(raw, kind, path);
  return raw.map((element: unknown, index) => decode(element, inner, form, [...path, index]));
}

function decodeObject(
  entries: Entries,
  attributes: Readonly<Record<string, AttributeType>>,
  form: Form,
  path: Path,
): ObjectValue {
  const given = new Map(entries);
  const decoded = Object.entries(attributes).map(([name, type]): [string, Value] => {
    if (!given.has(name) && !form.lenient)
      throw new ValueError(path, `lacks the attribute ${JSON.stringify(name)}`);
    return [name, decode(given.get(name) ?? null, type, form, [...path, name])];
  });
  const unexpected = [...given.keys()].find((name) => !Object.hasOwn(attributes, name));
  if (unexpected !== undefined && !form.lenient)
    throw new ValueError(
      path,
      `has the attribute ${JSON.stringify(unexpected)}, which its type does not have`,
    );
  return Object.fromEntries(decoded);
}

function decodeNumber(raw: unknown, form: Form, path: Path): Value {
  if (raw instanceof DecimalText) return raw;
  if (typeof raw === 'bigint') return readInteger(raw);
  if (typeof raw === 'number') return form.number(raw, path);
  if (typeof raw === 'string') return readDecimal(raw, path);
  throw mismatch(raw, 'number', path);
}

function expect(fits: boolean, raw: unknown, type: string, path: Path): Value {
  if (!fits) throw mismatch(raw, type, path);
  return raw as Value;
}

function entriesOf(raw: unknown, type: string, form: Form, path: Path): Entries {
  const entries = form.entries(raw);
  if (!entries) throw mismatch(raw, type, path);
  return entries;
}

function mismatch(raw: unknown, type: string, path: Path): ValueError {
  return new ValueError(path, `is ${describeKind(raw)}, but its type is ${type}`);
}
