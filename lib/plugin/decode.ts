import { ValueError } from './errors';
import { readDecimal, readInteger } from './number';
import { checkDepth, describeKind, type Path } from './type';
import {
  DecimalText,
  DynamicallyTyped,
  UNKNOWN,
  type AttributeType,
  type ObjectValue,
  type Value,
} from './value';

type Entries = readonly (readonly [string, unknown])[];

/** What differs between msgpack and JSON once they are parsed. */
export interface Form {
  /** Of an object or a map; undefined when it is neither. */
  entries(raw: unknown): Entries | undefined;
  /** Takes a value apart that carries its own type. @throws ValueError */
  dynamic(raw: unknown, path: Path): { readonly type: AttributeType; readonly raw: unknown };
  /** What a number that is no bigint stands for. @throws ValueError */
  number(raw: number, path: Path): number | DecimalText;
  /** An object may lack attributes (they are null) and have others (they are dropped). */
  readonly lenient: boolean;
}

/** @throws ValueError when the value does not fit the type. */
export function decode(raw: unknown, type: AttributeType, form: Form, path: Path = []): Value {
  checkDepth(path.length, path);
  if (raw === null || raw === UNKNOWN) return raw;
  if (type === 'string') return expect(typeof raw === 'string', raw, type, path);
  if (type === 'bool') return expect(typeof raw === 'boolean', raw, type, path);
  if (type === 'number') return decodeNumber(raw, form, path);
  if (type === 'dynamic') {
    const { type: own, raw: inner } = form.dynamic(raw, path);
    if (own === 'dynamic' && inner !== null && inner !== UNKNOWN)
      throw new ValueError(path, 'has the type dynamic, which only null and unknown values have');
    return new DynamicallyTyped(own, decode(inner, own, form, path));
  }
  const [kind, inner] = type;
  if (kind === 'object') return decodeObject(entriesOf(raw, kind, form, path), inner, form, path);
  if (kind === 'map') {
    const entries = entriesOf(raw, kind, form, path);
    return Object.fromEntries(
      entries.map(([key, value]) => [key, decode(value, inner, form, [...path, key])]),
    );
  }
  return decodeSequence(raw, type as Sequence, form, path);
}

type Sequence = readonly ['list' | 'set', AttributeType] | readonly ['tuple', readonly AttributeType[]];

function decodeSequence(raw: unknown, type: Sequence, form: Form, path: Path): Value {
  if (!Array.isArray(raw)) throw mismatch(raw, type[0], path);
  if (type[0] === 'tuple' && raw.length !== type[1].length)
    throw new ValueError(path, `has ${raw.length} elements, but its type has ${type[1].length}`);
  return raw.map((element: unknown, index) =>
    decode(element, type[0] === 'tuple' ? type[1][index]! : type[1], form, [...path, index]),
  );
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
  const stranger = [...given.keys()].find((name) => !Object.hasOwn(attributes, name));
  if (stranger !== undefined && !form.lenient)
    throw new ValueError(path, `has the attribute ${JSON.stringify(stranger)}, which its type does not have`);
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
  return new ValueError(path, `is ${describeKind(raw)} where its type is ${type}`);
}
