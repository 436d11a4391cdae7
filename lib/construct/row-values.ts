import type { AttributeRow } from '../attributes';

/** What the attribute table and the settings table have in common. */
export type Row = Pick<AttributeRow, 'property' | 'terraform' | 'type' | 'check'>;

/** Values by their names in TypeScript; what is absent was not set. */
export type Values = Readonly<Record<string, unknown>>;

/** A config's values in a form that setters can change. */
export type Settable<T> = { -readonly [K in keyof T]: T[K] };

/** The values of the rows that a config sets, without what else is in it. */
export function valuesOf<T extends object>(rows: readonly Row[], config: T): Settable<T> {
  return Object.fromEntries(
    rows.map(({ property }) => [property, (config as Values)[property]]),
  ) as Settable<T>;
}

/** The values under their names in Terraform, as cdk.tf.json shows them. What is absent stays absent. */
export function toTerraform(rows: readonly Row[], values: object): { [name: string]: unknown } {
  const entries = rows.map(({ terraform, property }) => [terraform, (values as Values)[property]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The same for HCL, where the framework wants each value with its type. */
export function toHclTerraform(rows: readonly Row[], values: object): { [name: string]: unknown } {
  const types = new Map(rows.map((row) => [row.terraform, row.type]));
  return Object.fromEntries(
    Object.entries(toTerraform(rows, values)).map(([name, value]) => [
      name,
      { value, isBlock: false, type: 'simple', storageClassType: types.get(name) },
    ]),
  );
}
