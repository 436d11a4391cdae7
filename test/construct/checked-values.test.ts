import type { TerraformStack } from 'cdktf';
import { DatadogWebhooksProvider, OAuth2ClientCredentialsAuthMethod } from '../../lib';
import { absoluteHttpUrl, notBlank } from '../../lib/checks';
import { wrongValues } from '../../lib/construct/checked-values';
import { newStack, validationErrors } from './synthesis';

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

const SECRET_URL = 'https://user:hunter2@proxy.example';
const METHOD = 'datadogwebhooks_oauth2_client_credentials';
const USER = 'must not contain a user name or a password';

type Constructs = readonly [DatadogWebhooksProvider, OAuth2ClientCredentialsAuthMethod, TerraformStack];
test.each<[string, (...constructs: Constructs) => void, string[]]>([
  [
    'of the provider',
    (provider) => provider.addOverride('api_url', SECRET_URL),
    [`apiUrl of stack/datadog ${USER}`],
  ],
  [
    'of the provider, with a reference in it',
    (provider) => provider.addOverride('api_url', `${SECRET_URL}/\${var.region}`),
    [`apiUrl of stack/datadog ${USER}`],
  ],
  [
    'of the auth method',
    (_, method) => method.addOverride('access_token_url', SECRET_URL),
    [`accessTokenUrl of stack/payments ${USER}`],
  ],
  [
    'of the stack',
    (_, __, stack) => {
      stack.addOverride('provider.datadogwebhooks', [{ api_url: SECRET_URL }]);
      stack.addOverride(`resource.${METHOD}.more`, { access_token_url: SECRET_URL });
      stack.addOverride('action.datadogwebhooks_verify_token.a.config', { access_token_url: SECRET_URL });
    },
    [
      `accessTokenUrl of ${METHOD}.more ${USER}`,
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
  const stack = newStack();
  const provider = new DatadogWebhooksProvider(stack, 'datadog');
  const method = new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
    name: 'payments',
    accessTokenUrl: 'https://login.example.com/token',
    clientId: 'client-1',
  });
  override(provider, method, stack);
  expect(validationErrors(stack)).toEqual(messages.map((message) => `[stack] ${message}`));
});

test('a value that the construct refuses is refused once', () => {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog', { apiUrl: SECRET_URL });
  expect(validationErrors(stack)).toEqual([`[stack/datadog] apiUrl ${USER}`]);
});
