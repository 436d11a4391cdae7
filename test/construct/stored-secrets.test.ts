import { Fn, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { EphemeralSecret } from '../../lib';
import { warnOfStoredSecrets } from '../../lib/construct/stored-secrets';
import { newApp } from './synthesis';

const message = (property: string, variable: string) =>
  `${property} comes from the variable ${variable}, which is not ephemeral. Every plan file would hold its value in clear text. Use an EphemeralSecret instead, or call addOverride('ephemeral', true) on the variable.`;

/** The warnings for secrets that a stack's variables give. */
function warnings(secrets: (stack: TerraformStack) => Record<string, string | undefined>): string[] {
  const app = newApp();
  const stack = new TerraformStack(app, 'stack');
  const construct = new Construct(stack, 'payments');
  warnOfStoredSecrets(construct, secrets(stack), {
    outdir: app.outdir,
    manifest: app.manifest,
  });
  return construct.node.metadata.map(({ data }) => data as string);
}

const variable = (stack: TerraformStack, id: string) =>
  new TerraformVariable(stack, id, { type: 'string', sensitive: true });

test('a sensitive variable is warned of, since a plan file holds its value', () => {
  expect(
    warnings((stack) => ({ apiKey: variable(stack, 'api_key').stringValue, appKey: undefined })),
  ).toEqual([message('apiKey', 'api_key')]);
});

test('a variable within an expression or written by hand is found', () => {
  expect(
    warnings((stack) => ({
      apiKey: Fn.base64decode(variable(stack, 'one').stringValue),
      appKey: `x-${variable(stack, 'two').stringValue}`,
      bearerToken: '${trimspace(var.three-a)}${var.two}',
      other: variable(new TerraformStack(stack, 'inner'), 'three-a').friendlyUniqueId,
    })),
  ).toEqual([message('apiKey', 'one'), message('appKey', 'two'), message('bearerToken', 'two')]);
});

test('an ephemeral variable is right, by whichever way it is', () => {
  expect(
    warnings((stack) => {
      const overridden = variable(stack, 'overridden');
      overridden.addOverride('ephemeral', true);
      return { apiKey: overridden.stringValue, appKey: new EphemeralSecret(stack, 'app-key').stringValue };
    }),
  ).toEqual([]);
});

test('what is no variable of the stack is not warned of', () => {
  expect(
    warnings(() => ({ apiKey: '${ephemeral.vault_kv_secret_v2.key.data.api}', appKey: '${var.elsewhere}' })),
  ).toEqual([]);
});
