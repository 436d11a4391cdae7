import { Fn, Lazy, TerraformLocal, type TerraformStack, TerraformVariable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { DatadogWebhooksProvider, EphemeralSecret, OAuth2ClientCredentialsAuthMethod } from '../../lib';
import { isConstant } from '../../lib/construct/constant';
import { literalClientSecret, literalKey } from '../../lib/construct/literal-secrets';
import { newStack, untyped, validationErrors } from './synthesis';

const CONFIG = {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/token',
  clientId: 'client-1',
};

/** The errors of a stack with an auth method that has this secret. */
function errors(clientSecret: (stack: TerraformStack) => string | undefined, config: object = {}): string[] {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog');
  const secret = clientSecret(stack);
  new OAuth2ClientCredentialsAuthMethod(stack, 'payments', { ...CONFIG, clientSecret: secret, ...config });
  return validationErrors(stack);
}

const refused = (origin?: string) => [
  `[stack/payments] ${literalClientSecret('clientSecret', 'payments', origin)}`,
];
const local = (stack: TerraformStack, value: unknown) => new TerraformLocal(stack, 'secret', value).asString;
const variable = (scope: Construct, config: object) =>
  new TerraformVariable(scope, 'secret', { type: 'string', ...config }).stringValue;

const LITERALS: [string, (stack: TerraformStack) => string][] = [
  ['a lazy value', () => Lazy.stringValue({ produce: () => 'literal' })],
  ['a token', () => Token.asString({ resolve: () => 'literal' })],
  ['the argument of a function', () => Fn.trimspace('literal')],
  ['an expression', () => '${"literal"}'],
  ['a text with the beginning of an expression', () => 'abc${def'],
  ['a text that Terraform reads as an expression of nothing', () => 'abc${def}ghi'],
];
test.each(LITERALS)('%s is a literal in cdk.tf.json, and refused', (_, secret) => {
  expect(errors(secret)).toEqual(refused());
});

test.each<[string, (stack: TerraformStack) => string]>([
  ['itself', (stack) => local(stack, 'literal')],
  ['in a function', (stack) => local(stack, Fn.upper('literal'))],
  ['through another one', (stack) => local(stack, new TerraformLocal(stack, 'other', 'literal').asString)],
])('a local that is a literal is refused: %s', (_, secret) => {
  expect(errors(secret)).toEqual(refused('comes from the local secret, which is a literal'));
});

test('a variable with a literal default is refused, in a construct too', () => {
  expect(errors((stack) => variable(stack, { default: 'literal' }))).toEqual(
    refused('comes from the variable secret, whose default is a literal'),
  );
  expect(errors((stack) => variable(new Construct(stack, 'inner'), { default: 'literal' }))).toEqual([
    expect.stringContaining('comes from the variable inner_secret_'),
  ]);
});

test('an override that is a literal is refused, for the secret and for a key', () => {
  const stack = newStack();
  const provider = new DatadogWebhooksProvider(stack, 'datadog', { appKey: Fn.trimspace('literal') });
  provider.addOverride('api_key', 'literal');
  const method = new OAuth2ClientCredentialsAuthMethod(stack, 'payments', CONFIG);
  method.addOverride('client_secret_wo', 'literal');

  expect(validationErrors(stack)).toEqual([
    `[stack/datadog] ${literalKey('apiKey', ['DD_API_KEY', 'DATADOG_API_KEY'])}`,
    `[stack/datadog] ${literalKey('appKey', ['DD_APP_KEY', 'DATADOG_APP_KEY'])}`,
    ...refused(),
  ]);
});

test.each<[string, (stack: TerraformStack) => string | undefined]>([
  ['no secret', () => undefined],
  ['an ephemeral secret', (stack) => new EphemeralSecret(stack, 'secret').stringValue],
  ['a function of one', (stack) => Fn.trimspace(new EphemeralSecret(stack, 'secret').stringValue)],
  [
    'a lazy one',
    (stack) => Lazy.stringValue({ produce: () => untyped(new EphemeralSecret(stack, 's')).stringValue }),
  ],
  ['a local that refers to one', (stack) => local(stack, new EphemeralSecret(stack, 'x').stringValue)],
  ['a local that refers to itself', (stack) => local(stack, '${local.secret}')],
  ['a variable without a default', (stack) => variable(stack, {})],
  ['a variable whose default is empty', (stack) => variable(stack, { default: '' })],
  ['an entry of a vault', () => '${ephemeral.vault_kv_secret_v2.payments.data["client_secret"]}'],
  ['a file where Terraform runs', () => Fn.file('/run/secrets/payments')],
  ['a variable of code that is not here', () => '${var.elsewhere}'],
])('%s passes', (_, secret) => {
  expect(errors(secret)).toEqual([]);
});

test('dangerouslyAllowLiteralSecrets allows each of them', () => {
  for (const [, secret] of LITERALS)
    expect(errors(secret, { dangerouslyAllowLiteralSecrets: true })).toEqual([]);
});

test.each([
  'literal',
  '$${var.x}',
  '%%{ if var.x }',
  '${"a"}${"b.c[0]"}',
  '${join("", ["var.x", "\\"var.y"])}',
  '${lookup({ a = "b" }, "a")}',
  '${[for s in ["a"] : s][0]}',
  '${"$${var.x}"}',
  '${var.x',
  '${"var.x}',
  '\\${"literal"}',
])('a template without a reference is constant: %s', (template) => {
  expect(isConstant(template)).toBe(true);
});

test.each([
  '${var.x}',
  'a-${var.x}',
  '%{ if var.x }a%{ endif }',
  '${"a-${local.x}"}',
  '${join("", ["a", var.x])}',
  '${data.x.y[0].z}',
  '${each.value}',
  '${x["y"]}',
  '${{ a = "b" }[var.x]}',
  '${provider::vault::read("x")}',
  '\\${var.x}',
])('a template with a reference is not: %s', (template) => {
  expect(isConstant(template)).toBe(false);
});
