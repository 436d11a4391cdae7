import { escapeCharacter, UNSAFE_CHARACTER } from './unsafe';
import type { Part, Text } from './parts';

/**
 * Values as every form shows them: complete, and so that nothing in them is overlooked or has an effect.
 * What is invisible, or changes how its neighbours look, is written as JSON escapes it: control characters
 * (ESC, newlines and C1 too), direction marks, zero-width and unassigned characters, and every space but
 * the plain one.
 *
 * So is the second of two `#`, since CI systems read `##[…]` (GitHub), `##vso[…]` (Azure) and `##teamcity[…]`
 * as commands, some of them anywhere in a line.
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

/** A part in one line of plain text. What the form itself would read as more than text is still in it. */
export function visiblePart({ kind, text }: Part): string {
  if (kind === 'words' || kind === 'label') return text;
  return kind === 'value' ? quotedWhole(text) : visible(text);
}

/** A text in one line of plain text. */
export function visibleText({ parts }: Text): string {
  return parts.map(visiblePart).join('');
}

/** A body over several lines, still JSON. */
export function indentedJson(body: unknown): string {
  return JSON.stringify(body, null, 2).split('\n').map(visible).join('\n');
}
