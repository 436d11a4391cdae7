import { isLiteral } from './literal';
import type { Row, Values } from './row-values';

/**
 * What is wrong with the values, a message for each row, beginning with the attribute's name. References are skipped:
 * the provider checks them in the same way once it knows them.
 *
 * @param refuseLiteral answers the message to a row that is given as a literal, or nothing where it may be one
 */
export function wrongValues<R extends Row>(
  rows: readonly R[],
  values: Values,
  refuseLiteral: (row: R) => string | undefined = () => undefined,
): string[] {
  return rows.flatMap((row) => {
    const value = values[row.property];
    const wrong = wrongValue(row, value);
    if (wrong !== undefined) return [`${row.property} ${wrong}`];
    const refused = value !== undefined && isLiteral(value) ? refuseLiteral(row) : undefined;
    return refused === undefined ? [] : [refused];
  });
}

function wrongValue(row: Row, value: unknown): string | undefined {
  // The types do not let it happen, but `process.env.NAME!` and plain JavaScript do.
  if (value === undefined)
    return row.need === 'required' ? 'is missing, but an auth method needs it' : undefined;
  if (!isLiteral(value)) return undefined;
  if (typeof value !== row.type)
    return `must be a ${row.type}, but is ${value === null ? 'null' : typeof value}`;
  return row.check?.(value as never);
}
