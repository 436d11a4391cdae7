import { Secrets } from '../../lib/text/secrets';

const secret = 'hé/l lo!+w"ör?ld~';
const secrets = new Secrets([secret]);

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
])('a secret is masked %s', (_case, text, masked) => {
  expect(secrets.mask(text)).toBe(masked);
});

test.each(['', 'i', 'id', 'id:', 'user:'])(
  'a secret is masked inside the base64 of more (%j before it)',
  (before) => {
    const whole = Buffer.from(`${before}${secret}:after`).toString('base64');
    const redacted = secrets.mask(whole);
    expect(redacted).toContain('***');
    // Of the characters that are made of the secret alone none is left.
    expect(redacted.length).toBeLessThanOrEqual(
      whole.length - Math.floor((Buffer.byteLength(secret) * 8 - 10) / 6) + 3,
    );
  },
);

test('of secrets that contain or overlap one another nothing is left', () => {
  const overlapping = new Secrets(['abcdef', 'abcdefghij', 'ghijklmn']);
  expect(overlapping.mask('<abcdefghij> <abcdef> <abcdefghijklmn> <ghijklmn>')).toBe(
    '<***> <***> <***> <***>',
  );
});

test('a secret is masked where an encoder escaped what it need not', () => {
  expect(new Secrets(['payments']).mask('/a/%70ayment%73?x=%zz&y=%70ay')).toBe('/a/***?x=%zz&y=%70ay');
});

test('a secret of fewer than four characters is part of ordinary words, and masked only where it is all', () => {
  const short = new Secrets(['', 'cat', 'cats']);
  expect(short.mask('cat, concatenate, cats')).toBe('cat, concatenate, ***');
  expect([short.mask('cat'), short.mask(''), short.isIn('a cat'), short.isIn('cats!')]).toStrictEqual([
    '***',
    '',
    false,
    true,
  ]);
});

test('a text of megabytes without a delimiter is masked in time that grows with its length', () => {
  const text = 'x'.repeat(4_000_000);
  expect(new Secrets(['payments']).mask(text) === text).toBe(true);
});
