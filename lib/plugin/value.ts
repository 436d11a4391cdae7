/**
 * Terraform's values in JavaScript. Four states stay distinct: a key absent from an object (`undefined`,
 * never sent), `null`, {@link UNKNOWN} (known after apply), and a known value.
 */
export const UNKNOWN = Symbol('known after apply');

export type Value = null | typeof UNKNOWN | string | boolean | number | ObjectValue;

/** An object, or a map of strings. */
export interface ObjectValue {
  readonly [key: string]: Value;
}

export type ScalarType = 'string' | 'number' | 'bool';

/** A type, as Terraform writes it in JSON. No attribute of a provider in this package has another one. */
export type AttributeType = ScalarType | readonly ['map', 'string'];

/** The type of an object: its attributes by their names. */
export interface ObjectType {
  readonly [name: string]: { readonly type: AttributeType };
}
