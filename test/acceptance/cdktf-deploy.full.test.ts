import { startEmulator } from '../../lib/emulator';
import { CdktfProject } from '../helpers/cdktf-project';
import { nullMirror } from '../helpers/null-mirror';
import { LIST, takeRequests } from '../helpers/requests';
import { findSecrets } from '../helpers/secret-search';
import type { Finished } from '../helpers/terraform';

const FIRST = 'first "secret" <of> payments & 7f3a/+=';
const SECOND = 'second\\secret of payments ü 91bc/+=';
const KEYS = { DD_API_KEY: 'api-key-0123456789', DD_APP_KEY: 'application-key-0123456789' };

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
    client_secret: FIRST,
  })}`;

test('cdktf deploys two stacks with a change hook, then only what changed, and nothing that it leaves has a secret', async () => {
  await using emulator = await startEmulator();
  const environment = { ...nullMirror('3.2.4'), ...KEYS, DD_HOST: emulator.url, TF_VAR_secret: FIRST };
  using project = new CdktfProject(environment);
  const texts: Record<string, string> = {};
  const said = (step: string, { stdout, stderr }: Finished) => (texts[step] = stdout + stderr);
  const rotated = { TF_VAR_secret: SECOND };
  project.write('main.ts', CODE);
  said('deploy', await project.succeed('deploy first second --auto-approve'));
  expect(takeRequests(emulator).sort()).toStrictEqual([
    ...[LIST, LIST, LIST, LIST],
    created('orders'),
    created('payments'),
  ]);
  expect(project.read('cdktf.out/stacks/first/hook.txt')).toBe('payments\n');

  project.edit('main.ts', 'client-1', 'client-2');
  said('diff', await project.succeed('diff first', rotated));
  // The plan that `cdktf diff` leaves can be applied, with the secret given again.
  said('apply', await project.terraform('first', 'apply -no-color plan', rotated));
  expect(texts.apply).toContain('Apply complete! Resources: 1 added, 1 changed, 1 destroyed.');
  expect(takeRequests(emulator)).toStrictEqual([
    'GET payments',
    'GET payments',
    `PATCH payments ${JSON.stringify({ client_id: 'client-2', client_secret: SECOND })}`,
  ]);
  expect(project.read('cdktf.out/stacks/first/hook.txt')).toBe('payments\npayments\n');

  said('destroy', await project.succeed('destroy first second --auto-approve', rotated));
  expect(emulator.methods()).toStrictEqual([]);
  const secrets = [FIRST, SECOND, ...Object.values(KEYS)];
  expect(findSecrets(secrets, { folder: project.folder, texts })).toStrictEqual([]);
});
