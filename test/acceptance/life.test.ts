import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { LIST, takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

/**
 * The story of one auth method, told through the real Terraform; each test goes on where the last one ended.
 */

const { audience: _, ...WITHOUT_AUDIENCE } = { ...PAYMENTS, client_id: 'payments-2' };

describe('the life of an auth method', () => {
  const world = emulated();
  const declare = (attributes: Record<string, string>, rest = '') =>
    world.workspace.write(SECRET_VARIABLE + authMethod(attributes) + rest);
  const apply = () => world.workspace.succeed('apply -auto-approve');

  test('a new one is one POST with what is declared', async () => {
    declare(PAYMENTS);
    await world.workspace.succeed('init');
    await apply();

    expect(takeRequests(world.emulator)).toStrictEqual([
      LIST,
      LIST,
      `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 'first-secret' })}`,
    ]);
    expect(world.emulator.methods().map(({ attributes }) => attributes)).toStrictEqual([
      { ...PAYMENTS, protocol: 'oauth2-client-credentials' },
    ]);
  });

  test('a second plan is empty and reads once', async () => {
    const { text } = await world.workspace.succeed('plan -detailed-exitcode');

    expect(text).toContain('No changes.');
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments']);
  });

  test('one changed attribute is one PATCH with that key, and what refers to the id is not replanned', async () => {
    declare({ ...PAYMENTS, client_id: 'payments-2' }, `output "id" { value = ${TYPE}.payments.id }`);
    const { text } = await apply();

    expect(text).toContain('~ client_id              = "payments-webhooks" -> "payments-2"');
    expect(text).not.toContain('(known after apply)');
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"client_id":"payments-2"}',
    ]);
  });

  test('an attribute taken out of the code is cleared with null', async () => {
    declare(WITHOUT_AUDIENCE);
    await apply();

    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"audience":null}',
    ]);
    expect(world.emulator.methods()[0]?.attributes.audience).toBeNull();
  });

  test('another order of the words in scope is no change', async () => {
    declare({ ...WITHOUT_AUDIENCE, scope: 'write  read' });
    const { text } = await world.workspace.succeed('plan -detailed-exitcode');

    expect(text).toContain('No changes.');
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments']);
  });

  test('an edit behind our back is named in the plan, and put back by the deploy', async () => {
    declare(WITHOUT_AUDIENCE);
    world.emulator.edit('payments', { scope: 'read write admin' });
    const planned = await world.workspace.succeed('plan');

    expect(planned.text).toContain(`Warning: Drift: auth method "payments" was changed in Datadog

  with ${TYPE}.payments,`);
    expect(planned.text).toContain(`Since the last deploy, somebody changed outside Terraform:
  scope: last deployed "read write", live in Datadog "read write admin"
`);
    expect(planned.text).toContain('~ scope                  = "read write admin" -> "read write"');

    await apply();
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'GET payments',
      'PATCH payments {"scope":"read write"}',
    ]);
  });

  test('an edit that the code agrees with is named and not sent', async () => {
    world.emulator.edit('payments', { client_id: 'payments-4' });
    declare({ ...WITHOUT_AUDIENCE, client_id: 'payments-4' });
    const { text } = await apply();

    expect(text).toContain('client_id: last deployed "payments-2", live in Datadog "payments-4"');
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments']);
  });

  test('a rotated secret is noticed by itself, and sent alone', async () => {
    const planned = await world.workspace.succeed('plan', { TF_VAR_secret: 'second-secret' });
    expect(planned.text).toContain('~ client_secret_revision = 1 -> (known after apply)');

    await world.workspace.succeed('apply -auto-approve', { TF_VAR_secret: 'second-secret' });
    const again = await world.workspace.succeed('plan', { TF_VAR_secret: 'second-secret' });

    expect(again.text).toContain('No changes.');
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"client_secret":"second-secret"}',
      'GET payments',
    ]);
    expect(world.emulator.secretOf('payments')).toBe('second-secret');
  });

  test('one deleted behind our back is created again', async () => {
    world.emulator.remove('payments');
    const { text } = await world.workspace.succeed('apply -auto-approve', { TF_VAR_secret: 'second-secret' });

    expect(text).toContain('Warning: Drift: auth method "payments" was deleted in Datadog');
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET GONE -> 404',
      LIST,
      LIST,
      `POST ${JSON.stringify({ ...WITHOUT_AUDIENCE, client_id: 'payments-4', client_secret: 'second-secret' })}`,
    ]);
  });

  test('a destroyed one is one DELETE', async () => {
    await world.workspace.succeed('destroy -auto-approve', { TF_VAR_secret: 'second-secret' });

    expect(takeRequests(world.emulator)).toStrictEqual(['GET GONE', 'DELETE GONE']);
    expect(world.emulator.methods()).toStrictEqual([]);
  });
});
