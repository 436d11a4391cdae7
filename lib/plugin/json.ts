import type { Form } from './decode';
import { ValueError } from './errors';
import { isRecord } from '../text/json';
import { checkCount, readType } from './type';
import { DecimalText } from './value';

/** The key of an object that stands for a number of more digits than JavaScript keeps. */
const EXACT = '\0exact';

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** `JSON.parse`, but a number that it would change becomes a {@link DecimalText}. @throws ValueError */
export function parseJson(bytes: Uint8Array): unknown {
  checkCount(countValues(bytes));
  const text = Buffer.from(bytes).toString();
  try {
    const parsed: unknown = JSON.parse(text);
    const marked = markNumbers(text);
    return marked === text ? parsed : JSON.parse(marked, revive);
  } catch {
    // The parser's own message quotes the text, which may hold secrets.
    throw new ValueError([], `of ${bytes.length} bytes is not the JSON it should be`);
  }
}

/**
 * Of what is JSON: each number that JavaScript would change as an object that says so. Texts are passed by hand: a
 * pattern for them remembers each character, and fails at 9 million.
 */
function markNumbers(text: string): string {
  let marked = '';
  let copied = 0;
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) === QUOTE) index = endOfText(text, index);
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

/** The index of the quote that ends the text which starts at `index`. */
function endOfText(text: string, index: number): number {
  for (;;) {
    const code = text.charCodeAt(++index);
    if (code === BACKSLASH) index++;
    else if (code === QUOTE) return index;
  }
}

const [QUOTE, BACKSLASH, ...BEFORE_A_VALUE] = Buffer.from('"\\,[{');

/** Outside of texts, a comma or an opening bracket stands before each value but the first. */
function countValues(bytes: Uint8Array): number {
  let count = 1;
  let inText = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]!;
    if (byte === QUOTE) inText = !inText;
    else if (inText && byte === BACKSLASH) index++;
    else if (!inText && BEFORE_A_VALUE.includes(byte)) count++;
  }
  return count;
}

function revive(_key: string, value: unknown): unknown {
  const text = isRecord(value) && Object.keys(value).length === 1 ? value[EXACT] : undefined;
  return typeof text === 'string' ? new DecimalText(text) : value;
}

/**
 * How Terraform stores values. Lenient, because what is stored may be older than the schema.
 * A value of the type `dynamic` is `{"value": …, "type": …}`.
 */
export const JSON_FORM: Form = {
  lenient: true,
  entries: (raw) => (isRecord(raw) && !(raw instanceof DecimalText) ? Object.entries(raw) : undefined),
  number: (raw) => raw,
  dynamic: (raw, path) => {
    if (!isRecord(raw) || !Object.hasOwn(raw, 'type') || !Object.hasOwn(raw, 'value'))
      throw new ValueError(path, 'has no type beside it, which one of the type dynamic needs');
    return { type: readType(raw.type, path), raw: raw.value };
  },
};
