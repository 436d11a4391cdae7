import { startEmulator } from '../../lib/emulator';
import { CdktfProject } from '../helpers/cdktf-project';
import { environmentOf } from '../helpers/emulated';
import { nullMirror } from '../helpers/null-mirror';
import { LIST, takeRequests } from '../helpers/requests';

/** Two stacks, one of them with another provider for its change hook. */
const CODE = `import { App, TerraformStack } from 'cdktf';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
} from 'cdktf-datadog-webhooks';
const app = new App();
function make(id: string, name: string) {
  const stack = new TerraformStack(app, id);
  new DatadogWebhooksProvider(stack, 'datadog-webhooks');
  return new OAuth2ClientCredentialsAuthMethod(stack, name, {
    name,
    accessTokenUrl: 'https://login.example.com/token',
    clientId: 'client-1',
    clientSecret: new EphemeralSecret(stack, 'secret').stringValue,
  });
}
make('first', 'payments').onChange('announce', { command: 'echo $AUTH_METHOD_NAME >> hook.txt' });
make('second', 'orders');
app.synth();
`;

const created = (name: string) =>
  `POST ${JSON.stringify({
    name,
    access_token_url: 'https://login.example.com/token',
    client_id: 'client-1',
    client_secret: 'first-secret',
  })}`;

test('cdktf deploys two stacks, one with another provider and a change hook, and then only what changed', async () => {
  const mirror = nullMirror('3.2.4');
  const emulator = await startEmulator();
  const project = new CdktfProject({ ...mirror.env, ...environmentOf(emulator) });
  try {
    project.write('main.ts', CODE);
    await project.succeed('deploy first second --auto-approve');
    expect(takeRequests(emulator).sort()).toStrictEqual([
      ...[LIST, LIST, LIST, LIST],
      created('orders'),
      created('payments'),
    ]);
    expect(project.read('cdktf.out/stacks/first/hook.txt')).toBe('payments\n');

    project.edit('main.ts', 'client-1', 'client-2');
    const { text } = await project.succeed('deploy first --auto-approve');
    expect(text).toContain('Apply complete! Resources: 1 added, 1 changed, 1 destroyed.');
    expect(takeRequests(emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"client_id":"client-2"}',
    ]);
    expect(project.read('cdktf.out/stacks/first/hook.txt')).toBe('payments\npayments\n');
  } finally {
    project.remove();
    mirror.remove();
    await emulator.close();
  }
});
