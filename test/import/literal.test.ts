import { literal } from '../../lib/import/literal';

test.each([
  ['plain', `"plain"`],
  [`it's "quoted"`, `"it's \\"quoted\\""`],
  ['back\\slash', `"back\\\\slash"`],
  ['two\nlines\ttab', `"two\\nlines\\ttab"`],
  ['`tick` ${var.x} %{ if }', '"`tick` $${var.x} %%{ if }"'],
  ['turned\u202earound\u00a0\u2028\u{e0001}', `"turned\\u202earound\\u00a0\\u2028\\udb40\\udc01"`],
  ['\ufeffmarked\ufeff', `"\\ufeff\\ufeffmarked\\ufeff"`],
  ['Zoë 日本 🙂', `"Zoë 日本 🙂"`],
])('%j is %s', (text, written) => {
  expect(literal(text)).toBe(written);
});
