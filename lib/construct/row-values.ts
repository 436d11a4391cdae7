import type { AttributeRow } from '../attributes';

/** What the attribute table and the settings table have in common. */
export type Row = Pick<AttributeRow, 'property' | 'terraform' | 'type' | 'check'> &
  Partial<Pick<AttributeRow, 'need'>>;

/** Values by their names in TypeScript; what is absent was not set. */
export type Values = Readonly<Record<string, unknown>>;

/** A config's values in a form that setters can change. */
export type Settable<T, P extends keyof T> = { -readonly [K in keyof Pick<T, P>]: T[K] };

/** The values of the rows that a config sets, free of what else is in it. */
export function valuesOf<T extends object, P extends keyof T>(
  rows: readonly Row[],
  config: T,
): Settable<T, P> {
  return Object.fromEntries(rows.map(({ property }) => [property, (config as Values)[property]])) as Settable<
    T,
    P
  >;
}

/** The values under their names in Terraform, as cdk.tf.json shows them. What is absent stays absent. */
export function toTerraform(rows: readonly Row[], values: Values): { [name: string]: unknown } {
  return Object.fromEntries(set(rows, values).map((row) => [row.terraform, values[row.property]]));
}

/** The same for HCL output, where cdktf wants each value with its type. */
export function toHclTerraform(rows: readonly Row[], values: Values): { [name: string]: unknown } {
  return Object.fromEntries(
    set(rows, values).map((row) => [
      row.terraform,
      { value: values[row.property], isBlock: false, type: 'simple', storageClassType: row.type },
    ]),
  );
}

function set(rows: readonly Row[], values: Values): readonly Row[] {
  return rows.filter((row) => values[row.property] !== undefined);
}
