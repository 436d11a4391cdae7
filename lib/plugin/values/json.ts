import type { Form } from './decode';
import { ValueError } from '../errors';
import { isRecord } from '../../text/json';
import { checkCount } from './type';
import { DecimalText } from '../value';

/** The key of an object that stands for a number JavaScript would change. */
const EXACT = '\0exact';

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * `JSON.parse`, but a number it would change becomes a {@link DecimalText}. From Node 21 on, a reviver could
 * read the source text of a number; Node 20 cannot. A library (lossless-json) takes 3.6 ms to load, 13 times
 * as long as `JSON.parse` for a text of 40 MB, and overflows the stack in nested arrays.
 *
 * @throws ValueError
 */
export function parseJson(bytes: Uint8Array): unknown {
  checkCount(countValues(bytes));
  const text = Buffer.from(bytes).toString();
  try {
    const parsed: unknown = JSON.parse(text);
    const marked = markNumbers(text);
    return marked === text ? parsed : JSON.parse(marked, revive);
  } catch {
    // The parser's own message quotes the text, which may contain secrets.
    throw new ValueError([], `of ${bytes.length} bytes is not valid JSON`);
  }
}

/**
 * Replaces each number JavaScript would change with an object that holds its text. Strings are skipped by
 * hand: a regular expression for them fails at 9 million characters.
 */
function markNumbers(text: string): string {
  let marked = '';
  let copied = 0;
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) === QUOTE) index = endOfString(text, index);
    else if ('-0123456789'.includes(text.charAt(index))) {
      NUMBER.lastIndex = index;
      const token = NUMBER.exec(text)![0];
      const end = index + token.length;
      if (String(Number(token)) !== token) {
        marked += text.slice(copied, index) + JSON.stringify({ [EXACT]: token });
        copied = end;
      }
      index = end - 1;
    }
  }
  return marked + text.slice(copied);
}

/** The index of the quote that ends the string at `index`. */
function endOfString(text: string, index: number): number {
  for (;;) {
    const code = text.charCodeAt(++index);
    if (code === BACKSLASH) index++;
    else if (code === QUOTE) return index;
  }
}

const [QUOTE, BACKSLASH, ...BEFORE_A_VALUE] = Buffer.from('"\\,[{');

/** Outside of strings, a comma or an opening bracket precedes each value but the first. */
function countValues(bytes: Uint8Array): number {
  let count = 1;
  let inString = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]!;
    if (byte === QUOTE) inString = !inString;
    else if (inString && byte === BACKSLASH) index++;
    else if (!inString && BEFORE_A_VALUE.includes(byte)) count++;
  }
  return count;
}

function revive(_key: string, value: unknown): unknown {
  const text = isRecord(value) && Object.keys(value).length === 1 ? value[EXACT] : undefined;
  return typeof text === 'string' ? new DecimalText(text) : value;
}

/** Stored states. They are read leniently, because a stored state may be older than the schema. */
export const JSON_FORM: Form = {
  lenient: true,
  entries: (raw) => (isRecord(raw) && !(raw instanceof DecimalText) ? Object.entries(raw) : undefined),
  number: (raw) => raw,
};
