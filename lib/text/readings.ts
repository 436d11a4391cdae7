/** How many layers of escapes are removed, such as JSON in JSON. */
const LAYERS = 4;

/** Bytes, in a URL and in a string of a programming language. */
const BYTE = String.raw`%[\da-fA-F]{2}|\\x[\da-fA-F]{2}|\\[0-3]?[0-7]{1,2}`;

/** The number of a character, in a string and in HTML. Browsers need no semicolon after one. */
const HEX = String.raw`[\\%]u[\da-fA-F]{4}|\\U[\da-fA-F]{8}|\\[ux]\{[\da-fA-F]+\}|&#[xX][\da-fA-F]+;?`;
const DECIMAL = String.raw`&#\d+;?`;

/** The name of a character, in a string and in HTML. Browsers need no semicolon after some. */
const NAME = String.raw`\\[bfnrt]|\\[^\w\s]|&(?:[a-zA-Z][a-zA-Z\d]{1,30};|amp|lt|gt|quot)`;

const ESCAPE = new RegExp(`((?:${BYTE})+)|(${HEX}|${DECIMAL})|${NAME}`, 'g');
const BYTES = new RegExp(BYTE, 'g');

const LETTERS = new Map(Object.entries({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }));
const NAMES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

/** The text as it is, and with one more layer of escapes removed each time until none is left. */
export function readingsOf(text: string): readonly string[] {
  const readings = [text];
  for (let reading = text; readings.length <= LAYERS; readings.push(reading)) {
    const next = reading.replace(ESCAPE, decoded);
    if (next === reading) break;
    reading = next;
  }
  return readings;
}

function decoded(escape: string, bytes?: string, number?: string): string {
  if (bytes !== undefined) return fromBytes(bytes.match(BYTES) ?? []);
  if (number !== undefined) return fromNumber(number);
  const name = escape.slice(1).replace(/;$/, '');
  // Of the characters with other names, no letter and no digit is one.
  return escape.startsWith('&') ? (NAMES.get(name.toLowerCase()) ?? ' ') : (LETTERS.get(name) ?? name);
}

/** In UTF-8, or in Latin-1 if they are not valid UTF-8. */
function fromBytes(escapes: readonly string[]): string {
  const bytes = Buffer.from(
    escapes.map((escape) =>
      /^\\\d/.test(escape) ? parseInt(escape.slice(1), 8) : parseInt(escape.slice(-2), 16),
    ),
  );
  const text = bytes.toString();
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

function fromNumber(escape: string): string {
  const [digits = ''] = /[\da-fA-F]+(?=[;}]?$)/.exec(escape) ?? [];
  const code = parseInt(digits, /^&#\d/.test(escape) ? 10 : 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
