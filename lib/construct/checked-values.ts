import { isLiteral } from './literal';
import type { Row, Values } from './row-values';

/**
 * What is wrong with the values: a message for each wrong row, which begins with the attribute's name.
 * References are skipped: the provider checks them in the same way once it knows them.
 */
export function wrongValues(rows: readonly Row[], values: object): string[] {
  return rows.flatMap((row) => {
    const wrong = wrongValue(row, (values as Values)[row.property]);
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

const REFERENCE = /[$%]\{(?:"(?:\\.|[^"\\])*"|[^"}])*\}/g;

/** A user before the host of a URL is wrong, whatever the references in the URL are. */
function wrongUser(row: Row, template: string): string | undefined {
  const [, user] = /^[^/?#]*\/\/([^/?#\\]*@)/.exec(template.replace(REFERENCE, 'reference')) ?? [];
  return user === undefined ? undefined : row.check?.(`https://${user}host` as never);
}
