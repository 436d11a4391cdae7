import { visible } from '../../judge/visible';
import { placeholder, shownScalar, type Column } from '../words';
import type { Shown } from '../review';

/**
 * Text from elsewhere in a comment's Markdown. What Markdown, GitHub or GitLab could take for anything stands in a
 * code span or a fence: there nothing is a mention, a reference, a link or a quick action. Entities do not do it: they
 * are decoded before links and mentions are looked for.
 */

/** A code span of a text in one line; in quotes where it is empty or spaces at its ends would be lost. */
export function code(plain: string): string {
  const text = plain === '' || plain !== plain.trim() ? JSON.stringify(plain) : plain;
  const fence = '`'.repeat(longestRun(text, '`') + 1);
  // A backtick beside the fence would be part of it; a space between them is not shown.
  const space = /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

/**
 * A value of at most so many characters as a code span in a table's cell. A pipe must be escaped even there, and behind a
 * backslash it cannot be; JSON has another way to write it.
 */
export function valueCell(shown: Shown, column: Column, longest: number): string {
  if (shown.kind !== 'value') return placeholder(shown, column);
  if (String(shown.value).length > longest) return tooLong(String(shown.value));
  return code(shownScalar(shown.value).replaceAll('\\|', '\\\\u007c').replaceAll('|', '\\|'));
}

export function tooLong(value: string): string {
  return `(a value of ${value.length.toLocaleString('en')} characters, too long for a comment)`;
}

/** Words of letters, small whole numbers, and the marks around them. Anything else could be something: so could a commit's hash. */
const PLAIN =
  /^\(?(?!["'\da-f]{7,}[.,;:?)]*$)(?:\p{L}+(?:[-'’]\p{L}+)*[.,;:?)]*|\d{1,6}[,;:?]*)$|^(?: +|\(|[.,;:?)]+)$/iu;
const PIECES = /"[^"\\]*(?:\\.[^"\\]*)*"|[^ "]+| +|"/gu;

/** A sentence that may hold values: its plain words as they are, the rest as code spans. */
export function prose(sentence: string): string {
  const runs: { text: string; plain: boolean }[] = [];
  for (const [piece] of visible(sentence).trim().matchAll(PIECES)) {
    for (const run of split(piece)) {
      const last = runs.at(-1);
      // Two code spans in a row would read as one with other fences.
      if (last && last.plain === run.plain) last.text += run.text;
      else runs.push(run);
    }
  }
  return runs.map(({ text, plain }) => (plain ? text : code(text))).join('');
}

/** Marks at the end of what is not plain stay outside the code span. */
function split(piece: string): { text: string; plain: boolean }[] {
  if (PLAIN.test(piece)) return [{ text: piece, plain: true }];
  const marks = /[.,;:?)]*$/.exec(piece)?.[0] ?? '';
  const text = piece.slice(0, piece.length - marks.length);
  return [{ text, plain: false }, ...(marks === '' ? [] : [{ text: marks, plain: true }])];
}

/** A fence that nothing inside can end. */
export function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** For the summary of a fold, where GitLab takes HTML only: every sign as an entity. */
export function entities(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M} ]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}

function longestRun(text: string, sign: string): number {
  return Math.max(0, ...(text.match(new RegExp(`${sign}+`, 'g')) ?? []).map((run) => run.length));
}
