import { isLiteral } from './literal';
import type { Row, Values } from './row-values';
import type { BlockRow, OwnBlock } from './stack-blocks';

/**
 * What is wrong with the values: a message for each wrong row, which begins with the attribute's name.
 * References are skipped: the provider checks them in the same way once it knows them.
 *
 * @param overrides what replaces values, by the names in Terraform; {@link wrongOverride} checks it
 */
export function wrongValues(rows: readonly Row[], values: object, overrides: object = {}): string[] {
  return rows.flatMap((row) => {
    const isOverridden = row.terraform in overrides;
    const wrong = isOverridden ? undefined : wrongValue(row, (values as Values)[row.property]);
    return wrong === undefined ? [] : [`${row.property} ${wrong}`];
  });
}

function wrongValue(row: Row, value: unknown): string | undefined {
  // The types do not let it happen, but `process.env.NAME!` and plain JavaScript do.
  if (value === undefined)
    return row.need === 'required' ? 'is missing, but an auth method needs it' : undefined;
  if (!isLiteral(value)) return typeof value === 'string' ? wrongUser(row, value) : undefined;
  if (typeof value !== row.type)
    return `must be a ${row.type}, but is ${value === null ? 'null' : typeof value}`;
  return row.check?.(value as never);
}

/** What an override made wrong in a block that the stack renders. The construct itself reports its values. */
export function wrongOverride(row: BlockRow, { values, owner, place }: OwnBlock): string[] {
  const value = values[row.terraform];
  // Terraform converts a string where it expects a number.
  const wrong = typeof value === 'string' && row.type === 'string' ? wrongValue(row, value) : undefined;
  if (wrong === undefined || owner?.node.validate().includes(`${row.property} ${wrong}`)) return [];
  return [`${row.property} of ${place.path} ${wrong}`];
}

/** A user before the host, in which nothing but references like `${var.user}` is known only later. */
const URL_WITH_USER =
  /^https?:[\\/]{2,}(?!:?@)(?:[^\\/?#@$%]|[$%](?!\{)|\$\{[\p{ID_Continue}\s.*[\]-]+\})*@/iu;

/** The provider finds a user that another expression has, or the value of a reference. */
function wrongUser(row: Row, template: string): string | undefined {
  return URL_WITH_USER.test(template) ? row.check?.('https://user@host' as never) : undefined;
}
