import { styleText } from 'node:util';
import type { Group, Words } from '../words';

/** Colour for symbols and verdict words, and for nothing else; no meaning is in the colour alone. */
export type Paint = (group: Group | 'head', text: string) => string;

const STYLES = {
  conflict: ['bold', 'magenta'],
  drift: ['yellow'],
  destroy: ['red'],
  change: ['cyan'],
  unchecked: ['yellow'],
  'in-sync': ['green'],
  head: ['bold'],
} as const;

export function paintWith(colour: boolean): Paint {
  // Node 20.12 brought styleText; before it there is no colour. Whether the stream takes any was asked before.
  if (!colour || typeof styleText !== 'function') return (_, text) => text;
  return (group, text) => (text === '' ? '' : styleText([...STYLES[group]], text, { validateStream: false }));
}

/** Paints the first characters of wrapped lines, which are words of ours that were broken at spaces only. */
export function paintStart(
  lines: readonly string[],
  length: number,
  paint: (text: string) => string,
): string[] {
  let left = length;
  return lines.map((line) => {
    const part = line.slice(0, Math.max(0, left));
    left -= part.length + 1;
    return paint(part) + line.slice(part.length);
  });
}

export function label(words: Words): string {
  return `${words.symbol} ${words.label}`;
}
