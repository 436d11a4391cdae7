import type { TerraformStack } from 'cdktf';
import type { OAuth2ClientCredentialsAuthMethod } from '../../lib';
import { TYPE } from '../helpers/terraform';
import { newMethod, stackWithProvider, untyped, validationErrors } from './synthesis';

const SECRET_URL = 'https://user:hunter2@proxy.example';
const USER = 'must not contain a user name or a password';

/** What the check of a stack says about a URL. */
const wrongUrl = (url: string) => validationErrors(newMethod({ accessTokenUrl: url, scope: url }).cdktfStack);

test.each([
  'https://user:hunter2@proxy.example/${var.region}',
  'HTTP://${var.user}@proxy.example',
  'https://us%er:$p%${ var.passwords[0].clé }@proxy.example:${var.port}/x',
  'https://user:hunter2@$${var.host}',
  'https:///user:hunter2@${var.host}',
  'https://\\user:hunter2@${var.host}',
])('a user before the host of a URL is wrong, whatever its references are: %s', (url) => {
  expect(wrongUrl(url)).toEqual([`[stack] accessTokenUrl of stack/payments ${USER}`]);
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
  expect(wrongUrl(url)).toEqual([]);
});

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

test('a value that an override replaces is not refused, but the override is', () => {
  const stack = stackWithProvider({ apiUrl: SECRET_URL });
  untyped(stack.node.findChild('datadog')).addOverride('api_url', 'https://proxy.example');
  const method = newMethod({ scope: '' }, stack);
  method.addOverride('scope', 'read');
  expect(validationErrors(stack)).toEqual([]);

  method.addOverride('scope', '');
  expect(validationErrors(stack)).toEqual([
    '[stack] scope of stack/payments must not be an empty string; omit it instead',
  ]);
});
