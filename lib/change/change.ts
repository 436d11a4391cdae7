import {
  COMPARED,
  SECRET,
  rowOf,
  type ComparedName,
  type Scalar,
  type SecretName,
  type SentName,
  type ValueOf,
} from '../attributes';

/** A desired value that is known after apply. */
export const NOT_KNOWN = Symbol('not known until apply');

/** The values in Datadog; `null` is an attribute without a value. */
export type KnownValues = { readonly [Name in ComparedName]: ValueOf<Name> | null };
/** The values in the code; `null` is an attribute that the code omits. */
export type DesiredValues = {
  readonly [Name in ComparedName]: ValueOf<Name> | null | typeof NOT_KNOWN;
};

/** Whether two values of an attribute mean the same. `null` means the same as `null` only. */
export function sameValue(attribute: ComparedName, a: Scalar | null, b: Scalar | null): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return a === b;
  // Terraform normalises every string; Datadog may not.
  const [left, right] = [a.normalize('NFC'), b.normalize('NFC')];
  return left === right || (rowOf(attribute).same?.(left, right) ?? false);
}

/** The attributes of a request by their names on the wire. */
export type SentValues = { readonly [Name in SentName]?: ValueOf<Name> | null };

/** How a request changes one attribute. */
export type KnownChange =
  | { readonly attribute: ComparedName; readonly kind: 'set'; readonly value: Scalar }
  | { readonly attribute: ComparedName; readonly kind: 'clear' }
  | { readonly attribute: SecretName; readonly kind: 'secret' };

/** The changes of a request that sends the client secret and nothing else. */
export const SECRET_ALONE: readonly KnownChange[] = [{ attribute: SECRET, kind: 'secret' }];

/** A change, or an attribute of which only the apply knows whether it changes. */
export type Change = KnownChange | { readonly attribute: ComparedName; readonly kind: 'unknown' };

/**
 * The changes from the values in Datadog to the desired ones, in the table's order.
 *
 * @param prior the values in Datadog; `null` before the creation
 * @param sendSecret whether the client secret is new
 */
export function changes(prior: KnownValues | null, desired: KnownValues, sendSecret: boolean): KnownChange[];
export function changes(prior: KnownValues | null, desired: DesiredValues, sendSecret: boolean): Change[];
export function changes(prior: KnownValues | null, desired: DesiredValues, sendSecret: boolean): Change[] {
  const compared = COMPARED.flatMap((attribute) => {
    const change = changeOf(attribute, prior?.[attribute] ?? null, desired[attribute]);
    return change ? [change] : [];
  });
  return sendSecret ? [...compared, ...SECRET_ALONE] : compared;
}

function changeOf(
  attribute: ComparedName,
  prior: Scalar | null,
  desired: Scalar | null | typeof NOT_KNOWN,
): Change | undefined {
  if (desired === NOT_KNOWN) return { attribute, kind: 'unknown' };
  if (sameValue(attribute, prior, desired)) return undefined;
  return desired === null ? { attribute, kind: 'clear' } : { attribute, kind: 'set', value: desired };
}

/**
 * The attributes of the request for these changes: a value sets, `null` clears, an absent attribute stays.
 *
 * @param secret the client secret, or a placeholder for it
 */
export function requestAttributes(list: readonly KnownChange[], secret: string | null): SentValues {
  const values = list.map((change) => {
    const value = change.kind === 'set' ? change.value : change.kind === 'clear' ? null : secret;
    return [change.attribute, value];
  });
  return Object.fromEntries(values) as SentValues;
}

/**
 * Whether one of the changed attributes is part of a token request, so that `verify_token` requests one
 * first. The name is not.
 */
export function changesToken(list: readonly Change[]): boolean {
  return list.some(({ attribute }) => attribute !== 'name');
}
