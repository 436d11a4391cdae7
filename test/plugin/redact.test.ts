import { conceal, redact } from '../../lib/plugin/redact';

const secret = 'hé/l lo!+w"ör?ld~';
conceal(secret);

test.each([
  ['as it is', `a ${secret} b ${secret}`, 'a *** b ***'],
  ['in JSON', `x ${JSON.stringify({ a: secret })} y`, 'x {"a":"***"} y'],
  ['in a URL', `?a=${encodeURIComponent(secret)}&b`, '?a=***&b'],
  ['in a URL of small letters', `?a=${encodeURIComponent(secret).toLowerCase()}&b`, '?a=***&b'],
  [
    'in a URL that escapes all it may',
    `?a=${encodeURIComponent(secret).replace('!', '%21').replace('~', '%7E')}`,
    '?a=***',
  ],
  ['in a form', new URLSearchParams({ a: secret, b: '1' }).toString(), 'a=***&b=1'],
  ['as base64', `<${Buffer.from(secret).toString('base64')}>`, '<***>'],
  ['as base64 of URLs', `<${Buffer.from(secret).toString('base64url')}>`, '<***>'],
])('a secret is redacted %s', (_case, text, redacted) => {
  expect(redact(text)).toBe(redacted);
});

test.each(['', 'i', 'id', 'id:', 'user:'])(
  'a secret is redacted inside the base64 of more (%j before it)',
  (before) => {
    const whole = Buffer.from(`${before}${secret}:after`).toString('base64');
    const redacted = redact(whole);
    expect(redacted).toContain('***');
    // Of the characters that are made of the secret alone none is left.
    expect(redacted.length).toBeLessThanOrEqual(
      whole.length - Math.floor((Buffer.byteLength(secret) * 8 - 10) / 6) + 3,
    );
  },
);

test('of secrets that contain or overlap one another nothing is left', () => {
  conceal('abcdef');
  conceal('abcdefghij');
  conceal('ghijklmn');
  expect(redact('<abcdefghij> <abcdef> <abcdefghijklmn> <ghijklmn>')).toBe('<***> <***> <***> <***>');
});

test('what is shorter than four characters is left alone, for it is part of ordinary words', () => {
  conceal('');
  conceal('cat');
  conceal('cats');
  expect(redact('cat, concatenate, cats')).toBe('cat, concatenate, ***');
});
