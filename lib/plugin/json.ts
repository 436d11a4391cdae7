import type { Form } from './decode';
import { ValueError } from './errors';
import { isRecord, readType } from './type';
import { DecimalText } from './value';

/** The key of an object that stands for a number of more digits than JavaScript keeps. */
const EXACT = '\0exact';

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** `JSON.parse`, but a number that it would change becomes a {@link DecimalText}. @throws ValueError */
export function parseJson(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString();
  const marked = text.replace(STRING_OR_NUMBER, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : JSON.stringify({ [EXACT]: token }),
  );
  try {
    return marked === text ? JSON.parse(text) : JSON.parse(marked, revive);
  } catch {
    // The parser's own message quotes the text, which may hold secrets.
    throw new ValueError([], `of ${bytes.length} bytes is not the JSON it should be`);
  }
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
