import { quoted } from './quoted';

/** A part of a text. Only `words` and `label` are ours: every other part can hold anything. */
export interface Part {
  /**
   * `code` can be copied: a command, an option, a piece of code. `value` is an attribute's value, and shown
   * in quotes. `path` is a construct's path, an address, an id, a URL's path or an e-mail address.
   * `attribute` is the name of one. `label` is a result: a symbol of one character, a space and words.
   */
  readonly kind: 'words' | 'label' | 'code' | 'value' | 'path' | 'attribute';
  readonly text: string;
  /** What a form colours a label by. */
  readonly group?: string;
}

/** Text in parts: a writer escapes each part by its kind, so nobody has to find out later what is a value. */
export class Text {
  readonly parts: readonly Part[];

  constructor(parts: readonly Part[]) {
    this.parts = parts.filter(({ kind, text }) => kind !== 'words' || text !== '');
  }

  /** For a message and for JSON. A very long value is cut. */
  toString(): string {
    return this.parts.map(({ kind, text }) => (kind === 'value' ? quoted(text) : text)).join('');
  }

  toJSON(): string {
    return this.toString();
  }
}

export const code = (of: string): Part => ({ kind: 'code', text: of });
/** Only a string needs quotes. */
export const value = (of: string | number | boolean): Part =>
  typeof of === 'string' ? { kind: 'value', text: of } : code(String(of));
export const path = (of: string): Part => ({ kind: 'path', text: of });
export const attribute = (of: string): Part => ({ kind: 'attribute', text: of });
/** Words of ours, such as a label from a table. Never somebody else's text: no writer escapes them. */
export const words = (ours: string): Part => ({ kind: 'words', text: ours });

/** @param of such as a row of a table of results */
export function label(of: { readonly symbol: string; readonly label: string; readonly group: string }): Part {
  return { kind: 'label', text: `${of.symbol} ${of.label}`, group: of.group };
}

type Slot = Part | Text | number;

/**
 * Text from a template, in which a new line is a space. Its slots are parts, texts and numbers: a bare string
 * might be somebody else's.
 */
export function text(ours: TemplateStringsArray, ...slots: readonly Slot[]): Text {
  const after = (index: number) => (index < slots.length ? partsOf(slots[index] as Slot) : []);
  return new Text(ours.flatMap((piece, index) => [words(piece.replace(/\n\s*/g, ' ')), ...after(index)]));
}

/** `a, b, c`, or with another sign before the last one. */
export function joined(texts: readonly (Part | Text)[], sign: string, last = sign): Text {
  const before = (index: number) => (index === 0 ? '' : index === texts.length - 1 ? last : sign);
  return new Text(texts.flatMap((one, index) => [words(before(index)), ...partsOf(one)]));
}

function partsOf(slot: Slot): readonly Part[] {
  if (typeof slot === 'number') return [words(slot.toLocaleString('en'))];
  return slot instanceof Text ? slot.parts : [slot];
}

/** `a, b and c`. */
export const listed = (texts: readonly (Part | Text)[]): Text => joined(texts, ', ', ' and ');
/** Sentences with a space between them. */
export const sentences = (...texts: readonly Text[]): Text => joined(texts, ' ');
/** The texts whose conditions hold: `isOld && text` is one of them if it is old. */
export const present = (...texts: readonly (Text | false)[]): Text[] => texts.filter((one) => one !== false);
/** No text: the slot of a template that stays empty. */
export const NOTHING = new Text([]);
