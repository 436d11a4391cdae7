import { COMPARED, PROTOCOL, ROWS, type AttributeName } from '../attributes';
import { sameHeld, type HeldValues } from '../change/change';
import { DecimalText, type ObjectValue, type Value } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';

/** An attribute's value in a state, plan or configuration; an absent one counts as `null`. */
export function valueOf(object: ObjectValue, attribute: AttributeName): Value {
  return object[attribute] ?? null;
}

/** A text attribute of a state, whose values are all known. */
export function textOf(state: ObjectValue, attribute: AttributeName): string | null {
  const value = valueOf(state, attribute);
  return typeof value === 'string' ? value : null;
}

/** A number attribute; `null` when it has no value or is not known. */
export function numberOf(object: ObjectValue, attribute: AttributeName): number | null {
  return numberFrom(valueOf(object, attribute));
}

export function numberFrom(value: Value): number | null {
  if (value instanceof DecimalText) return Number(value.text);
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null;
}

/** How an auth method is known: `name` is `null` right after an import, which brings the id alone. */
export function identityOf(state: ObjectValue): { id: string; name: string | null } {
  return { id: textOf(state, 'id') ?? '', name: textOf(state, 'name') };
}

/** The compared attributes of a state. */
export function heldValues(state: ObjectValue): HeldValues {
  return Object.fromEntries(COMPARED.map((name) => [name, textOf(state, name)])) as unknown as HeldValues;
}

/** The attributes that mean something else in Datadog than in the state. */
export function differences(state: HeldValues, live: HeldValues) {
  return COMPARED.filter((name) => !sameHeld(name, state[name], live[name]));
}

/** A state in which nothing has a value. */
export function emptyState(): Record<string, null> {
  return Object.fromEntries(ROWS.map((row) => [row.terraform, null]));
}

/**
 * The state of an auth method as Datadog shows it. Where a value means the same as the one in `spelling`, it is
 * written as there: another order of scope's words is no change.
 *
 * @param revision `client_secret_revision`
 */
export function stateOf(method: AuthMethod, spelling: ObjectValue, revision: number): ObjectValue {
  const state: Record<string, Value> = emptyState();
  state.id = method.id;
  state.protocol = PROTOCOL;
  // Datadog knows nothing of these.
  state.client_secret_wo_version = valueOf(spelling, 'client_secret_wo_version');
  state.verify_token = valueOf(spelling, 'verify_token');
  state.adopt_existing = valueOf(spelling, 'adopt_existing');
  state.client_secret_revision = revision;
  for (const name of COMPARED) {
    const [spelled, live] = [textOf(spelling, name), method.attributes[name]];
    state[name] = sameHeld(name, spelled, live) ? spelled : live;
  }
  return state;
}
