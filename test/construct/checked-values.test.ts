import { absoluteHttpUrl, notBlank } from '../../lib/checks';
import { wrongValues } from '../../lib/construct/checked-values';

const ROWS = [
  { property: 'name', terraform: 'name', type: 'string', need: 'required', check: notBlank },
  { property: 'retries', terraform: 'retries', type: 'number' },
  { property: 'verify', terraform: 'verify', type: 'boolean' },
] as const;

test('a value that is missing is told only where it is required', () => {
  expect(wrongValues(ROWS, {})).toEqual(['name is missing, but an auth method needs it']);
});

test('a value of another type is told without the value', () => {
  expect(wrongValues(ROWS, { name: 7, retries: '3', verify: 'true' })).toEqual([
    'name must be a string, but is number',
    'retries must be a number, but is string',
    'verify must be a boolean, but is string',
  ]);
  expect(wrongValues(ROWS, { name: null })).toEqual(['name must be a string, but is null']);
});

const URL_ROWS = [
  { property: 'url', terraform: 'url', type: 'string', check: absoluteHttpUrl('https://a') },
  { property: 'name', terraform: 'name', type: 'string', check: notBlank },
] as const;

test.each([
  'https://user:hunter2@proxy.example/${var.region}',
  'https://${var.user}@proxy.example',
  'https://user:${lookup(var.m, "a}/b")}@proxy.example:${var.port}/x',
  '${var.scheme}://user:hunter2@${TfToken[TOKEN.1]}',
  'https://${"${var.a}/"}hunter2@%{ if var.x }a%{ endif }',
])('a user before the host of a URL is wrong, whatever its references are: %s', (url) => {
  expect(wrongValues(URL_ROWS, { url, name: url })).toEqual([
    'url must not contain a user name or a password',
  ]);
});

test.each([
  '${var.url}',
  'https://${var.host}/a@b',
  'https://proxy.example/${var.a}@b',
  'https://proxy.example?${lookup(var.m, "a@b")}@c',
  'https://${lookup(var.hosts, "a@b")}/x',
  '${var.base}/a@b',
])('the references of a URL are left to the provider: %s', (url) => {
  expect(wrongValues(URL_ROWS, { url })).toEqual([]);
});
