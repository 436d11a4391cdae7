import { TerraformStack } from 'cdktf';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../../lib/emulator';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
  DataOAuth2ClientCredentialsAuthMethod,
} from '../../lib';
import { cleanEnvironment, run } from '../helpers/terraform';
import { newApp } from './synthesis';
test('e2e', async () => {
  const emulator = await startEmulator();
  const app = newApp();
  const stack = new TerraformStack(app, 's');
  new DatadogWebhooksProvider(stack, 'dd', { apiUrl: emulator.url });
  const secret = new EphemeralSecret(stack, 'payments-secret');
  const m = new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
    name: 'p',
    accessTokenUrl: 'https://login.example.com/t',
    clientId: 'c',
    clientSecret: secret.stringValue,
  });
  m.onChange('notify', {
    command:
      'echo "HOOK ${AUTH_METHOD_NAME} aud=${AUTH_METHOD_AUDIENCE-unset} rev=${AUTH_METHOD_CLIENT_SECRET_REVISION} w=$AUTH_METHOD_WATCHED"',
    on: ['audience', 'clientSecret'],
  });
  new DataOAuth2ClientCredentialsAuthMethod(stack, 'data', { id: m.id });
  const cwd = join(app.outdir, 'stacks/s');
  const env = cleanEnvironment({ DD_API_KEY: 'a', DD_APP_KEY: 'b', TF_VAR_payments_secret: 's1' });
  const deploy = async (label: string, e = {}) => {
    app.synth();
    const file = join(cwd, 'cdk.tf.json');
    const json = JSON.parse(readFileSync(file, 'utf8'));
    const hook: any = Object.values(json.resource.null_resource)[0];
    delete json.resource.null_resource;
    delete json.provider.null;
    delete json.terraform.required_providers.null;
    json.resource.terraform_data = {
      hook: { triggers_replace: hook.triggers, provisioner: hook.provisioner },
    };
    writeFileSync(file, JSON.stringify(json));
    await run('terraform', ['init', '-no-color'], { cwd, env });
    const r = await run('terraform', ['apply', '-auto-approve', '-no-color'], { cwd, env: { ...env, ...e } });
    console.log(
      label,
      r.code,
      r.text
        .split('\n')
        .filter((l) => /HOOK|Apply|Error|Plan:|rror/.test(l))
        .join('\n'),
    );
  };
  await deploy('create');
  await deploy('again');
  m.name = 'p2';
  await deploy('rename');
  m.audience = 'https://aud';
  await deploy('audience');
  await deploy('rotate', { TF_VAR_payments_secret: 's2' });
  env.TF_VAR_payments_secret = 's2';
  m.resetAudience();
  await deploy('clear audience');
  await emulator.close();
}, 100000);
