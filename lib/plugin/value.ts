/**
 * Terraform's values in JavaScript. Four states stay distinct: a key absent from an object (`undefined`,
 * never sent), `null`, {@link UNKNOWN} (known after apply), and a known value.
 */
export const UNKNOWN = Symbol('known after apply');

/** A number JavaScript cannot hold without changing it. The text is what Terraform sent. */
export class DecimalText {
  constructor(readonly text: string) {}
}

export type Value =
  null | typeof UNKNOWN | string | boolean | number | bigint | DecimalText | readonly Value[] | ObjectValue;

/** An object or a map. */
export interface ObjectValue {
  readonly [key: string]: Value;
}

/**
 * A type, as Terraform writes it in JSON. Terraform's `dynamic` and `tuple` are missing: no attribute of a
 * provider in this package has them.
 */
export type AttributeType =
  | 'string'
  | 'number'
  | 'bool'
  | readonly ['list' | 'set' | 'map', AttributeType]
  | readonly ['object', { readonly [name: string]: AttributeType }];
