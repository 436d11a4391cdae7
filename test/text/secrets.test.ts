import { Secrets } from '../../lib/text/secrets';

const secret = 'hé/l lo!+w"ör?ld~';
const secrets = new Secrets([secret]);

test.each([
  ['as it is', `a ${secret} b ${secret}`, 'a *** b ***'],
  ['in JSON', `x ${JSON.stringify({ a: secret })} y`, 'x {"a":"***"} y'],
  ['in a URL', `?a=${encodeURIComponent(secret)}&b`, '?a=***&b'],
  ['in a form', new URLSearchParams({ a: secret, b: '1' }).toString(), 'a=***&b=1'],
  ['as base64', `<${Buffer.from(secret).toString('base64')}>`, '<***>'],
  ['as base64 of URLs', `<${Buffer.from(secret).toString('base64url')}>`, '<***>'],
])('a secret is masked %s', (_case, text, masked) => {
  expect(secrets.mask(text)).toBe(masked);
});

const javaScriptEscapes = (text: string) =>
  text.replace(/\W/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
const replacing = (signs: Record<string, string>) => (text: string) =>
  Object.entries(signs).reduce((all, [sign, escape]) => all.replace(sign, escape), text);
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const inHtml = replacing({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' });

test.each<[string, string, (secret: string) => string]>([
  ['JSON that escapes slashes', 'Sup3r/S3cret', replacing({ '/': '\\/' })],
  ['JSON that escapes for HTML', 'Sup3r&S3cret<', replacing({ '&': '\\u0026', '<': '\\u003c' })],
  ['JSON in ASCII', 'Sup3ré😀S3cret', replacing({ é: '\\u00e9', '😀': '\\ud83d\\uDE00' })],
  ['JSON in JSON', 'Sup3r"\\\nS3cret', (text) => inJson(inJson(text))],
  ['JSON in JSON in JSON', '"Sup3r"', (text) => inJson(inJson(inJson(text)))],
  ['a string of a program', 'Sup3r\'é"S3cret', replacing({ "'": "\\'", é: '\\xe9' })],
  ['HTML', `Sup3r&<"'>S3cret`, inHtml],
  ['HTML by numbers', 'Sup3rö/😀', replacing({ ö: '&#246;', '/': '&#x2F;', '😀': '&#x1f600;' })],
  ['JSON in HTML', 'Sup3r"/\'S3cret', (text) => inHtml(inJson(text))],
  ['a URL in JSON', 'Sup3r/é S3cret', (text) => inJson(encodeURIComponent(text))],
  ['escapes of all signs', 'Sup3r-S3cret+x y', javaScriptEscapes],
  ['JSON, and has escapes itself', 'Sup3r%41\\n&amp;"S3cret', inJson],
  ['a URL, and has escapes itself', 'Sup3r%41\\n&amp;"S3cret', encodeURIComponent],
  ['a URL of small letters', secret, (text) => encodeURIComponent(text).toLowerCase()],
  [
    'a URL that escapes all it may',
    secret,
    (text) => replacing({ '!': '%21', '~': '%7E' })(encodeURIComponent(text)),
  ],
])('a text with a secret in %s is masked, and nothing is left of the secret', (_, value, encode) => {
  const masked = new Secrets([value]).mask(`<${encode(value)}> %C3%A9 \\" &lt;`);

  expect(['***', '<***> %C3%A9 \\" &lt;']).toContain(masked);
});

test.each([
  ['ends in a newline, and was trimmed', 'Sup3rS3cret\n', 'x Sup3rS3cret!', 'x ***!'],
  ['has blanks around it, and was trimmed', '\t Sup3r S3cret ', '"Sup3r S3cret"', '"***"'],
  ['has two lines, which were joined', 'Sup3r\r\nS3cret\n', 'x Sup3r S3cret', 'x ***'],
  ['has two lines, of which one is shown', 'Sup3r\nS3cret\nabc', 'line 2: S3cret, abc', 'line 2: ***, abc'],
  ['ends in a newline, in base64', 'Sup3rS3cret\n', Buffer.from('Sup3rS3cret').toString('base64'), '***'],
  ['is an ordinary word with a newline', 'auth\n', 'author: auth', 'author: ***'],
])('a secret is masked that %s', (_, value, text, masked) => {
  expect(new Secrets([value]).mask(text)).toBe(masked);
});

test.each(['%C3%28 %FF %zz', '&#x110000; &#99999999; &amp', '\\u00zz \\', '%ED%A0%80'])(
  'what only looks like an escape is left as it is: %s',
  (text) => {
    expect(new Secrets(['Sup3rS3cret']).withhold(`${text} Sup3rS3cret`)).toBe(`${text} ***`);
  },
);

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
  const overlapping = new Secrets(['abc1ef', 'abc1efgh2j', 'gh2jklmn']);
  expect(overlapping.mask('<abc1efgh2j> <abc1ef> <abc1efgh2jklmn> <gh2jklmn>')).toBe(
    '<***> <***> <***> <***>',
  );
});

test('a text is masked as a whole where an encoder escaped what it need not', () => {
  expect(new Secrets(['payments']).mask('/a/%70ayment%73?x=%zz&y=%70ay')).toBe('***');
});

const coded = (text: string, encode: (code: number) => string) =>
  Array.from(text, (sign) => encode(sign.codePointAt(0) as number)).join('');

describe('a text of somebody else', () => {
  const random = 'kT9$xQ/2mW&7-pZr4+Lc';
  const theirs = new Secrets([random, 'correct-horse-battery'], ['/api/v2/kt9xq2mw7pz']);
  const base64 = Buffer.from(`client-1:${random}`).toString('base64');

  test.each([
    ['with other names of HTML', 'kT9&dollar;xQ&sol;2mW&amp;7&hyphen;pZr4&plus;Lc'],
    ['percent-encoded in another charset', 'k%00T%009%00$%00x%00Q%00/%002%00m%00W%00&%007%00'],
    ['in escapes of its own', 'kT9[24]xQ[/]2mW'.replaceAll(/\[.*?\]/g, '{$}')],
    ['in capital letters', random.toUpperCase()],
    ['cut at its end', `the secret starts with ${random.slice(0, 12)}…`],
    ['cut at its beginning', `…${random.slice(8)}`],
    ['over two lines', `${random.slice(0, 7)}\n${random.slice(7)}`],
    ['in hexadecimal digits', Buffer.from(random).toString('hex')],
    ['in a part of base64', base64.slice(5, 28)],
    ['in base64 over several lines', base64.replace(/.{7}/g, '$&\r\n')],
    ['in words', 'Correct Horse'],
    ['in octal numbers', coded(random, (code) => `\\${code.toString(8)}`)],
    ['in numbers of HTML without a semicolon', coded(random, (code) => `&#${code}`)],
    ['in numbers of HTML with zeros before them', coded(random, (code) => `&#0000000${code};`)],
    ['in hexadecimal numbers of HTML', coded(random, (code) => `&#X0000000${code.toString(16)}`)],
    ['in escapes with braces', coded(random, (code) => `\\u{${code.toString(16)}}`)],
    ['in escapes of 8 digits', coded(random, (code) => `\\U${code.toString(16).padStart(8, '0')}`)],
    ['in escapes of old URLs', coded(random, (code) => `%u${code.toString(16).padStart(4, '0')}`)],
    ['in names of HTML without a semicolon', 'kT9$xQ/2mW&amp7-pZr4+Lc'],
  ])('that contains a part of a secret %s is replaced as a whole', (_, echo) => {
    expect(theirs.withhold(`invalid: ${echo}, see the log`)).toBe('***');
  });

  test.each([
    ['a name is in use: correct-hors', 'a name is in use: correct-hors'],
    ['GET /api/v2/kt9xq2mw7pz &copy; 100 %', 'GET /api/v2/kt9xq2mw7pz &copy; 100 %'],
    [`the secret ${random} is wrong`, 'the secret *** is wrong'],
  ])('is shown otherwise: %s', (text, shown) => {
    expect(theirs.withhold(text)).toBe(shown);
  });

  const cyrillic = 'пароль-платежей-№7';
  test.each([
    ['in capital letters', cyrillic.toUpperCase()],
    ['cut', cyrillic.slice(0, 13)],
    ['in octal bytes', [...Buffer.from(cyrillic)].map((byte) => `\\${byte.toString(8)}`).join('')],
    ['in hexadecimal bytes', [...Buffer.from(cyrillic)].map((byte) => `\\x${byte.toString(16)}`).join('')],
    ['in JSON', coded(cyrillic, (code) => `\\u${code.toString(16).padStart(4, '0')}`)],
  ])('that contains a part of a secret in other letters %s is replaced as a whole', (_, echo) => {
    expect(new Secrets([cyrillic]).withhold(`invalid: ${echo}, see the log`)).toBe('***');
  });

  test.each(['Sup3r\\303\\251S3cret', 'Sup3r\\xe9S3cret', 'Sup3r%E9S3cret', 'Sup3r?S3cret', 'Sup3rS3cret'])(
    'with a secret whose special letter is encoded or lost is replaced as a whole: %s',
    (echo) => {
      expect(new Secrets(['Sup3réS3cret']).withhold(`invalid: ${echo}`)).toBe('***');
    },
  );

  test('may contain the word that a secret is, in other words', () => {
    expect(new Secrets(['authorization']).withhold('authorizations, reauthorization')).toBe(
      'authorizations, reauthorization',
    );
  });

  test('of a megabyte is checked in time that grows with its length', () => {
    const text = 'a1&lt;b2%41'.repeat(100_000);
    expect(theirs.withhold(text) === text).toBe(true);
  });
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

test.each(['x', '%41', '\\', '\\u0041', '&amp;', '&#', '%', 'a\\"'])(
  'a text of a megabyte is masked in time that grows with its length: %s',
  (part) => {
    const text = part.repeat(1_000_000 / part.length);
    expect(new Secrets(['payments', 'Sup3r S3cret']).mask(text) === text).toBe(true);
  },
);

describe('a secret that is an ordinary word', () => {
  const word = new Secrets(
    ['auth', 'Payments'],
    ['auth method', '/configuration/auth-method/oauth2-client-credentials'],
  );

  test.each([
    'Could not read auth method "payments-auth"',
    'GET /configuration/auth-method/oauth2-client-credentials',
    'author, authorization, oauth2, re-auth, auth_method, auth2, 2auth, authX',
  ])('is left in longer words and in public texts: %s', (text) => {
    expect(word.mask(text)).toBe(text);
  });

  test.each([
    ['alone', 'auth', '***'],
    ['in quotes', `wrong secret "auth"`, 'wrong secret "***"'],
    ['in single quotes', `wrong secret 'auth'`, `wrong secret '***'`],
    ['in JSON', '{"client_secret":"auth","x":["auth"]}', '{"client_secret":"***","x":["***"]}'],
    ['in a form', 'grant=x&client_secret=auth&scope=y', 'grant=x&client_secret=***&scope=y'],
    ['after a colon', 'id:auth', 'id:***'],
    ['at the end of a sentence', 'The secret is auth.', 'The secret is ***.'],
    ['in a path', '/secret/auth/x', '/secret/***/x'],
    ['between dashes', '--auth--', '--***--'],
    ['as markdown', '_auth_ *auth* `auth`', '_***_ *** `***`'.replace(' *** ', ' ***** ')],
    ['after an escaped newline', String.raw`{"a":"x\nauth\tauth"}`, '***'],
    ['after an escaped character', String.raw`"\u0022auth\u0022"`, '***'],
    ['after a colour', '\u001b[31mauth\u001b[0m', '\u001b[31m***\u001b[0m'],
    ['after a letter that is not ASCII', 'éauthé', 'é***é'],
    ['in percent-encoded quotes', '?x=%22auth%22', '***'],
    ['percent-encoded', '/%61uth', '***'],
    ['in HTML', '&quot;auth&quot;<b>auth</b>', '&quot;***&quot;<b>***</b>'],
    ['in the base64 of HTTP Basic', Buffer.from('id:auth').toString('base64'), 'aWQ6***'],
    ['capitalized', 'Payments payments', '*** payments'],
    ['beside a public text', 'auth auth method auth', '*** auth method ***'],
  ])('is masked %s', (_, text, masked) => {
    expect(word.mask(text)).toBe(masked);
  });
});

test.each(['hunter2', 'correct-horse', 'aB3dE5', 'correcthorsebatterystaple', 'HuNtErs', 'p4ss'])(
  'a secret that is no ordinary word is masked everywhere: %s',
  (value) => {
    expect(new Secrets([value]).mask(`x${value}y_${value}-${value}`)).toBe('x***y_***-***');
  },
);

test('a secret that is equal to a public text, or only begins in one, is masked', () => {
  const known = new Secrets(['auth-method', 'method/x9'], ['auth-method', '/auth-method/']);

  expect(known.mask('auth-method! /auth-method/ /auth-method/x9')).toBe('***! /auth-method/ /auth-***');
});
