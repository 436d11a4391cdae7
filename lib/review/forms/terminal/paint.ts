import { styleText } from 'node:util';
import type { Group } from '../../../drift/words';

export type Colour = Group | 'head';

/** Colours the words for verdicts, and nothing else. No meaning is in the colour alone. */
export type Paint = (colour: Colour, text: string) => string;

const STYLES = {
  conflict: ['bold', 'magenta'],
  drift: ['yellow'],
  destroy: ['red'],
  change: ['cyan'],
  unchecked: ['yellow'],
  'in-sync': ['green'],
  head: ['bold'],
} as const;

export function paintWith(isColoured: boolean): Paint {
  // Node has styleText since 20.12. The caller has checked whether the stream takes colours.
  if (!isColoured || typeof styleText !== 'function') return (_, text) => text;
  return (colour, text) =>
    text === '' ? '' : styleText([...STYLES[colour]], text, { validateStream: false });
}
