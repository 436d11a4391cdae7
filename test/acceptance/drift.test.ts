import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { takeWrites } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

describe('drift', () => {
  const world = emulated();
  const declare = (onDrift: string, attributes = {}) =>
    world.workspace.write(
      `${SECRET_VARIABLE}provider "datadogwebhooks" {\n  on_drift = "${onDrift}"\n}\n${authMethod({ ...PAYMENTS, ...attributes })}`,
    );

  beforeAll(async () => {
    declare('warn');
    await world.workspace.succeed('init');
    await world.workspace.succeed('apply -auto-approve');
    world.emulator.edit('payments', { name: 'renamed', audience: null, scope: 'write read' });
    world.emulator.clearRequests();
  });

  test('is told once for all attributes of an auth method, and the order of scope is none', async () => {
    const { flat } = await world.workspace.succeed('plan');

    expect(flat.split('Warning: Drift').length - 1).toBe(1);
    expect(flat).toContain(
      `Warning: Drift: auth method "payments" was changed in Datadog with ${TYPE}.payments, on main.tf`,
    );
    expect(flat).toContain(
      [
        'Since the last deploy, somebody changed outside Terraform:',
        'name: last deployed "payments", live in Datadog "renamed"',
        'audience: last deployed "https://api.example.com", live in Datadog (not set)',
        "Keep the code's value: Deploy. If the plan changes name and audience, the request sends what the code has,",
        'and the change in Datadog is lost.',
        `Keep Datadog's value: In the code, set name to "renamed" and remove audience.`,
        'A deploy then leaves name and audience unchanged.',
        'Leave it to others: In the code, add name and audience to ignore_changes',
        '(TypeScript: lifecycle.ignoreChanges).',
        'Deploys then send name and audience only to create the auth method.',
        "If the code has Datadog's value already: Deploy once with --refresh-only",
        '(terraform apply -refresh-only) to record name and audience.',
      ].join(' '),
    );
  });

  test('stops the plan with on_drift = "error", whatever the code says, until a deploy with "warn"', async () => {
    declare('error');
    const { code, flat } = await world.workspace.terraform('plan');

    expect(code).toBe(1);
    expect(flat).toContain('Error: Drift stops the deploy: auth method "payments" was changed in Datadog');
    expect(flat).toContain('whatever the code says. Deploy once with on_drift = "warn".');
  });

  test('is for the review to report while a review plans, and no error with on_drift = "error"', async () => {
    declare('error');
    const reviewed = await world.workspace.succeed('plan', { DATADOG_WEBHOOKS_REVIEW: '1' });
    const other = await world.workspace.terraform('plan', { DATADOG_WEBHOOKS_REVIEW: '' });

    expect(reviewed.text).toContain('Warning: Drift stops the deploy: auth method "payments"');
    expect(reviewed.text).not.toContain('Drift: ');
    expect(other.code).toBe(1);
  });

  test('is not told with on_drift = "ignore", and still put back', async () => {
    declare('ignore');
    world.emulator.clearRequests();
    const { text } = await world.workspace.succeed('apply -auto-approve');

    expect(text).not.toContain('Drift');
    expect(takeWrites(world.emulator)).toStrictEqual([
      'PATCH payments {"name":"payments","audience":"https://api.example.com"}',
    ]);
  });

  test('that the code agrees with is recorded by an apply with -refresh-only', async () => {
    world.emulator.edit('payments', { client_id: 'payments-2' });
    declare('warn', { client_id: 'payments-2' });
    const first = await world.workspace.succeed('apply -auto-approve');
    await world.workspace.succeed('apply -refresh-only -auto-approve');
    const then = await world.workspace.succeed('plan');

    expect(first.text).toContain('No changes.');
    expect(first.text).toContain('Drift:');
    expect(then.text).not.toContain('Drift:');
  });

  test('a refresh without drift leaves nothing for -refresh-only to record', async () => {
    const { text } = await world.workspace.succeed('plan -refresh-only -detailed-exitcode');

    expect(text).toContain('No changes.');
  });

  test('that is left to others by ignore_changes is told and not put back', async () => {
    world.emulator.edit('payments', { scope: 'admin' });
    world.workspace.write(
      SECRET_VARIABLE +
        authMethod({ ...PAYMENTS, client_id: 'payments-2' }).replace(
          /}\n$/,
          '  lifecycle {\n    ignore_changes = [scope]\n  }\n}\n',
        ),
    );
    const { text } = await world.workspace.succeed('apply -auto-approve');

    expect(text).toContain('No changes.');
    expect(world.emulator.methods()[0]?.attributes.scope).toBe('admin');
  });
});
