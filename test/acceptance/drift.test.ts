import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

/** Each test goes on where the last one ended. */
describe('drift', () => {
  const world = emulated();
  const declare = (attributes = {}, more?: string) =>
    world.workspace.write(SECRET_VARIABLE + authMethod({ ...PAYMENTS, ...attributes }, { more }));

  beforeAll(async () => {
    declare();
    await world.workspace.succeed('init');
    await world.workspace.succeed('apply -auto-approve');
    world.emulator.edit('payments', { name: 'renamed', audience: null, scope: 'write read' });
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

  test('that the code agrees with is recorded by an apply with -refresh-only', async () => {
    declare({ name: 'renamed' });
    world.emulator.edit('renamed', { audience: PAYMENTS.audience });
    const first = await world.workspace.succeed('apply -auto-approve');
    await world.workspace.succeed('apply -refresh-only -auto-approve');
    const then = await world.workspace.succeed('plan');
    const again = await world.workspace.succeed('plan -refresh-only -detailed-exitcode');

    expect(first.text).toContain('No changes.');
    expect(first.text).toContain('Drift:');
    expect(then.text).not.toContain('Drift:');
    expect(again.text).toContain('No changes.');
  });

  test('that is left to others by ignore_changes is told and not put back', async () => {
    world.emulator.edit('renamed', { scope: 'admin' });
    declare({ name: 'renamed' }, 'lifecycle {\n    ignore_changes = [scope]\n  }');
    takeRequests(world.emulator);
    const { text } = await world.workspace.succeed('apply -auto-approve');

    expect(text).toContain('No changes.');
    expect(takeRequests(world.emulator)).toStrictEqual(['GET renamed']);
  });
});
