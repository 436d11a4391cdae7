/** A text as a reader of its escapes sees it. */
export interface Reading {
  readonly text: string;
  /** Where the character at this index begins in the original text. */
  readonly at: (index: number) => number;
}

/** How many layers of escapes are removed, such as JSON in JSON. */
const LAYERS = 4;

/** One character of UTF-8 that is percent-encoded. */
const IN_URL =
  '%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|' +
  '%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}';

/** One character in a string of JSON, or of a programming language. */
const IN_STRING = String.raw`\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[bfnrt]|[^\w\s])`;

/** One character of HTML: by its number, or one of the names that encoders need. */
const IN_HTML = '&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);';

const ESCAPE = new RegExp(`${IN_URL}|${IN_STRING}|${IN_HTML}`, 'gi');

const LETTERS = new Map(Object.entries({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }));
const NAMES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

/** The text as it is, and with one more layer of escapes removed each time until none is left. */
export function* readingsOf(text: string): Generator<Reading> {
  let reading: Reading = { text, at: (index) => index };
  yield reading;
  for (let layer = 0; layer < LAYERS; layer++) {
    const next = withoutEscapes(reading.text);
    if (!next) return;
    const { at } = reading;
    reading = { text: next.text, at: (index) => at(next.at(index)) };
    yield reading;
  }
}

/** @returns undefined if the text has no escapes */
function withoutEscapes(text: string): Reading | undefined {
  // Looks for the signs first: most texts have none of them.
  if (!/[%\\&]/.test(text)) return undefined;
  const parts: string[] = [];
  const starts = new Uint32Array(text.length + 1);
  let [length, end] = [0, 0];
  const copyUntil = (index: number) => {
    parts.push(text.slice(end, index));
    while (end < index) starts[length++] = end++;
  };
  for (const { 0: escape, index } of text.matchAll(ESCAPE)) {
    const character = decoded(escape);
    if (character === undefined) continue;
    copyUntil(index);
    parts.push(character);
    for (let unit = 0; unit < character.length; unit++) starts[length++] = index;
    end = index + escape.length;
  }
  if (parts.length === 0) return undefined;
  copyUntil(text.length);
  starts[length] = text.length;
  return { text: parts.join(''), at: (index) => starts[index] as number };
}

function decoded(escape: string): string | undefined {
  if (escape.startsWith('%')) return fromUrl(escape);
  const body = escape.slice(1).replace(/;$/, '');
  if (escape.startsWith('&')) return NAMES.get(body.toLowerCase()) ?? fromNumber(body.slice(1));
  if (body.length > 1) return String.fromCharCode(parseInt(body.slice(1), 16));
  return LETTERS.get(body) ?? body;
}

/** Some sequences of bytes are no character. */
function fromUrl(escape: string): string | undefined {
  try {
    return decodeURIComponent(escape);
  } catch {
    return undefined;
  }
}

function fromNumber(digits: string): string | undefined {
  const code = /^x/i.test(digits) ? parseInt(digits.slice(1), 16) : Number(digits);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
