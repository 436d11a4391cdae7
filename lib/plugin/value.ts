/**
 * Terraform's values in JavaScript. Four things stay apart: a key that is absent from an object (`undefined`,
 * never sent), `null`, {@link UNKNOWN} (known only after apply), and a known value.
 */
export const UNKNOWN = Symbol('known after apply');

/** A number that JavaScript's own would change; the decimal text is kept as Terraform sent it. */
export class DecimalText {
  constructor(readonly text: string) {}
}

/** A value of Terraform's type `dynamic`, which carries its own type. */
export class DynamicallyTyped {
  constructor(
    readonly type: AttributeType,
    readonly value: Value,
  ) {}
}

export type Value =
  | null
  | typeof UNKNOWN
  | string
  | boolean
  | number
  | bigint
  | DecimalText
  | DynamicallyTyped
  | readonly Value[]
  | ObjectValue;

/** An object or a map. */
export interface ObjectValue {
  readonly [key: string]: Value;
}

/** A type as Terraform writes it in JSON. */
export type AttributeType =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', AttributeType]
  | readonly ['tuple', readonly AttributeType[]]
  | readonly ['object', { readonly [name: string]: AttributeType }];
