import { escapeCharacter, UNSAFE_CHARACTER } from '../text/unsafe';

/**
 * Values as every form shows them: to the letter, and so that nothing in them can be overlooked or do anything. What
 * is not seen, or changes how its neighbours are seen, is written as JSON escapes it: control characters (with ESC,
 * newlines and C1), marks of direction, zero-width and unassigned characters, other spaces than the plain one.
 *
 * The second of two `#` as well: CI systems take `##[…]` (GitHub), `##vso[…]` (Azure) and `##teamcity[…]` for commands, some
 * of them anywhere in a line.
 */
export const UNSEEN = new RegExp(`${UNSAFE_CHARACTER.source}|(?<=#)#`, 'gu');

/** A sentence or an address. Without quotes, so a backslash in it stays one. */
export function visible(text: string): string {
  return text.replace(UNSEEN, escapeCharacter);
}

/** A value, in quotes: a JSON string that `JSON.parse` takes back to the value. */
export function quotedWhole(value: string): string {
  return visible(JSON.stringify(value));
}

/** A body over several lines, still JSON. */
export function indentedJson(body: unknown): string {
  return JSON.stringify(body, null, 2).split('\n').map(visible).join('\n');
}
