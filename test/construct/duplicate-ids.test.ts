import { type TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  DataOAuth2ClientCredentialsAuthMethod,
  DatadogWebhooksProvider,
  OAuth2ClientCredentialsAuthMethod,
} from '../../lib';
import { newStack, synthesized, validationErrors } from './synthesis';

const CONFIG = { accessTokenUrl: 'https://login.example.com/token', clientId: 'client-1' };
const TYPE = 'datadogwebhooks_oauth2_client_credentials';

function newMethod(scope: Construct, id: string, name: string) {
  return new OAuth2ClientCredentialsAuthMethod(scope, id, { ...CONFIG, name });
}

function stackWithProvider(): TerraformStack {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog');
  return stack;
}

const message = (path: string, earlier: string, address: string) =>
  `[stack] ${path} has the same address in Terraform as ${earlier}: ${address}. Of a construct id, only the letters A-Z and a-z, digits, _ and - are part of the address. Both would be one resource, so cdk.tf.json would contain only one of them. Give one of them a different construct id.`;

test.each([
  ['payments', 'pay.ments', 'payments'],
  ['zahlung-ö', 'zahlung-ü', 'zahlung-'],
])('two auth methods that become one resource are refused: %s and %s', (first, second, name) => {
  const stack = stackWithProvider();
  newMethod(stack, first, 'a');
  newMethod(stack, second, 'b');

  expect(validationErrors(stack)).toEqual([message(`stack/${second}`, `stack/${first}`, `${TYPE}.${name}`)]);
});

test('so are two that an override gives one address', () => {
  const stack = stackWithProvider();
  newMethod(stack, 'a', 'a');
  newMethod(stack, 'b', 'b').overrideLogicalId('a');

  expect(validationErrors(stack)).toEqual([message('stack/b', 'stack/a', `${TYPE}.a`)]);
});

test('so are two data sources, in a stack without auth methods', () => {
  const stack = stackWithProvider();
  for (const id of ['read', 'read!'])
    new DataOAuth2ClientCredentialsAuthMethod(stack, id, { name: 'elsewhere' });

  expect(validationErrors(stack)).toEqual([message('stack/read!', 'stack/read', `data.${TYPE}.read`)]);
});

test('ids that stay different pass, and so does an auth method that moves to the address', () => {
  const stack = stackWithProvider();
  newMethod(stack, 'payments', 'a').addMoveTarget('target');
  newMethod(stack, 'Payments', 'b');
  newMethod(stack, 'pay.ments', 'c').moveTo('target');
  newMethod(new Construct(stack, 'x.y'), 'payments', 'd');
  newMethod(new Construct(stack, 'xy'), 'payments', 'e');
  new DataOAuth2ClientCredentialsAuthMethod(stack, 'pay!ments', { name: 'elsewhere' });

  expect(validationErrors(stack)).toEqual([]);
  expect(Object.keys(synthesized(stack).resource[TYPE])).toHaveLength(4);
});
