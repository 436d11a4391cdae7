import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { EphemeralSecret } from '../../lib';
import { cleanEnvironment, run, succeeded } from '../helpers/terraform';
import { newStack, synthesized, temporaryFolder } from './synthesis';

const NO_VALUE =
  'The secret payments_secret has no value. Without it a deploy could use other credentials or miss a rotation. Set the environment variable TF_VAR_payments_secret where Terraform runs.';

test('a secret is a variable that is sensitive and ephemeral, and whose default is refused', () => {
  const stack = newStack();
  const secret = new EphemeralSecret(stack, 'payments-secret', { description: 'Of the payments client.' });
  new TerraformOutput(stack, 'output', { value: secret.stringValue });
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
    output: { output: { value: '${var.payments_secret}' } },
  });
  expect(Testing.synthHcl(stack)).toContain('ephemeral = true\ndefault = null\n');
});

test.each([
  ['payments-secret', 'TF_VAR_payments_secret'],
  ['Payments Secret', 'TF_VAR_Payments_Secret'],
  ['payments.secret', 'TF_VAR_payments_secret'],
  ['2nd', 'TF_VAR__2nd'],
  ['zahlung-schlüssel', 'TF_VAR_zahlung_schl_ssel'],
])('the secret %p is filled from %s, however deep the construct lies', (id, environmentVariable) => {
  const stack = newStack();
  const secret = new EphemeralSecret(new Construct(new Construct(stack, 'team'), 'payments'), id);
  expect(secret.environmentVariable).toBe(environmentVariable);
  expect(Object.keys(synthesized(stack).variable)).toEqual([environmentVariable.replace('TF_VAR_', '')]);
});

test('the name of the variable can be chosen', () => {
  const secret = new EphemeralSecret(newStack(), 'secret', { variableName: 'payments_client_secret' });
  expect(secret.environmentVariable).toBe('TF_VAR_payments_client_secret');
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

  test.each([{}, { TF_VAR_payments_secret: '' }])(
    'stops at once with %j, and names the variable',
    async (env) => {
      const { code, flat } = await terraform('plan', env);
      expect(code).toBe(1);
      expect(flat).toContain(NO_VALUE);
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
