import { ValueError } from './errors';
import type { Path } from './type';
import { DecimalText } from './value';

const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Terraform sends whatever is neither a 64-bit integer nor exactly a double as decimal text. */
export function readDecimal(text: string, path: Path): number | DecimalText {
  if (!DECIMAL.test(text)) throw new ValueError(path, 'is no number');
  const number = Number(text);
  return String(number) === text ? number : new DecimalText(text);
}

/**
 * On the wire a double stands for its exact value, while JavaScript's text of it is the shortest that no other double has.
 * Where these differ, the exact digits are kept.
 */
export function readDouble(number: number, path: Path): number | DecimalText {
  if (!Number.isFinite(number)) throw new ValueError(path, `is ${number}, which is no number here`);
  if (Number.isSafeInteger(number)) return number;
  const exact = number.toExponential(100).replace(/\.?0+e/, 'e');
  return exact === number.toExponential() ? number : new DecimalText(exact);
}

/** A 64-bit integer on the wire; as a number where that is the same. */
export function readInteger(integer: bigint): number | bigint {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}

/**
 * What stands for a number in msgpack: always decimal text. Terraform reads a number of its state file with another
 * precision than an integer on the wire, and Terraform 1.11 then takes the same number for another one: each plan with
 * -refresh-only would have something to apply.
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
