import { COMPARED, type ComparedName } from '../attributes';
import { NOT_KNOWN } from '../change/change';
import { isRecord } from '../text/json';
import { brokenPlan } from './errors';

/** There is no auth method to have a value. */
export const ABSENT = Symbol('no auth method');
/** Nobody looked: Datadog was not asked, or the code was left out. */
export const NOT_READ = Symbol('not read');

/** A value that was deployed or is live; `null` is an attribute without one. */
export type Held = string | null | typeof ABSENT | typeof NOT_READ;
/** A value that the code wants. */
export type Wanted = Held | typeof NOT_KNOWN;

export type HeldAttributes = { readonly [Name in ComparedName]: Held };
export type WantedAttributes = { readonly [Name in ComparedName]: Wanted };

/** The same for each attribute. */
export function everyAttribute<Value>(value: Value): { readonly [Name in ComparedName]: Value } {
  return attributes(() => value);
}

/** The attributes of an object of the plan; `null` is no auth method. */
export function heldAttributes(object: unknown, address: string): HeldAttributes {
  return object === null ? everyAttribute(ABSENT) : attributes((name) => textIn(object, name, address));
}

/** @param unknown which attributes only the apply tells, as `after_unknown` has it */
export function wantedAttributes(object: unknown, unknown: unknown, address: string): WantedAttributes {
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
