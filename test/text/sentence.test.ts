import { sentence } from '../../lib/text/sentence';

test.each([
  ['Forbidden', 'Forbidden.'],
  ['Forbidden.', 'Forbidden.'],
  ['Really?', 'Really?'],
  ['No!', 'No!'],
  ['and so on…', 'and so on…'],
  [' two\r\n  lines\n', 'two lines.'],
])('%j becomes the sentence %j', (text, expected) => {
  expect(sentence(text)).toBe(expected);
});
