import type { ComparedName, Scalar } from '../attributes';
import type { NOT_KNOWN } from '../change/change';

/** There is no auth method that could have a value. */
export const ABSENT = Symbol('no auth method');
/** Nobody read the value: Datadog was not asked, or the plan omits the code. */
export const NOT_READ = Symbol('not read');

/** A value that was deployed or is live. `null`: the attribute has no value. */
export type StoredValue = Scalar | null | typeof ABSENT | typeof NOT_READ;
/** A value that the code wants. */
export type WantedValue = StoredValue | typeof NOT_KNOWN;

/** The three values of an attribute. */
export interface ThreeValues {
  readonly deployed: StoredValue;
  readonly live: StoredValue;
  readonly wanted: WantedValue;
}

export type StoredValues = { readonly [Name in ComparedName]: StoredValue };
export type WantedValues = { readonly [Name in ComparedName]: WantedValue };
