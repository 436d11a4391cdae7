/** How many layers of escapes are removed, such as JSON in JSON. */
const LAYERS = 4;

/** Characters that are percent-encoded. */
const IN_URL = '(?:%[0-9a-f]{2})+';

/** One character in a string of JSON, or of a programming language. */
const IN_STRING = String.raw`\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[bfnrt]|[^\w\s])`;

/** One character of HTML, by its number or its name. */
const IN_HTML = '&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});';

const ESCAPE = new RegExp(`${IN_URL}|${IN_STRING}|${IN_HTML}`, 'gi');

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

function decoded(escape: string): string {
  if (escape.startsWith('%')) return Buffer.from(escape.replaceAll('%', ''), 'hex').toString();
  const body = escape.slice(1).replace(/;$/, '');
  // Of the characters with other names, no letter and no digit is one.
  if (escape.startsWith('&'))
    return body.startsWith('#') ? fromNumber(body.slice(1)) : (NAMES.get(body.toLowerCase()) ?? ' ');
  if (body.length > 1) return String.fromCharCode(parseInt(body.slice(1), 16));
  return LETTERS.get(body) ?? body;
}

function fromNumber(digits: string): string {
  const code = /^x/i.test(digits) ? parseInt(digits.slice(1), 16) : Number(digits);
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
