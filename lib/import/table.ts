import stringWidth from 'string-width';
import { ROWS, type AnsweredName } from '../attributes';
import { quoted } from '../text/quoted';
import type { AuthMethod } from '../wire/answer';

/** The columns of the table, the name first. */
const COLUMNS = ROWS.filter(({ need }) => need === 'required').map(({ wire }) => wire as AnsweredName);

/** The values of {@link COLUMNS}, safe for a terminal. */
export function cellsOf({ attributes }: AuthMethod): readonly string[] {
  return COLUMNS.map((column) => terminalText(String(attributes[column] ?? '')));
}

/** A table of the auth methods, for people. */
export function tableOf(methods: readonly AuthMethod[]): string {
  const rows = [
    [...COLUMNS.map((column) => column.replaceAll('_', ' ').toUpperCase()), 'ID'],
    ...methods.map((method) => [...cellsOf(method), method.id]),
  ];
  const widths = COLUMNS.map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, stringWidth(row[column] as string)), 0),
  );
  return rows
    .map((row) => row.map((cell, column) => padded(cell, widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** The auth methods as JSON, for programs. */
export function jsonOf(methods: readonly AuthMethod[]): string {
  const objects = methods.map(({ id, attributes }) => ({ id, ...attributes }));
  return `${JSON.stringify(objects, undefined, 2)}\n`;
}

/** A text that is safe for a terminal: quoted if it needs escapes. */
export function terminalText(text: string): string {
  const safe = quoted(text);
  return safe === `"${text}"` ? text : safe;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
