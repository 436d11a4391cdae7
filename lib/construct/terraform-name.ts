import { type AttributeProperty, AUTH_METHOD_ATTRIBUTES, type AttributeRow } from '../attributes';

/** An attribute's row by its name in TypeScript. */
export function rowNamed(property: AttributeProperty): AttributeRow {
  return AUTH_METHOD_ATTRIBUTES.find((row) => row.property === property) as AttributeRow;
}

/** An attribute's name in Terraform by its name in TypeScript. */
export function terraformName(property: AttributeProperty): string {
  return rowNamed(property).terraform;
}
