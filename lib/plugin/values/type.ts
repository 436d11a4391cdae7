import { ValueError } from '../errors';

export type Path = readonly (string | number)[];

/** Refuse deeper values: they would fill the stack. */
const DEEPEST = 100;

/** Refuse more values in one: in memory, each takes many times its bytes on the wire. */
const MOST_VALUES = 1_000_000;

/** @throws ValueError */
export function checkDepth(depth: number, path: Path): void {
  if (depth > DEEPEST) throw new ValueError(path.slice(0, 1), `is nested more than ${DEEPEST} deep`);
}

/** @throws ValueError */
export function checkCount(values: number): void {
  if (values > MOST_VALUES) throw new ValueError([], `consists of more than ${MOST_VALUES} values`);
}

/** For an error, which must not show the value: it may be a secret. */
export function describeKind(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Map) return 'a map';
  return typeof value === 'object' ? (value.constructor?.name ?? 'Object') : typeof value;
}
