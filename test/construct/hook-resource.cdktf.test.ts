import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { DatadogWebhooksProvider } from '../../lib';
import { newApp, newMethod, stackWithProvider, synthesized, validationErrors } from './synthesis';

test('a hook is a null_resource', () => {
  const method = newMethod();
  const hook = method.onChange('notify', { command: 'x' });
  expect(Object.keys(synthesized(method.cdktfStack).resource)).toContain('null_resource');
  expect(hook.terraformResourceType).toBe('null_resource');
});

describe('the null provider', () => {
  test('is added to a stack that has none, once', () => {
    const method = newMethod();
    for (const id of ['one', 'two']) method.onChange(id, { command: 'x' });
    expect(synthesized(method.cdktfStack).provider).toEqual({ datadogwebhooks: [{}], null: [{}] });
    expect(validationErrors(method.cdktfStack)).toEqual([]);
  });

  test.each(['before', 'after'])('is not added to a stack that has one, made %s the hook', (order) => {
    const stack = stackWithProvider();
    const add = () => new NullProvider(stack, 'null', { alias: 'mine' });
    if (order === 'before') add();
    newMethod({}, stack).onChange('notify', { command: 'x' });
    if (order === 'after') add();
    expect(synthesized(stack).provider.null).toEqual([{ alias: 'mine' }]);
    expect(Testing.synthHcl(stack).match(/provider "null"/g)).toHaveLength(1);
  });

  test('is added to the stack of the hook alone', () => {
    const outer = new TerraformStack(newApp(), 'outer');
    const inner = new TerraformStack(outer, 'inner');
    new DatadogWebhooksProvider(outer, 'datadog');
    newMethod({}, outer).onChange('notify', { command: 'x' });
    expect(Testing.synthHcl(outer)).toContain('provider "null"');
    expect(synthesized(inner)).toEqual({});
  });
});
