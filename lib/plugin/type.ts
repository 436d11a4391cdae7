import { isRecord } from '../text/json';
import { ValueError } from './errors';
import type { AttributeType } from './value';

export type Path = readonly (string | number)[];

/** Deeper values are refused, instead of filling the stack. */
const DEEPEST = 100;

/** More values in one are refused, instead of filling the memory: each takes many times the bytes it has on the wire. */
const MOST_VALUES = 1_000_000;

/** @throws ValueError */
export function checkDepth(depth: number, path: Path): void {
  if (depth > DEEPEST) throw new ValueError(path.slice(0, 1), `is nested more than ${DEEPEST} deep`);
}

/** @throws ValueError */
export function checkCount(values: number): void {
  if (values > MOST_VALUES) throw new ValueError([], `consists of more than ${MOST_VALUES} values`);
}

/** Reads a type that came as JSON. @throws ValueError */
export function readType(type: unknown, path: Path, depth = 0): AttributeType {
  checkDepth(depth, path);
  if (type === 'string' || type === 'number' || type === 'bool' || type === 'dynamic') return type;
  const parts: readonly unknown[] = Array.isArray(type) ? type : [];
  const [kind, inner] = parts;
  if (kind === 'list' || kind === 'set' || kind === 'map') return [kind, readType(inner, path, depth + 1)];
  if (kind === 'tuple' && Array.isArray(inner))
    return ['tuple', inner.map((element) => readType(element, path, depth + 1))];
  if (kind === 'object' && isRecord(inner)) {
    const attributes = Object.entries(inner).map(
      ([name, attribute]) => [name, readType(attribute, path, depth + 1)] as const,
    );
    return ['object', Object.fromEntries(attributes)];
  }
  throw new ValueError(path, `has the type ${JSON.stringify(type)}, which Terraform does not have`);
}

/** In words for an error: never the value itself, which may be a secret. */
export function describeKind(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Map) return 'a map';
  return typeof value === 'object' ? (value.constructor?.name ?? 'Object') : typeof value;
}
