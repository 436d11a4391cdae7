import { TerraformCount, TerraformStack, TerraformVariable } from 'cdktf';
import {
  DatadogWebhooksProvider,
  type DatadogWebhooksProviderConfig,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
  type OAuth2ClientCredentialsAuthMethodConfig,
} from '../../lib';
import { newApp, newStack, validationErrors } from './synthesis';

const CONFIG = { name: 'payments', accessTokenUrl: 'https://login.example.com/token', clientId: 'client-1' };

function newMethod(
  stack: TerraformStack,
  id: string,
  config: Partial<OAuth2ClientCredentialsAuthMethodConfig> = {},
) {
  return new OAuth2ClientCredentialsAuthMethod(stack, id, { ...CONFIG, ...config });
}

function stackWithProvider(config: DatadogWebhooksProviderConfig = {}): TerraformStack {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog', config);
  return stack;
}

const message = (path: string, earlier: string, name = '"payments"') =>
  `${path} has the same name as ${earlier}: ${name}. Datadog accepts a name only once in an organisation, so the deploy would fail half-way. Give one of them a different \`name\`. If they belong to two organisations, give each its own \`provider\` with its own keys or \`site\`.`;

test('two auth methods of a stack with one name are refused, with both paths and the ways out', () => {
  const stack = stackWithProvider();
  newMethod(stack, 'first');
  newMethod(stack, 'other', { name: 'other' });
  newMethod(stack, 'second');
  newMethod(stack, 'third');
  expect(validationErrors(stack)).toEqual([
    `[stack] ${message('stack/second', 'stack/first')}`,
    `[stack] ${message('stack/third', 'stack/first')}`,
  ]);
});

test('names that Terraform normalises to the same are one name', () => {
  const stack = stackWithProvider();
  newMethod(stack, 'first', { name: 'Zoë' });
  newMethod(stack, 'second', { name: 'Zoe\u0308' });
  expect(validationErrors(stack)).toEqual([
    `[stack] ${message('stack/second', 'stack/first', '"Zoe\u0308"')}`,
  ]);
});

test('a name that a setter gave counts, and one that a setter took away does not', () => {
  const stack = stackWithProvider();
  newMethod(stack, 'first');
  const second = newMethod(stack, 'second');
  second.name = 'orders';
  expect(validationErrors(stack)).toEqual([]);
  second.name = 'payments';
  expect(validationErrors(stack)).toHaveLength(1);
});

test.each<[string, (stack: TerraformStack) => void]>([
  ['a name that is known later', (stack) => newMethod(stack, 'second', { name: '${local.name}' })],
  ['one that an override renames', (stack) => newMethod(stack, 'second').addOverride('name', 'other')],
  ['one that may not exist', (stack) => newMethod(stack, 'second', { count: TerraformCount.of(1) })],
  ['one that moves to a different construct', (stack) => newMethod(stack, 'second').moveTo('target')],
])('%s passes', (_, add) => {
  const stack = stackWithProvider();
  const first = newMethod(stack, 'first');
  first.addMoveTarget('target');
  add(stack);
  expect(validationErrors(stack)).toEqual([]);
});

describe('two providers of a stack', () => {
  /** The errors when one auth method has each provider. */
  function errors(one: DatadogWebhooksProviderConfig, two: DatadogWebhooksProviderConfig): string[] {
    const stack = stackWithProvider(one);
    const provider = new DatadogWebhooksProvider(stack, 'second-provider', { ...two, alias: 'second' });
    new EphemeralSecret(stack, 'one-key');
    new EphemeralSecret(stack, 'two-key');
    newMethod(stack, 'first');
    newMethod(stack, 'second', { provider });
    return validationErrors(stack);
  }

  test.each<[string, DatadogWebhooksProviderConfig, DatadogWebhooksProviderConfig]>([
    ['a site', {}, { site: 'datadoghq.eu' }],
    ['an address', { apiUrl: 'http://localhost:1' }, { apiUrl: 'http://localhost:2' }],
    ['keys', { apiKey: '${var.one_key}' }, { apiKey: '${var.two_key}' }],
    ['a token', {}, { bearerToken: '${var.one_key}' }],
  ])('may use one name when they differ in %s', (_, one, two) => {
    expect(errors(one, two)).toEqual([]);
  });

  test.each<[string, DatadogWebhooksProviderConfig]>([
    ['both take all from the environment', {}],
    ['both have the same references', { apiKey: '${var.one_key}', appKey: '${var.two_key}' }],
  ])('may not when %s', (_, config) => {
    expect(errors(config, { ...config, maxRetries: 1 })).toEqual([
      `[stack] ${message('stack/second', 'stack/first')}`,
    ]);
  });

  test('have the same key when it comes from the same variable', () => {
    const stack = newStack();
    const key = new TerraformVariable(stack, 'key', { type: 'string' });
    for (const alias of ['one', 'two']) {
      const provider = new DatadogWebhooksProvider(stack, `provider-${alias}`, {
        alias,
        apiKey: key.stringValue,
      });
      newMethod(stack, alias, { provider });
    }
    expect(validationErrors(stack)).toEqual([`[stack] ${message('stack/two', 'stack/one')}`]);
  });
});

describe('two stacks of an app', () => {
  const KEYS = { apiKey: 'a', appKey: 'b', dangerouslyAllowLiteralSecrets: true };

  /** The errors of the second stack when each has an auth method. */
  function errors(config: DatadogWebhooksProviderConfig, add = newMethod): string[] {
    const app = newApp();
    const stacks = ['one', 'two'].map((id) => new TerraformStack(app, id));
    for (const stack of stacks) {
      new DatadogWebhooksProvider(stack, 'datadog', config);
      add(stack, 'payments');
    }
    return validationErrors(stacks[1] as TerraformStack);
  }

  test('may not use one name with the same literal keys', () => {
    expect(errors(KEYS)).toEqual([`[two] ${message('two/payments', 'one/payments')}`]);
  });

  test.each<[string, DatadogWebhooksProviderConfig]>([
    ['the environment, which each deploy has its own of', {}],
    ['variables, which each stack has its own of', { apiKey: '${var.key}', appKey: '${var.app_key}' }],
    ['the environment and the same site', { site: 'datadoghq.eu' }],
  ])('may when the keys come from %s', (_, config) => {
    expect(errors(config)).toEqual([]);
  });

  test('may when each imports the auth method and manages a part of it', () => {
    const importing = (stack: TerraformStack, id: string) => {
      const method = newMethod(stack, id);
      method.importFrom('name:payments');
      return method;
    };
    expect(errors(KEYS, importing)).toEqual([]);
  });
});

test('a thousand auth methods are checked in a moment', () => {
  const stack = stackWithProvider();
  for (let i = 0; i < 1000; i++) newMethod(stack, `method-${i}`, { name: `payments ${i}` });
  newMethod(stack, 'again', { name: 'payments 999' });
  expect(validationErrors(stack)).toEqual([
    `[stack] ${message('stack/again', 'stack/method-999', '"payments 999"')}`,
  ]);
});
