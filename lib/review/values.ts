import { COMPARED, type ComparedName } from '../attributes';
import { NOT_KNOWN } from '../change/change';
import { ABSENT, type StoredValues, type WantedValues } from '../judge/values';
import { isRecord } from '../text/json';
import { brokenPlan } from './errors';

/** The same for each attribute. */
export function everyAttribute<Value>(value: Value): { readonly [Name in ComparedName]: Value } {
  return attributes(() => value);
}

/** The attributes of an object of the plan; `null` is no auth method. */
export function heldAttributes(object: unknown, address: string): StoredValues {
  return object === null ? everyAttribute(ABSENT) : attributes((name) => textIn(object, name, address));
}

/** @param unknown which attributes only the apply tells, as `after_unknown` has it */
export function wantedAttributes(object: unknown, unknown: unknown, address: string): WantedValues {
  if (object === null) return everyAttribute(ABSENT);
  return attributes((name) => (isMarked(unknown, name) ? NOT_KNOWN : textIn(object, name, address)));
}

/** Whether a tree of marks, such as `after_unknown`, has one for an attribute: `true` is one for all. */
export function isMarked(marks: unknown, name: string): boolean {
  return marks === true || (isRecord(marks) && marks[name] === true);
}

export function textIn(object: unknown, name: string, address: string): string | null {
  if (!isRecord(object)) throw brokenPlan(address, 'is no object');
  const value = object[name] ?? null;
  if (value !== null && typeof value !== 'string') throw brokenPlan(`${address}: ${name}`, 'is no string');
  return value;
}

function attributes<Value>(of: (name: ComparedName) => Value): { readonly [Name in ComparedName]: Value } {
  return Object.fromEntries(COMPARED.map((name) => [name, of(name)])) as { [Name in ComparedName]: Value };
}
