import { TerraformCount, TerraformIterator, TerraformStack, TerraformVariable } from 'cdktf';
import { DatadogWebhooksProvider, type DatadogWebhooksProviderConfig, EphemeralSecret } from '../../lib';
import { TYPE } from '../helpers/terraform';
import { newApp, newMethod, stackWithProvider, validationErrors } from './synthesis';

const message = (path: string, earlier: string, name = '"payments"') =>
  `${path} has the same name as ${earlier}: ${name}. Datadog accepts a name only once in an organisation, so the deploy would fail half-way. Give one of them a different \`name\`. If they belong to two organisations, give each its own \`provider\` with its own keys, \`orgUuid\` or \`site\`.`;

const AWS = { cloudProviderType: 'aws', orgUuid: '6f0a5f6e-2f4b-4a53-9a64-7b1f5a3a1c11' };

test('two auth methods of a stack with one name are refused, with both paths and the ways out', () => {
  const stack = stackWithProvider();
  newMethod({}, stack, 'first');
  newMethod({ name: 'other' }, stack, 'other');
  newMethod({}, stack, 'second');
  newMethod({}, stack, 'third');
  expect(validationErrors(stack)).toEqual([
    `[stack] ${message('stack/second', 'stack/first')}`,
    `[stack] ${message('stack/third', 'stack/first')}`,
  ]);
});

test('names that Terraform normalises to the same are one name', () => {
  const stack = stackWithProvider();
  newMethod({ name: 'Zoë' }, stack, 'first');
  newMethod({ name: 'Zoe\u0308' }, stack, 'second');
  expect(validationErrors(stack)).toEqual([
    `[stack] ${message('stack/second', 'stack/first', '"Zoe\u0308"')}`,
  ]);
});

test('a name that a setter or an override gave counts', () => {
  const stack = stackWithProvider();
  newMethod({}, stack, 'first');
  const second = newMethod({ name: 'orders' }, stack, 'second');
  expect(validationErrors(stack)).toEqual([]);
  second.name = 'payments';
  expect(validationErrors(stack)).toHaveLength(1);
  second.addOverride('name', 'refunds');
  expect(validationErrors(stack)).toEqual([]);
  stack.addOverride(`resource.${TYPE}.second.name`, 'payments');
  expect(validationErrors(stack)).toHaveLength(1);
});

test.each<[string, (stack: TerraformStack) => void]>([
  ['a name that is known later', (stack) => newMethod({ name: '${local.name}' }, stack, 'second')],
  ['one of a count', (stack) => newMethod({ count: TerraformCount.of(1) }, stack, 'second')],
  ['one of forEach', (stack) => newMethod({ forEach: TerraformIterator.fromList([]) }, stack, 'second')],
  ['one that moves to a different construct', (stack) => newMethod({}, stack, 'second').moveTo('target')],
])('%s passes', (_, add) => {
  const stack = stackWithProvider();
  newMethod({}, stack, 'first').addMoveTarget('target');
  add(stack);
  expect(validationErrors(stack)).toEqual([]);
});

describe('two providers of a stack', () => {
  /** The errors when one auth method has each provider. */
  function errors(one: DatadogWebhooksProviderConfig, two: DatadogWebhooksProviderConfig): string[] {
    const stack = stackWithProvider(one);
    const provider = new DatadogWebhooksProvider(stack, 'second-provider', { ...two, alias: 'second' });
    for (const id of ['one-key', 'two-key']) new EphemeralSecret(stack, id);
    newMethod({}, stack, 'first');
    newMethod({ provider }, stack, 'second');
    return validationErrors(stack);
  }

  test.each<[string, DatadogWebhooksProviderConfig, DatadogWebhooksProviderConfig]>([
    ['a site', {}, { site: 'datadoghq.eu' }],
    ['an address', { apiUrl: 'http://localhost:1' }, { apiUrl: 'http://localhost:2' }],
    ['keys', { apiKey: '${var.one_key}' }, { apiKey: '${var.two_key}' }],
    ['the application key', { appKey: '${var.one_key}' }, { appKey: '${var.two_key}' }],
    ['a token', {}, { bearerToken: '${var.one_key}' }],
    ['the organisation of their cloud', AWS, { ...AWS, orgUuid: AWS.orgUuid.replace('6', '7') }],
    ['whether a cloud proves who deploys', {}, { cloudProviderType: 'aws' }],
  ])('may use one name when they differ in %s', (_, one, two) => {
    expect(errors(one, two)).toEqual([]);
  });

  test.each<[string, DatadogWebhooksProviderConfig]>([
    ['both take all from the environment', {}],
    ['both have the same references', { apiKey: '${var.one_key}', appKey: '${var.two_key}' }],
    ['both have the same organisation', AWS],
  ])('may not when %s', (_, config) => {
    expect(errors(config, { ...config, maxRetries: 1 })).toEqual([
      `[stack] ${message('stack/second', 'stack/first')}`,
    ]);
  });

  test('have the same key when it comes from the same variable', () => {
    const app = newApp();
    const stack = new TerraformStack(app, 'stack');
    const apiKey = new TerraformVariable(stack, 'key', { type: 'string' }).stringValue;
    for (const alias of ['one', 'two'])
      newMethod(
        { provider: new DatadogWebhooksProvider(stack, `p-${alias}`, { alias, apiKey }) },
        stack,
        alias,
      );
    expect(validationErrors(stack)).toEqual([`[stack] ${message('stack/two', 'stack/one')}`]);
  });
});

describe('two stacks of an app', () => {
  const KEYS = { apiKey: 'a', appKey: 'b', dangerouslyAllowLiteralSecrets: true };

  /** The errors of each stack when both have an auth method. */
  function errors(config: DatadogWebhooksProviderConfig, isImported = false): string[] {
    const app = newApp();
    const stacks = ['one', 'two'].map((id) => new TerraformStack(app, id));
    for (const stack of stacks) {
      new DatadogWebhooksProvider(stack, 'datadog', config);
      const method = newMethod({}, stack);
      if (isImported) method.importFrom('name:payments');
    }
    return stacks.flatMap(validationErrors);
  }

  test('may not use one name with the same literal keys', () => {
    expect(errors(KEYS)).toEqual([`[two] ${message('two/payments', 'one/payments')}`]);
  });

  test.each<[string, DatadogWebhooksProviderConfig]>([
    ['the environment, which each deploy has its own of', {}],
    ['variables, which each stack has its own of', { apiKey: '${var.key}', appKey: '${var.app_key}' }],
    ['the environment and the same site', { site: 'datadoghq.eu' }],
    ['a cloud, which takes precedence over literal ones', { ...KEYS, cloudProviderType: 'aws' }],
  ])('may when the keys come from %s', (_, config) => {
    expect(errors(config)).toEqual([]);
  });

  test('are each rendered once for their checks', () => {
    const app = newApp();
    const stacks = ['one', 'two', 'three'].map((id) => new TerraformStack(app, id));
    const renderings = stacks.map((stack) => {
      new DatadogWebhooksProvider(stack, 'datadog', KEYS);
      newMethod({ name: stack.node.id }, stack);
      return jest.spyOn(stack, 'toTerraform');
    });
    expect(stacks.flatMap(validationErrors)).toEqual([]);
    expect(renderings.map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
  });

  test('may when each imports the auth method and manages a part of it', () => {
    expect(errors(KEYS, true)).toEqual([]);
  });
});
