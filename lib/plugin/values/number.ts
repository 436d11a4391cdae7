import { ValueError } from '../errors';
import type { Path } from './type';
import { DecimalText } from '../value';

const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Terraform sends a number as decimal text when it is neither a 64-bit integer nor exactly a double. */
export function readDecimal(text: string, path: Path): number | DecimalText {
  if (!DECIMAL.test(text)) throw new ValueError(path, 'is no number');
  const number = Number(text);
  return String(number) === text ? number : new DecimalText(text);
}

/**
 * On the wire, a double is its exact value. JavaScript prints the shortest text that identifies it. Where the
 * two differ, the exact digits are kept.
 */
export function readDouble(number: number, path: Path): number | DecimalText {
  if (!Number.isFinite(number)) throw new ValueError(path, `is ${number}, which Terraform has no number for`);
  if (Number.isSafeInteger(number)) return number;
  const exact = number.toExponential(100).replace(/\.?0+e/, 'e');
  return exact === number.toExponential() ? number : new DecimalText(exact);
}

/** A 64-bit integer. It becomes a number where that loses nothing. */
export function readInteger(integer: bigint): number | bigint {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}

/**
 * A number in msgpack, always as decimal text. Terraform reads numbers of its state file with a different
 * precision than integers on the wire. Terraform 1.11 then sees a difference, and each `-refresh-only` plan
 * would have a change.
 */
export function writeNumber(value: unknown, path: Path): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new ValueError(path, `is ${value}, which Terraform has no number for`);
    return String(value);
  }
  if (typeof value === 'bigint') return String(value);
  if (value instanceof DecimalText && DECIMAL.test(value.text)) return value.text;
  throw new ValueError(path, 'must be a number');
}
