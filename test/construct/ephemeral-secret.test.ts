import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DefaultTokenResolver,
  StringConcat,
  TerraformOutput,
  TerraformStack,
  Testing,
  Tokenization,
} from 'cdktf';
import { Construct } from 'constructs';
import { EphemeralSecret } from '../../lib';
import { cleanEnvironment, run, succeeded } from '../helpers/terraform';
import { newApp, newStack, synthesized, temporaryFolder } from './synthesis';

const resolver = new DefaultTokenResolver(new StringConcat());

const NO_VALUE =
  'The secret payments_secret has no value. Without it a deploy could use other credentials or miss a rotation. Set the environment variable TF_VAR_payments_secret where Terraform runs.';

test('a secret is a variable that is sensitive and ephemeral, and whose default is refused', () => {
  const stack = newStack();
  const secret = new EphemeralSecret(stack, 'payments-secret', { description: 'Of the payments client.' });
  expect(synthesized(stack)).toEqual({
    variable: {
      payments_secret: {
        type: 'string',
        sensitive: true,
        ephemeral: true,
        default: null,
        description: 'Of the payments client.',
        validation: [
          {
            condition: '${var.payments_secret != null && var.payments_secret != ""}',
            error_message: NO_VALUE,
          },
        ],
      },
    },
  });
  expect(Tokenization.resolve(secret.stringValue, { scope: stack, resolver })).toBe('${var.payments_secret}');
});

test('it is the same in HCL', () => {
  const stack = newStack();
  new EphemeralSecret(stack, 'payments-secret');
  expect(Testing.synthHcl(stack)).toContain(
    [
      'variable "payments_secret" {',
      'type = string',
      'sensitive = true',
      'validation {',
      `error_message = "${NO_VALUE}"`,
      'condition = "${var.payments_secret != null && var.payments_secret != ""}"',
      '}',
      'ephemeral = true',
      'default = null',
      '}',
    ].join('\n'),
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
    'The variable client_secret of stack/orders/client-secret already belongs to stack/payments/client-secret, so both would get the same secret. Give one of them a different `variableName`, or use one secret in both places.',
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

describe('Terraform, without a terminal to ask at,', () => {
  let folder: string;
  beforeAll(async () => {
    const stack = newStack();
    new EphemeralSecret(stack, 'payments-secret');
    new TerraformOutput(stack, 'output', { value: 'x' });
    folder = temporaryFolder();
    writeFileSync(join(folder, 'cdk.tf.json'), Testing.synth(stack));
    await terraform('init');
  });
  const terraform = (args: string, env: NodeJS.ProcessEnv = {}) =>
    run('terraform', args.split(' '), { cwd: folder, env: cleanEnvironment(env) });

  test.each(['plan', 'apply -auto-approve'])(
    'stops at once at %s and names the variable, when the secret is missing or empty',
    async (command) => {
      for (const env of [{}, { TF_VAR_payments_secret: '' }]) {
        const { code, flat } = await terraform(command, env);
        expect(code).toBe(1);
        expect(flat).toContain(NO_VALUE);
      }
    },
  );

  test('stops at the apply of a saved plan that was made with the secret', async () => {
    await terraform('plan -out plan', { TF_VAR_payments_secret: 'secret' }).then(succeeded);
    const { code, flat } = await terraform('apply plan');
    expect(code).toBe(1);
    expect(flat).toContain('The ephemeral input variable "payments_secret" was set during the plan phase');
    succeeded(await terraform('apply plan', { TF_VAR_payments_secret: 'secret' }));
  });
});
