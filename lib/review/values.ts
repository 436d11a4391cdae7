import { COMPARED, rowOf, type AttributeName, type ComparedName, type Scalar } from '../attributes';
import { NOT_KNOWN, type DesiredValues, type KnownValues } from '../change/change';
import { isRecord } from '../text/json';
import { unknown } from './errors';

/** The values of an auth method in a plan. */
export function knownIn(object: unknown): KnownValues {
  return valuesBy((name) => scalarIn(object, name)) as KnownValues;
}

/** @param marks the attributes that are known after apply, as `after_unknown` marks them */
export function desiredIn(object: unknown, marks: unknown): DesiredValues {
  const desired = (name: ComparedName) => (isMarked(marks, name) ? NOT_KNOWN : scalarIn(object, name));
  return valuesBy(desired) as DesiredValues;
}

/** Whether a tree of marks, such as `after_unknown`, has one for an attribute. `true` marks everything. */
export function isMarked(marks: unknown, name: string): boolean {
  return marks === true || (isRecord(marks) && marks[name] === true);
}

/** @throws ReviewError when the value has another type than the table says. The message does not show it. */
export function scalarIn(object: unknown, name: AttributeName): Scalar | null {
  const value = (isRecord(object) ? object[name] : undefined) ?? null;
  const { type } = rowOf(name);
  if (value === null || typeof value === type) return value as Scalar | null;
  throw unknown(`a value of ${name} that is not a ${type}`);
}

export function valuesBy<Value>(of: (name: ComparedName) => Value): {
  readonly [Name in ComparedName]: Value;
} {
  return Object.fromEntries(COMPARED.map((name) => [name, of(name)])) as { [Name in ComparedName]: Value };
}
