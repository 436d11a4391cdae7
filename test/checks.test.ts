import {
  absoluteHttpUrl,
  all,
  noControlCharacter,
  notBlank,
  notEmpty,
  matching,
  oneOf,
  wholeNumber,
} from '../lib/checks';
import { SETTINGS } from '../lib/settings';
import { quoted } from '../lib/text/quoted';

const siteCheck = SETTINGS.find(({ property }) => property === 'site')?.check;

const URL_PROBLEM = (value: string) =>
  `must be an absolute http or https URL such as https://login.example.com/oauth2/token, but is ${value}`;

test.each([
  ['https://login.example.com/oauth2/token', undefined],
  ['HTTP://localhost:8080', undefined],
  ['https://[::1]:8443/token?tenant=a', undefined],
  ['/token', URL_PROBLEM('"/token"')],
  ['login.example.com/token', URL_PROBLEM('"login.example.com/token"')],
  ['ftp://login.example.com', URL_PROBLEM('"ftp://login.example.com"')],
  ['https:/login.example.com', URL_PROBLEM('"https:/login.example.com"')],
  ['https://login.example.com/ token', URL_PROBLEM('"https://login.example.com/ token"')],
  ['https://login.example.com\n', URL_PROBLEM('"https://login.example.com\\n"')],
  ['https://user:s3cret@login.example.com', 'must not contain a user name or a password'],
  ['https://user@login.example.com', 'must not contain a user name or a password'],
])('the URL %j: %s', (value, problem) => {
  expect(absoluteHttpUrl('https://login.example.com/oauth2/token')(value)).toBe(problem);
});

test.each(
  ['https', 'htps', 'ftp'].flatMap((scheme) => [
    `${scheme}://user:s3cret@login.example.com:99999/`,
    `${scheme}://user:s3cret@login.exam ple.com/`,
    `${scheme}://user:s3 cret@login.example.com`,
    `${scheme}://user:s3/cret@login.example.com`,
    `${scheme}:/user:s3cret@login.example.com`,
    `${scheme}:user:s3cret@login.example.com\n`,
    ` ${scheme}://user:s3cret@login.example.com`,
    `${scheme}//user:s3cret@login.example.com`,
    'user:s3cret@login.example.com/token',
  ]),
)('a URL that may contain a password is never quoted, whatever else is wrong with it: %j', (value) => {
  for (const check of [absoluteHttpUrl('https://login.example.com/oauth2/token'), siteCheck])
    expect((check as (value: string) => string)(value)).toMatch(
      / (but is a different text \(not shown, since it may contain a password\)|a user name or a password)$/,
    );
});

const CONTROL = 'must not contain a control character, but contains';
const AT_LEAST_1 = 'must be a whole number of at least 1';
type Check = (value: never) => string | undefined;

test.each<[string, Check, unknown, string | undefined]>([
  ['not blank', notBlank, 'payments', undefined],
  ['not blank', notBlank, ' \t\n\u00a0', 'must not be blank'],
  ['not blank', notBlank, '', 'must not be blank'],
  ['not empty', notEmpty, ' ', undefined],
  ['not empty', notEmpty, '', 'must not be an empty string; omit it instead'],
  ['without control characters', noControlCharacter, 'שלום 👩‍👧 \u200b', undefined],
  ['without control characters', noControlCharacter, 'two\nlines\r\nand a tab\t', undefined],
  ['without control characters', noControlCharacter, '\u001b[31m', `${CONTROL} "\\u001b"`],
  ['without control characters', noControlCharacter, 'a\u0085b', `${CONTROL} "\\u0085"`],
  ['a whole number to 100', wholeNumber(0, 100), 0, undefined],
  ['a whole number to 100', wholeNumber(0, 100), 100, undefined],
  ['a whole number to 100', wholeNumber(0, 100), 101, 'must be a whole number from 0 to 100, but is 101'],
  ['a whole number to 100', wholeNumber(0, 100), -1, 'must be a whole number from 0 to 100, but is -1'],
  ['a whole number to 100', wholeNumber(0, 100), 1.5, 'must be a whole number from 0 to 100, but is 1.5'],
  ['a whole number', wholeNumber(1), 2 ** 53 - 1, undefined],
  ['a whole number', wholeNumber(1), 2 ** 53, `${AT_LEAST_1}, but is 9007199254740992`],
  ['a whole number', wholeNumber(1), 0, `${AT_LEAST_1}, but is 0`],
  ['one of a choice', oneOf(['a', 'b']), 'a', undefined],
  ['one of a choice', oneOf(['a', 'b']), 'c', 'must be one of a, b, but is "c"'],
  ['some a', matching(/^a+$/, 'some a'), 'aa', undefined],
  ['some a', matching(/^a+$/, 'some a'), 'ab', 'must be some a, but is "ab"'],
])('a value that must be %s: %s %j', (_, check, value, problem) => {
  expect(check(value as never)).toBe(problem);
});

test('of several checks the first that finds something wrong says so', () => {
  const check = all(notBlank, noControlCharacter);
  expect([check('\n'), check('a\u0007'), check('a')]).toEqual([
    'must not be blank',
    'must not contain a control character, but contains "\\u0007"',
    undefined,
  ]);
});

test('a quoted value cannot steer a terminal or turn the text around, and is cut when it is long', () => {
  expect(quoted('a"b\\c')).toBe('"a\\"b\\\\c"');
  expect(quoted('\u001b[31m\r\n\u0007')).toBe('"\\u001b[31m\\r\\n\\u0007"');
  expect(quoted('\u009b31m\u202eevil\u2066')).toBe('"\\u009b31m\\u202eevil\\u2066"');
  expect(quoted('\u007f\u0080\u061c\u200e\u200f')).toBe('"\\u007f\\u0080\\u061c\\u200e\\u200f"');
  expect(quoted('\u2028\u2029\u202a\u2069')).toBe('"\\u2028\\u2029\\u202a\\u2069"');
  expect(quoted('x'.repeat(201))).toBe(`"${'x'.repeat(200)}…"`);
});
