import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { DataOAuth2ClientCredentialsAuthMethod, DatadogWebhooksProvider, EphemeralSecret } from '../../lib';
import { TYPE } from '../helpers/terraform';
import { newMethod, newStack, stackWithProvider, synthesized, validationErrors } from './synthesis';

const message = (path: string, earlier: string, address: string) =>
  `[stack] ${path} has the same address in Terraform as ${earlier}: ${address}. Of a construct id, only the letters A-Z and a-z, digits, _ and - are part of the address. Both would be one, so cdk.tf.json would contain only one of them. Give one of them a different construct id, or a secret a different \`variableName\`.`;

test('two auth methods that become one resource are refused', () => {
  const stack = stackWithProvider();
  newMethod({ name: 'a' }, stack, 'zahlung-ö');
  newMethod({ name: 'b' }, stack, 'zahlung-ü');
  newMethod({ name: 'c' }, stack, 'c').overrideLogicalId('zahlung-');

  expect(validationErrors(stack)).toEqual(
    ['zahlung-ü', 'c'].map((id) => message(`stack/${id}`, 'stack/zahlung-ö', `${TYPE}.zahlung-`)),
  );
});

test('so are two data sources and two secrets, in a stack without auth methods', () => {
  const stack = stackWithProvider();
  for (const id of ['read', 'read!']) {
    new DataOAuth2ClientCredentialsAuthMethod(stack, id, { name: 'elsewhere' });
    new EphemeralSecret(new Construct(stack, `of-${id}`), 'secret');
  }
  new EphemeralSecret(new TerraformStack(stack, 'inner'), 'secret');

  expect(validationErrors(stack)).toEqual([
    message('stack/read!', 'stack/read', `data.${TYPE}.read`),
    message('stack/of-read!/secret', 'stack/of-read/secret', 'var.secret'),
  ]);
});

test('so are two secrets in a stack with nothing else of ours', () => {
  const stack = newStack();
  for (const id of ['a', 'b']) new EphemeralSecret(new Construct(stack, id), 'secret');

  expect(validationErrors(stack)).toEqual([message('stack/b/secret', 'stack/a/secret', 'var.secret')]);
});

test('ids that stay different pass, and so does an auth method that moves to the address', () => {
  const stack = stackWithProvider();
  newMethod({ name: 'a' }, stack).addMoveTarget('target');
  newMethod({ name: 'b' }, stack, 'Payments');
  newMethod({ name: 'c' }, stack, 'pay.ments').moveTo('target');
  for (const id of ['x.y', 'xy']) newMethod({ name: id }, new Construct(stack, id));
  new DataOAuth2ClientCredentialsAuthMethod(stack, 'pay!ments', { name: 'elsewhere' });
  const inner = new TerraformStack(stack, 'inner');
  new DatadogWebhooksProvider(inner, 'datadog');
  newMethod({ name: 'd' }, inner);

  expect(validationErrors(stack)).toEqual([]);
  expect(Object.keys(synthesized(stack).resource[TYPE])).toHaveLength(4);
});

test('two providers without an alias are left to Terraform, which names the place', () => {
  const stack = stackWithProvider();
  new DatadogWebhooksProvider(stack, 'again');
  expect(validationErrors(stack)).toEqual([]);
});
