import { startEmulator, type Emulator } from '../../lib/emulator';
import { takeRequests } from '../helpers/requests';
import { TYPE, Workspace } from '../helpers/terraform';

/** The story of one auth method, told through the real Terraform; each test goes on where the last one ended. */
describe('the life of an auth method', () => {
  let emulator: Emulator;
  let workspace: Workspace;

  beforeAll(async () => {
    emulator = await startEmulator();
    workspace = new Workspace({
      DD_HOST: emulator.url,
      DD_API_KEY: 'api-key',
      DD_APP_KEY: 'app-key',
      TF_VAR_secret: 'first-secret',
    });
  });
  afterAll(async () => {
    workspace.remove();
    await emulator.close();
  });

  const declare = (attributes: Record<string, string>, rest = '') =>
    workspace.write(`
variable "secret" {
  type      = string
  ephemeral = true
}
resource "${TYPE}" "payments" {
${Object.entries(attributes)
  .map(([name, value]) => `  ${name} = ${JSON.stringify(value)}`)
  .join('\n')}
  client_secret_wo = var.secret
}
${rest}`);
  const apply = (args = '') => workspace.succeed(`apply -auto-approve${args}`);

  const payments = {
    name: 'payments',
    access_token_url: 'https://login.example.com/token',
    client_id: 'payments-webhooks',
    audience: 'https://api.example.com',
    scope: 'read write',
  };

  test('a new one is one POST with what is declared', async () => {
    declare(payments);
    await workspace.succeed('init');
    await apply();

    expect(takeRequests(emulator)).toStrictEqual([
      `POST ${JSON.stringify({ ...payments, client_secret: 'first-secret' })}`,
    ]);
    expect(emulator.methods().map(({ attributes }) => attributes)).toStrictEqual([
      { ...payments, protocol: 'oauth2-client-credentials' },
    ]);
  });

  test('a second plan is empty and reads once', async () => {
    const { text } = await workspace.succeed('plan -detailed-exitcode');

    expect(text).toContain('No changes.');
    expect(takeRequests(emulator)).toStrictEqual(['GET payments']);
  });

  test('one changed attribute is one PATCH with that key, and what refers to the id is not replanned', async () => {
    declare({ ...payments, client_id: 'payments-2' }, `output "id" { value = ${TYPE}.payments.id }`);
    const { text } = await apply();

    expect(text).toContain('~ client_id              = "payments-webhooks" -> "payments-2"');
    expect(text).not.toContain('(known after apply)');
    expect(takeRequests(emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"client_id":"payments-2"}',
    ]);
  });

  test('an attribute taken out of the code is cleared with null', async () => {
    const { audience: _, ...without } = { ...payments, client_id: 'payments-2' };
    declare(without);
    await apply();

    expect(takeRequests(emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"audience":null}',
    ]);
    expect(emulator.methods()[0]?.attributes.audience).toBeNull();
  });

  test('two changes at once are one PATCH with both keys', async () => {
    declare({ ...payments, client_id: 'payments-3' });
    await apply();

    expect(takeRequests(emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"client_id":"payments-3","audience":"https://api.example.com"}',
    ]);
  });

  test('another order of the words in scope is no change', async () => {
    declare({ ...payments, client_id: 'payments-3', scope: 'write  read' });
    const { text } = await workspace.succeed('plan -detailed-exitcode');

    expect(text).toContain('No changes.');
    expect(takeRequests(emulator)).toStrictEqual(['GET payments']);
  });

  test('another order of scope beside a change is not sent', async () => {
    declare({ ...payments, scope: 'write read' });
    await apply();

    expect(takeRequests(emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"client_id":"payments-webhooks"}',
    ]);
    declare(payments);
  });

  test('an edit behind our back is named in the plan, and put back by the deploy', async () => {
    emulator.edit('payments', { scope: 'read write admin' });
    const planned = await workspace.succeed('plan');

    expect(planned.text).toContain(`Warning: Drift: auth method "payments" was changed in Datadog

  with ${TYPE}.payments,`);
    expect(planned.text).toContain(`Since the last deploy somebody changed, outside Terraform:
  scope: was "read write", is now "read write admin"
`);
    expect(planned.text).toContain('~ scope                  = "read write admin" -> "read write"');

    await apply();
    expect(takeRequests(emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'GET payments',
      'PATCH payments {"scope":"read write"}',
    ]);
  });

  test('an edit that the code agrees with is named and not sent', async () => {
    emulator.edit('payments', { client_id: 'payments-4' });
    declare({ ...payments, client_id: 'payments-4' });
    const { text } = await apply();

    expect(text).toContain('client_id: was "payments-webhooks", is now "payments-4"');
    expect(takeRequests(emulator)).toStrictEqual(['GET payments']);
  });

  test('a rotated secret is noticed by itself, and sent alone', async () => {
    const planned = await workspace.succeed('plan', { TF_VAR_secret: 'second-secret' });
    expect(planned.text).toContain('~ client_secret_revision = 1 -> (known after apply)');

    await workspace.succeed('apply -auto-approve', { TF_VAR_secret: 'second-secret' });
    const again = await workspace.succeed('plan', { TF_VAR_secret: 'second-secret' });

    expect(again.text).toContain('No changes.');
    expect(takeRequests(emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"client_secret":"second-secret"}',
      'GET payments',
    ]);
    expect(emulator.secretOf('payments')).toBe('second-secret');
  });

  test('one deleted behind our back is created again', async () => {
    emulator.remove('payments');
    const { text } = await workspace.succeed('apply -auto-approve', { TF_VAR_secret: 'second-secret' });

    expect(text).toContain('Warning: Drift: auth method "payments" was deleted in Datadog');
    expect(takeRequests(emulator)).toStrictEqual([
      'GET GONE -> 404',
      `POST ${JSON.stringify({ ...payments, client_id: 'payments-4', client_secret: 'second-secret' })}`,
    ]);
  });

  test('a destroyed one is one DELETE', async () => {
    await workspace.succeed('destroy -auto-approve', { TF_VAR_secret: 'second-secret' });

    expect(takeRequests(emulator)).toStrictEqual(['GET GONE', 'DELETE GONE']);
    expect(emulator.methods()).toStrictEqual([]);
  });
});
