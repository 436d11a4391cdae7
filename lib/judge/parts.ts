import type { Scalar } from '../attributes';
import { quoted } from '../checks';

/**
 * Text in parts. Only `words` are ours: every other part can hold anything. A writer escapes each part by
 * its kind, so that nobody has to find out later what in a sentence is a value.
 */
export interface Part {
  /**
   * `code` can be copied: a command, an option, a piece of code. `value` is an attribute's value, and shown
   * in quotes. `path` is a construct's path, an address, an id or a URL's path. `attribute` is the name of
   * one.
   */
  readonly kind: 'words' | 'code' | 'value' | 'path' | 'attribute';
  readonly text: string;
}

export type Text = readonly Part[];

export const code = (text: string): Part => ({ kind: 'code', text });
/** Only a text needs quotes. */
export const value = (of: Scalar): Part =>
  typeof of === 'string' ? { kind: 'value', text: of } : code(String(of));
export const path = (text: string): Part => ({ kind: 'path', text });
export const attribute = (text: string): Part => ({ kind: 'attribute', text });

/** Words of ours, such as a label from a table. Never somebody else's text: no writer escapes them. */
export function words(ours: string): Text {
  return ours === '' ? [] : [{ kind: 'words', text: ours }];
}

/** Text from a template. Its slots are parts, texts and numbers: a bare string might be somebody else's. */
export function text(ours: TemplateStringsArray, ...slots: readonly (Part | Text | number)[]): Text {
  return ours.flatMap((before, index) => {
    const slot = slots[index] ?? [];
    return [
      ...words(before),
      ...(typeof slot === 'number' ? words(slot.toLocaleString('en')) : [slot].flat()),
    ];
  });
}

/** `a, b, c`, or with another sign before the last one. */
export function joined(texts: readonly (Part | Text)[], sign: string, last = sign): Text {
  return texts.flatMap((one, index) => {
    const before = index === 0 ? '' : index === texts.length - 1 ? last : sign;
    return [...words(before), ...[one].flat()];
  });
}

/** `a, b and c`. */
export function listed(texts: readonly (Part | Text)[]): Text {
  return joined(texts, ', ', ' and ');
}

/** Sentences with a space between them. */
export function sentences(...texts: readonly Text[]): Text {
  return joined(texts, ' ');
}

/** Text for a message and for JSON. A very long value is cut. */
export function plain(parts: Text): string {
  return parts.map(({ kind, text }) => (kind === 'value' ? quoted(text) : text)).join('');
}
