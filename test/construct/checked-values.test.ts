import type { TerraformStack } from 'cdktf';
import type { OAuth2ClientCredentialsAuthMethod } from '../../lib';
import { absoluteHttpUrl, notBlank } from '../../lib/checks';
import { wrongValues } from '../../lib/construct/checked-values';
import { TYPE } from '../helpers/terraform';
import { newMethod, stackWithProvider, untyped, validationErrors } from './synthesis';

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
  'HTTP://${var.user}@proxy.example',
  'https://us%er:$p%${ var.passwords[0].clé }@proxy.example:${var.port}/x',
  'https://user:hunter2@$${var.host}',
  'https:///user:hunter2@${var.host}',
  'https://\\user:hunter2@${var.host}',
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
  'https://${lookup({ a = "b" }, replace(var.user, "@", "-"), "x")}.example.com/token',
  'https://proxy.example%{ if var.x }/%{ endif }a@b',
  'https://:@${var.host}',
  '${var.base}/a@b',
  '${var.base}//tenant@example.com/oauth2/token',
])('the references of a URL are left to the provider: %s', (url) => {
  expect(wrongValues(URL_ROWS, { url })).toEqual([]);
});

const SECRET_URL = 'https://user:hunter2@proxy.example';
const USER = 'must not contain a user name or a password';

test.each<[string, (stack: TerraformStack, method: OAuth2ClientCredentialsAuthMethod) => void, string[]]>([
  [
    'of the provider',
    (stack) => untyped(stack.node.findChild('datadog')).addOverride('api_url', SECRET_URL),
    [`apiUrl of stack/datadog ${USER}`],
  ],
  [
    'with a reference in it',
    (stack) => stack.addOverride('provider.datadogwebhooks.0.api_url', `${SECRET_URL}/\${var.region}`),
    [`apiUrl of stack/datadog ${USER}`],
  ],
  [
    'of the auth method',
    (_, method) => method.addOverride('access_token_url', SECRET_URL),
    [`accessTokenUrl of stack/payments ${USER}`],
  ],
  [
    'of the stack',
    (stack) => {
      stack.addOverride('provider.datadogwebhooks', [{ api_url: SECRET_URL }]);
      stack.addOverride(`resource.${TYPE}.more`, { access_token_url: SECRET_URL });
      stack.addOverride('action.datadogwebhooks_verify_token.a.config', { access_token_url: SECRET_URL });
    },
    [
      `accessTokenUrl of ${TYPE}.more ${USER}`,
      `accessTokenUrl of datadogwebhooks_verify_token.a ${USER}`,
      `apiUrl of stack/datadog ${USER}`,
    ],
  ],
  [
    'of a value that is none',
    (_, method) => {
      method.addOverride('access_token_url', 'login.example.com');
      method.addOverride('client_secret_wo_version', '7');
    },
    [
      'accessTokenUrl of stack/payments must be an absolute http or https URL such as https://login.example.com/oauth2/token, but is "login.example.com"',
    ],
  ],
])('a wrong override %s is refused', (_, override, messages) => {
  const stack = stackWithProvider();
  override(stack, newMethod({}, stack));
  expect(validationErrors(stack)).toEqual(messages.map((message) => `[stack] ${message}`));
});

test('a value that the construct refuses is refused once', () => {
  expect(validationErrors(stackWithProvider({ apiUrl: SECRET_URL }))).toEqual([
    `[stack/datadog] apiUrl ${USER}`,
  ]);
});

test('a value that an override replaces is not refused, but the override is', () => {
  const stack = stackWithProvider({ apiUrl: SECRET_URL });
  untyped(stack.node.findChild('datadog')).addOverride('api_url', 'https://proxy.example');
  const method = newMethod({ name: undefined as never, scope: '' }, stack);
  method.addOverride('name', 'payments');
  method.addOverride('scope', 'read');
  expect(validationErrors(stack)).toEqual([]);

  method.addOverride('scope', '');
  expect(validationErrors(stack)).toEqual([
    '[stack] scope of stack/payments must not be an empty string; omit it instead',
  ]);
});
