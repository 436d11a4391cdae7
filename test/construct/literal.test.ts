import { Lazy, Token } from 'cdktf';
import { isLiteral } from '../../lib/construct/literal';

test.each(['', 'secret', 'a$b%c', '$${not a reference}', '%%{neither}', '$', 5, 0, null])(
  '%p is a literal',
  (value) => {
    expect(isLiteral(value)).toBe(true);
  },
);

test.each([
  ['a string token', Token.asString({ ref: 'x' })],
  ['a token within a string', `Bearer ${Token.asString({ ref: 'x' })}`],
  ['a number token', Token.asNumber({ ref: 'x' })],
  ['a resolvable', Token.nullValue()],
  ['a lazy string', Lazy.stringValue({ produce: () => 'x' })],
  ['a reference by hand', '${var.secret}'],
  ['a directive by hand', '%{if var.on}x%{endif}'],
])('%s is none', (_, value) => {
  expect(isLiteral(value)).toBe(false);
});
