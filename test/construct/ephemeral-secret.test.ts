import { DefaultTokenResolver, StringConcat, TerraformStack, Testing, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { EphemeralSecret } from '../../lib';
import { newApp, newStack, synthesized } from './synthesis';

const resolver = new DefaultTokenResolver(new StringConcat());

test('a secret is a variable that is sensitive and ephemeral, without a default', () => {
  const stack = newStack();
  const secret = new EphemeralSecret(stack, 'payments-secret', { description: 'Of the payments client.' });
  expect(synthesized(stack)).toEqual({
    variable: {
      payments_secret: {
        type: 'string',
        sensitive: true,
        ephemeral: true,
        description: 'Of the payments client.',
      },
    },
  });
  expect(Tokenization.resolve(secret.stringValue, { scope: stack, resolver })).toBe('${var.payments_secret}');
});

test('it is the same in HCL', () => {
  const stack = newStack();
  new EphemeralSecret(stack, 'payments-secret');
  expect(Testing.synthHcl(stack)).toContain(
    ['variable "payments_secret" {', 'type = string', 'sensitive = true', 'ephemeral = true', '}'].join('\n'),
  );
});

test.each([
  ['payments-secret', 'TF_VAR_payments_secret'],
  ['Payments Secret', 'TF_VAR_Payments_Secret'],
  ['payments.secret', 'TF_VAR_payments_secret'],
  ['2nd', 'TF_VAR__2nd'],
  ['zahlung-schlüssel', 'TF_VAR_zahlung_schl_ssel'],
])('the secret %p is filled from %s', (id, environmentVariable) => {
  expect(new EphemeralSecret(newStack(), id).environmentVariable).toBe(environmentVariable);
});

test('the variable has the name of the id, however deep the construct lies', () => {
  const stack = newStack();
  new EphemeralSecret(new Construct(new Construct(stack, 'team'), 'payments'), 'client-secret');
  expect(Object.keys(synthesized(stack).variable)).toEqual(['client_secret']);
});

test('the name of the variable can be chosen', () => {
  const secret = new EphemeralSecret(newStack(), 'secret', { variableName: 'payments_client_secret' });
  expect(secret.environmentVariable).toBe('TF_VAR_payments_client_secret');
});

test('two secrets of a stack do not share a variable', () => {
  const stack = newStack();
  new EphemeralSecret(new Construct(stack, 'payments'), 'client-secret');
  expect(() => new EphemeralSecret(new Construct(stack, 'orders'), 'client-secret')).toThrow(
    'The variable client_secret of stack/orders/client-secret is already that of stack/payments/client-secret, so both would get the same secret. Give one of them another `variableName`, or use the one in both places.',
  );
});

test('secrets of two stacks may have the same variable', () => {
  const app = newApp();
  for (const id of ['one', 'two']) {
    const stack = new TerraformStack(app, id);
    new EphemeralSecret(stack, 'client-secret');
    expect(Object.keys(synthesized(stack).variable)).toEqual(['client_secret']);
  }
});
