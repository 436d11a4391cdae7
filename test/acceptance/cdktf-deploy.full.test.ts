import { startEmulator, type Emulator } from '../../lib/emulator';
import { CdktfProject } from '../helpers/cdktf-project';
import { LIST, takeRequests } from '../helpers/requests';

const HEAD = `import { App, TerraformOutput, TerraformStack } from 'cdktf';
import {
  DataOAuth2ClientCredentialsAuthMethod,
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
} from 'cdktf-datadog-webhooks';
const app = new App();
const stack = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(stack, 'datadog-webhooks');
const clientSecret = new EphemeralSecret(stack, 'secret').stringValue;
`;

const CODE = {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/token',
  clientId: 'payments-webhooks',
  audience: 'https://api.example.com',
  scope: 'read write',
};
const SENT = {
  name: 'payments',
  access_token_url: 'https://login.example.com/token',
  client_id: 'payments-webhooks',
  audience: 'https://api.example.com',
  scope: 'read write',
};

let emulator: Emulator;
let project: CdktfProject;
beforeAll(async () => {
  emulator = await startEmulator();
  project = new CdktfProject({
    DD_HOST: emulator.url,
    DD_API_KEY: 'api-key',
    DD_APP_KEY: 'app-key',
    TF_VAR_secret: 'first-secret',
  });
});
afterAll(async () => {
  project.remove();
  await emulator.close();
});

/** Writes the code of a stack with one auth method. */
function declare(config: Record<string, unknown>, rest = ''): void {
  const literal = JSON.stringify(config).replace(/}$/, ', clientSecret }');
  project.write(
    'main.ts',
    `${HEAD}const payments = new OAuth2ClientCredentialsAuthMethod(stack, 'payments', ${literal});
${rest}
app.synth();
`,
  );
}
const deploy = (extra?: NodeJS.ProcessEnv) => project.succeed('deploy --auto-approve', extra);

/**
 * The same story as through Terraform, told through the real `cdktf` command; each test goes on where the
 * last ended.
 */
describe('cdktf deploy', () => {
  test('creates with one POST, and the plan after it is empty', async () => {
    declare(CODE);
    const { text } = await deploy();
    const again = await project.succeed('diff');

    expect(text).toContain('Apply complete! Resources: 1 added, 0 changed, 0 destroyed.');
    expect(again.text).toContain('No changes.');
    expect(takeRequests(emulator)).toStrictEqual([
      LIST,
      LIST,
      `POST ${JSON.stringify({ ...SENT, client_secret: 'first-secret' })}`,
      'GET payments',
    ]);
  });

  test('sends for one changed attribute one PATCH with one key', async () => {
    declare({ ...CODE, clientId: 'payments-2' });
    await deploy();

    expect(takeRequests(emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"client_id":"payments-2"}',
    ]);
  });

  test('clears with null what was taken out of the code, and sends two changes in one PATCH', async () => {
    const { audience: _, ...without } = CODE;
    declare({ ...without, scope: 'read' });
    await deploy();

    expect(takeRequests(emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"client_id":"payments-webhooks","audience":null,"scope":"read"}',
    ]);
    declare(CODE);
    await deploy();
    takeRequests(emulator);
  });

  test('sends nothing for another order of the words in scope', async () => {
    declare({ ...CODE, scope: 'write read' });
    const { text } = await deploy();

    expect(text).toContain('No changes.');
    expect(takeRequests(emulator)).toStrictEqual(['GET payments']);
  });

  test('shows an edit behind our back, and puts it back', async () => {
    emulator.edit('payments', { scope: 'admin' });
    const planned = await project.succeed('diff');
    await deploy();

    expect(planned.flat).toContain('Warning: Drift: auth method "payments" was changed in Datadog');
    expect(planned.flat).toContain('scope: last deployed "read write", live in Datadog "admin"');
    expect(takeRequests(emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'GET payments',
      'PATCH payments {"scope":"write read"}',
    ]);
  });

  test('creates again what was deleted behind our back', async () => {
    emulator.remove('payments');
    const { flat } = await deploy();

    expect(flat).toContain('Drift: auth method "payments" was deleted in Datadog');
    expect(takeRequests(emulator)).toStrictEqual([
      'GET GONE -> 404',
      LIST,
      LIST,
      `POST ${JSON.stringify({ ...SENT, scope: 'write read', client_secret: 'first-secret' })}`,
    ]);
  });

  test('sends a rotated secret alone', async () => {
    await deploy({ TF_VAR_secret: 'second-secret' });

    expect(takeRequests(emulator)).toStrictEqual([
      'GET payments',
      'PATCH payments {"client_secret":"second-secret"}',
    ]);
  });

  test('imports by id beside a data source, and the plan after it is empty', async () => {
    const imported = { name: 'orders', accessTokenUrl: CODE.accessTokenUrl, clientId: 'orders-webhooks' };
    const { id } = emulator.add({
      name: 'orders',
      access_token_url: SENT.access_token_url,
      client_id: 'orders-webhooks',
    });
    declare(
      { ...CODE, scope: 'write read' },
      `const orders = new OAuth2ClientCredentialsAuthMethod(stack, 'orders', ${JSON.stringify(imported)});
${'orders.importFrom('}'${id}');
const found = new DataOAuth2ClientCredentialsAuthMethod(stack, 'found', { name: 'payments' });
new TerraformOutput(stack, 'same', { value: found.id });
new TerraformOutput(stack, 'id', { value: payments.id });`,
    );
    const secret = { TF_VAR_secret: 'second-secret' };
    const { text } = await deploy(secret);
    const again = await project.succeed('diff', secret);

    expect(text).toContain('Apply complete! Resources: 1 imported, 0 added, 0 changed, 0 destroyed.');
    expect(text).toMatch(/id = (\S+)\n\s*same = \1\n/);
    expect(again.text).toContain('No changes.');
    expect(takeRequests(emulator).filter((request) => !request.startsWith('GET'))).toStrictEqual([]);
  });

  test('destroys with one DELETE each', async () => {
    await project.succeed('destroy --auto-approve', { TF_VAR_secret: 'second-secret' });

    expect(emulator.methods()).toStrictEqual([]);
    expect(takeRequests(emulator)).toStrictEqual([LIST, 'DELETE GONE', 'DELETE GONE']);
  });
});

test('wrong values stop the deploy at synth, all of them with the path of the construct', async () => {
  declare({ ...CODE, name: ' ', audience: '', accessTokenUrl: '/token' });
  emulator.clearRequests();
  const { code, flat } = await project.cdktf('deploy --auto-approve');

  expect(code).toBe(1);
  for (const message of [
    '[webhooks/payments] name must not be blank',
    '[webhooks/payments] accessTokenUrl must be an absolute http or https URL',
    '[webhooks/payments] audience must not be an empty string',
  ])
    expect(flat).toContain(message);
  expect(takeRequests(emulator)).toStrictEqual([]);
});
