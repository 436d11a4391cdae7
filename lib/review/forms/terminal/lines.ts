import stringWidth from 'string-width';
import type { Text } from '../../../text/parts';
import { visiblePart } from '../../../text/visible';
import type { Words } from '../../../drift/words';
import type { Colour, Paint } from './paint';

/** Text in lines of a terminal. Nothing in it is changed or omitted. */

/**
 * Text of one colour. A path stays in one line: a terminal that wraps it by itself still copies it as one.
 */
export interface Run {
  readonly text: string;
  readonly colour?: Colour;
  readonly isPath?: boolean;
}

/**
 * Runs without a space between them. `isRest`: it begins a line, as the rest of a word that is wider than
 * one.
 */
interface Word {
  readonly runs: readonly Run[];
  readonly isRest?: boolean;
}

const graphemes = new Intl.Segmenter();
const PLAIN = /^[ -~]*$/;

/** The one place that makes text safe for a terminal. */
export function runsOf({ parts }: Text, colour?: Colour): Run[] {
  return parts.map((part) => ({ text: visiblePart(part), isPath: part.kind === 'path', colour }));
}

export function label({ symbol, label, group }: Words): Run {
  return { text: `${symbol} ${label}`, colour: group };
}

/** Breaks at spaces, and inside a word that is wider than a line. A space at a break is dropped. */
export function wrapped(runs: readonly Run[], width: number, paint: Paint): string[] {
  const lines: Word[][] = [[]];
  let used = 0;
  for (const word of wordsOf(runs, width)) {
    const wide = columns(textOf(word));
    const line = lines.at(-1) as Word[];
    if (line.length > 0 && (word.isRest || used + 1 + wide > width)) {
      lines.push([word]);
      used = wide;
    } else {
      used += wide + (line.length > 0 ? 1 : 0);
      line.push(word);
    }
  }
  return lines.map((line) => painted(line, paint));
}

function wordsOf(runs: readonly Run[], width: number): Word[] {
  const words: Run[][] = [[]];
  for (const run of runs)
    for (const [index, text] of run.text.split(' ').entries()) {
      if (index > 0) words.push([]);
      words.at(-1)?.push({ ...run, text });
    }
  return words.flatMap((parts): Word[] => {
    const text = textOf({ runs: parts });
    if (columns(text) <= width || parts.some(({ isPath }) => isPath)) return [{ runs: parts }];
    return broken(text, width).map((piece, index) => ({ runs: [{ text: piece }], isRest: index > 0 }));
  });
}

function textOf({ runs }: Word): string {
  return runs.map(({ text }) => text).join('');
}

/** Words of one colour are painted together. */
function painted(line: readonly Word[], paint: Paint): string {
  const spaced = line.flatMap(({ runs }, index) => (index === 0 ? runs : [{ text: ' ' }, ...runs]));
  const merged: { text: string; colour?: Colour }[] = [];
  for (const [index, { text, colour }] of spaced.entries()) {
    const last = merged.at(-1);
    // A space between two words of one colour has it too: then one pair of codes is enough.
    const joins =
      last && (last.colour === colour || (text === ' ' && last.colour === spaced[index + 1]?.colour));
    if (joins) last.text += text;
    else merged.push({ text, colour });
  }
  return merged.map(({ text, colour }) => (colour ? paint(colour, text) : text)).join('');
}

/** Breaks a value at the width and nowhere else, so that joined lines give it back. */
export function broken(text: string, width: number): string[] {
  if (columns(text) <= width) return [text];
  const lines = [''];
  for (const { segment } of graphemes.segment(text)) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && columns(line + segment) > width) lines.push(segment);
    else lines[lines.length - 1] = line + segment;
  }
  return lines;
}

function columns(text: string): number {
  // Most text is ASCII, and measuring it otherwise takes a hundred times as long.
  return PLAIN.test(text) ? text.length : stringWidth(text);
}
