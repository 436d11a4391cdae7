import { escapeUnsafe, escapeUnsafeInLines } from '../../lib/text/unsafe';

test.each([
  ['plain text, umlauts and signs', 'Zoë 日本 🙂 a-b_c "d" \\', 'Zoë 日本 🙂 a-b_c "d" \\'],
  ['control characters', '\u0000\u001b[31m\u007f\u009b', '\\u0000\\u001b[31m\\u007f\\u009b'],
  ['newlines and tabs', 'a\r\n\tb', 'a\\u000d\\u000a\\u0009b'],
  [
    'marks of direction',
    'a\u061c\u200e\u200f\u202eb\u2066\u2069',
    'a\\u061c\\u200e\\u200f\\u202eb\\u2066\\u2069',
  ],
  ['separators of lines', 'a\u2028\u2029b', 'a\\u2028\\u2029b'],
  ['characters without a width', 'a\u200b\u200d\u2060\ufeff\u00adb', 'a\\u200b\\u200d\\u2060\\ufeff\\u00adb'],
  ['fillers and selectors', 'a\u115f\u3164\ufe0fb', 'a\\u115f\\u3164\\ufe0fb'],
  ['other spaces', 'a\u00a0\u2003\u3000 b', 'a\\u00a0\\u2003\\u3000 b'],
  ['private and unassigned ones', '\ue000\u{e0041}\u0378', '\\ue000\\udb40\\udc41\\u0378'],
  ['half a surrogate pair', 'a\ud800b', 'a\\ud800b'],
])('in one line, %s', (_kind, text, escaped) => {
  expect(escapeUnsafe(text)).toBe(escaped);
});

test('in several lines newlines and tabs stay', () => {
  expect(escapeUnsafeInLines('a\n\tb\r\u001b\u2028')).toBe('a\n\tb\\u000d\\u001b\\u2028');
});
