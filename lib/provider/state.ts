import { COMPARED, ROWS, rowOf, type AttributeName, type ComparedName, type Scalar } from '../attributes';
import { sameValue, type KnownValues } from '../change/change';
import type { ObjectValue, Value } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';

/** An attribute's value in a state, plan or configuration; an absent one counts as `null`. */
export function valueOf(object: ObjectValue, attribute: AttributeName): Value {
  return object[attribute] ?? null;
}

/** A text attribute; `null` when it has no value or is not known. */
export function textOf(object: ObjectValue, attribute: AttributeName): string | null {
  const value = valueOf(object, attribute);
  return typeof value === 'string' ? value : null;
}

/** A number attribute; `null` when it has no value or is not known. */
export function numberOf(object: ObjectValue, attribute: AttributeName): number | null {
  return numberFrom(valueOf(object, attribute));
}

export function numberFrom(value: Value): number | null {
  return typeof value === 'number' ? value : null;
}

/** A boolean attribute. */
export function isTrue(object: ObjectValue, attribute: AttributeName): boolean {
  return valueOf(object, attribute) === true;
}

/** A compared attribute, in the type of its row; `null` when it has no value or is not known. */
export function scalarOf(object: ObjectValue, attribute: ComparedName): Scalar | null {
  const value = valueOf(object, attribute);
  if (rowOf(attribute).type === 'number') return numberFrom(value);
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

/** The id and the name of an auth method. `name` is `null` right after an import, which sets only the id. */
export function identityOf(state: ObjectValue): { id: string; name: string | null } {
  return { id: textOf(state, 'id') ?? '', name: textOf(state, 'name') };
}

/** The compared attributes of a state. */
export function comparedValues(state: ObjectValue): KnownValues {
  return Object.fromEntries(COMPARED.map((name) => [name, scalarOf(state, name)])) as unknown as KnownValues;
}

/** The attributes whose values differ in meaning. */
export function differences(a: KnownValues, b: KnownValues) {
  return COMPARED.filter((name) => !sameValue(name, a[name], b[name]));
}

/** A state in which no attribute has a value. */
export function emptyState(): Record<string, null> {
  return Object.fromEntries(ROWS.map((row) => [row.terraform, null]));
}

/**
 * The state of an auth method as Datadog shows it. A value that means the same as the one in `spelling` keeps
 * that spelling: a different order of the words in `scope` is not a change.
 *
 * @param revision `client_secret_revision`
 */
export function stateOf(method: AuthMethod, spelling: ObjectValue, revision: number): ObjectValue {
  const state: Record<string, Value> = { ...emptyState(), ...method.attributes };
  for (const name of COMPARED) {
    const spelled = scalarOf(spelling, name);
    if (sameValue(name, spelled, method.attributes[name])) state[name] = spelled;
  }
  // Datadog does not know the attributes that are in no body.
  for (const { terraform, need, in: bodies } of ROWS)
    if (need === 'optional' && bodies.length === 0) state[terraform] = spelling[terraform] ?? null;
  return { ...state, id: method.id, client_secret_revision: revision };
}
