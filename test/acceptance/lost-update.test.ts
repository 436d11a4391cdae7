import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { takeRequests, takeWrites } from '../helpers/requests';

const PROVIDER = 'provider "datadogwebhooks" {\n  max_retries = 0\n  on_drift    = "error"\n}\n';
const ANSWER_LOST = { kind: 'reset-after', method: 'PATCH' } as const;

/** Each test goes on where the last one ended. */
describe('an update that took effect and whose answer was lost', () => {
  const world = emulated();
  const declare = (attributes: Record<string, unknown>, lifecycle = '') =>
    world.workspace.write(
      PROVIDER +
        SECRET_VARIABLE +
        authMethod({ ...PAYMENTS, ...attributes }).replace(/\}\n$/, `${lifecycle}}\n`),
    );
  const apply = (secret = 'first-secret') =>
    world.workspace.terraform('apply -auto-approve', { TF_VAR_secret: secret });

  beforeAll(async () => {
    declare({});
    await world.workspace.succeed('init');
    expect((await apply()).code).toBe(0);
    takeRequests(world.emulator);
  });

  test('is not taken for the drift of somebody else', async () => {
    declare({ scope: 'read' });
    world.emulator.fault(ANSWER_LOST);
    expect((await apply()).code).toBe(1);
    takeRequests(world.emulator);
    const next = await apply();

    expect(next.code).toBe(0);
    expect(next.text).toContain('0 added, 0 changed, 0 destroyed');
    expect(next.text).not.toContain('Drift');
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments']);
  });

  test('does not hide the drift that comes after it', async () => {
    world.emulator.edit('payments', { scope: 'admin' });
    const { code, flat } = await apply();
    world.emulator.edit('payments', { scope: 'read' });

    expect(code).toBe(1);
    expect(flat).toContain('scope: last deployed "read", live in Datadog "admin"');
  });

  test.each([
    ['', {}, {}],
    [', with versions', { client_secret_wo_version: 1 }, { client_secret_wo_version: 2 }],
  ])(
    'leaves no other secret in Datadog than the one that is in the code again%s',
    async (_, first, second) => {
      declare({ scope: 'read', ...first });
      expect((await apply()).code).toBe(0);
      declare({ scope: 'read', ...second });
      world.emulator.fault(ANSWER_LOST);
      expect((await apply('second-secret')).code).toBe(1);
      expect(world.emulator.secretOf('payments')).toBe('second-secret');
      takeRequests(world.emulator);
      declare({ scope: 'read', ...first });
      expect((await apply()).code).toBe(0);

      expect(takeWrites(world.emulator)).toStrictEqual(['PATCH payments {"client_secret":"first-secret"}']);
    },
  );
});

describe('a client secret whose change is ignored', () => {
  const world = emulated();
  const declare = (ignored: string, attributes: Record<string, unknown>) =>
    world.workspace.write(
      SECRET_VARIABLE +
        authMethod({ ...PAYMENTS, ...attributes }).replace(
          /\}\n$/,
          `  lifecycle {\n    ignore_changes = [${ignored}]\n  }\n}\n`,
        ),
    );

  test.each([
    ['client_secret_wo_version', { client_secret_wo_version: 1 }, { client_secret_wo_version: 2 }],
    ['client_secret_wo', {}, {}],
  ])('is not sent beside another change: %s', async (ignored, first, second) => {
    declare(ignored, { name: ignored, ...first });
    await world.workspace.succeed('init');
    await world.workspace.succeed('apply -auto-approve');
    takeRequests(world.emulator);
    declare(ignored, { name: ignored, ...second, client_id: 'other' });
    await world.workspace.succeed('apply -auto-approve', { TF_VAR_secret: 'rotated' });

    expect(takeWrites(world.emulator)).toStrictEqual([`PATCH ${ignored} {"client_id":"other"}`]);
    await world.workspace.succeed('destroy -auto-approve');
  });
});
