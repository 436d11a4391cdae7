import {
  COMPARED,
  SECRET,
  rowOf,
  type ComparedName,
  type Scalar,
  type SecretName,
  type SentName,
} from '../attributes';

/** Stands for a desired value that only the apply will tell. */
export const NOT_KNOWN = Symbol('not known until apply');

/** What Datadog holds: `null` is an attribute without a value. */
export type HeldValues = { readonly [Name in ComparedName]: string | null };
/** What the code wants. An attribute that the code leaves out is `null`. */
export type DesiredValues = { readonly [Name in ComparedName]: string | null | typeof NOT_KNOWN };

/** Whether two values of an attribute mean the same. `null` means the same as `null` only. */
export function sameHeld(attribute: ComparedName, a: Scalar | null, b: Scalar | null): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return a === b;
  // Terraform normalises every string it is given; Datadog need not.
  const [left, right] = [a.normalize('NFC'), b.normalize('NFC')];
  return left === right || (rowOf(attribute).same?.(left, right) ?? false);
}

/** What a request does to one attribute; an attribute that stays as it is has no change. */
export type SettledChange =
  | { readonly attribute: ComparedName; readonly kind: 'set'; readonly value: string }
  | { readonly attribute: ComparedName; readonly kind: 'clear' }
  | { readonly attribute: SecretName; readonly kind: 'secret' };

/** A change, or the chance of one: whether the attribute changes is not known until apply. */
export type Change = SettledChange | { readonly attribute: ComparedName; readonly kind: 'unknown' };

/**
 * What has to change for Datadog to hold what is desired, in the table's order.
 *
 * @param prior what Datadog holds; `null` before the creation, when an attribute without a value is no change
 * @param sendSecret whether the client secret is new
 */
export function changes(prior: HeldValues | null, desired: HeldValues, sendSecret: boolean): SettledChange[];
export function changes(prior: HeldValues | null, desired: DesiredValues, sendSecret: boolean): Change[];
export function changes(prior: HeldValues | null, desired: DesiredValues, sendSecret: boolean): Change[] {
  const compared = COMPARED.flatMap((attribute) => {
    const change = changeOf(attribute, prior?.[attribute] ?? null, desired[attribute]);
    return change ? [change] : [];
  });
  return sendSecret ? [...compared, { attribute: SECRET, kind: 'secret' }] : compared;
}

function changeOf(
  attribute: ComparedName,
  prior: string | null,
  desired: string | null | typeof NOT_KNOWN,
): Change | undefined {
  if (desired === NOT_KNOWN) return { attribute, kind: 'unknown' };
  if (sameHeld(attribute, prior, desired)) return undefined;
  return desired === null ? { attribute, kind: 'clear' } : { attribute, kind: 'set', value: desired };
}

/**
 * The attributes of the request that makes the changes: a value sets, `null` clears, what is left out stays.
 *
 * @param secret what stands for the client secret where one is sent
 */
export function requestAttributes(
  list: readonly SettledChange[],
  secret: string | null,
): { [Name in SentName]?: string | null } {
  const attributes: { [Name in SentName]?: string | null } = {};
  for (const change of list) {
    attributes[change.attribute] =
      change.kind === 'set' ? change.value : change.kind === 'clear' ? null : secret;
  }
  return attributes;
}

/**
 * Whether a token is asked for with one of the changed attributes, so that `verify_token` has the endpoint asked first.
 * The name is for people alone.
 */
export function changesToken(list: readonly Change[]): boolean {
  return list.some(({ attribute }) => attribute !== 'name');
}
