import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { DatadogWebhooksProvider, OAuth2ClientCredentialsAuthMethod } from '../../lib';
import { newApp, newStack, synthesized, validationErrors } from './synthesis';

function newMethod(stack: TerraformStack) {
  new DatadogWebhooksProvider(stack, 'datadog');
  return new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
    name: 'payments',
    accessTokenUrl: 'https://login.example.com/token',
    clientId: 'client-1',
  });
}

test('a hook is a null_resource', () => {
  const stack = newStack();
  const hook = newMethod(stack).onChange('notify', { command: 'x' });
  expect(Object.keys(synthesized(stack).resource)).toContain('null_resource');
  expect(hook.terraformResourceType).toBe('null_resource');
});

describe('the null provider', () => {
  test('is added to a stack that has none, once', () => {
    const stack = newStack();
    const method = newMethod(stack);
    method.onChange('one', { command: 'x' });
    method.onChange('two', { command: 'x' });
    expect(synthesized(stack).provider).toEqual({ datadogwebhooks: [{}], null: [{}] });
    expect(synthesized(stack).provider).toEqual({ datadogwebhooks: [{}], null: [{}] });
    expect(validationErrors(stack)).toEqual([]);
  });

  test('is not added to a stack that has one, be it made before or after the hook', () => {
    for (const order of ['before', 'after']) {
      const stack = newStack();
      const method = newMethod(stack);
      if (order === 'before') new NullProvider(stack, 'null', { alias: 'mine' });
      method.onChange('notify', { command: 'x' });
      if (order === 'after') new NullProvider(stack, 'null', { alias: 'mine' });
      expect(synthesized(stack).provider.null).toEqual([{ alias: 'mine' }]);
    }
  });

  test('is added or not in HCL as well', () => {
    const stack = newStack();
    newMethod(stack).onChange('notify', { command: 'x' });
    expect(Testing.synthHcl(stack)).toContain('provider "null"');
    new NullProvider(stack, 'null', { alias: 'mine' });
    expect(Testing.synthHcl(stack).match(/provider "null"/g)).toHaveLength(1);
  });

  test('is added to the stack of the hook alone', () => {
    const outer = new TerraformStack(newApp(), 'outer');
    const inner = new TerraformStack(outer, 'inner');
    newMethod(outer).onChange('notify', { command: 'x' });
    expect(synthesized(outer).provider).toHaveProperty('null');
    expect(synthesized(inner)).toEqual({});
  });
});
