import { startEmulator } from '../../lib/emulator';
import { CdktfProject } from '../helpers/cdktf-project';
import { takeRequests } from '../helpers/requests';

const CODE = `import { App, TerraformStack } from 'cdktf';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
} from 'cdktf-datadog-webhooks';
const app = new App();
const stack = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(stack, 'datadog-webhooks');
new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
  name: ' ',
  accessTokenUrl: '/token',
  clientId: 'payments-webhooks',
  clientSecret: new EphemeralSecret(stack, 'secret').stringValue,
  audience: '',
});
app.synth();
`;

test('wrong values stop `cdktf deploy` at synth, all of them with the path of the construct', async () => {
  await using emulator = await startEmulator();
  const project = new CdktfProject({ DD_HOST: emulator.url, DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key' });
  project.write('main.ts', CODE);
  const { code, flat } = await project.cdktf('deploy --auto-approve');
  project.remove();

  expect(code).toBe(1);
  for (const message of [
    '[webhooks/payments] name must not be blank',
    '[webhooks/payments] accessTokenUrl must be an absolute http or https URL',
    '[webhooks/payments] audience must not be an empty string',
  ])
    expect(flat).toContain(message);
  expect(takeRequests(emulator)).toStrictEqual([]);
});
