import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { takeRequests, takeWrites } from '../helpers/requests';

const provider = (maxRetries: number) =>
  `provider "datadogwebhooks" {\n  max_retries = ${maxRetries}\n  on_drift    = "error"\n}\n`;
const PROVIDER = provider(0);
const ANSWER_LOST = { kind: 'reset-after', method: 'PATCH' } as const;

/** Each test goes on where the last one ended. */
describe('an update that took effect and whose answer was lost', () => {
  const world = emulated();
  const declare = (attributes: Record<string, unknown>, maxRetries = 0) =>
    world.workspace.write(
      provider(maxRetries) + SECRET_VARIABLE + authMethod({ ...PAYMENTS, ...attributes }),
    );
  const apply = (secret = 'first-secret') =>
    world.workspace.terraform('apply -auto-approve', { TF_VAR_secret: secret });

  beforeAll(async () => {
    declare({});
    await world.workspace.succeed('init');
    expect((await apply()).code).toBe(0);
    takeRequests(world.emulator);
  });

  test('succeeds, because Datadog shows what was sent', async () => {
    declare({ scope: 'read' });
    world.emulator.fault(ANSWER_LOST);
    const { code, text } = await apply();

    expect(code).toBe(0);
    expect(text).toContain(
      'Warning: The answer to the update of auth method "payments" was lost, but the update took effect',
    );
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"scope":"read"} -> reset-after',
      'GET payments',
    ]);
    expect((await world.workspace.terraform('plan -detailed-exitcode')).text).toContain('No changes.');
  });

  test('is not taken for the drift of somebody else, where no question was answered either', async () => {
    declare({ scope: 'admin' });
    world.emulator.fault(ANSWER_LOST);
    world.emulator.fault({ kind: 503, method: 'GET', skip: 2 });
    expect((await apply()).code).toBe(1);
    takeRequests(world.emulator);
    const next = await apply();

    expect(next.code).toBe(0);
    expect(next.text).toContain('0 added, 0 changed, 0 destroyed');
    expect(next.text).not.toContain('Drift');
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments']);
  });

  test('does not hide the drift that comes after it', async () => {
    world.emulator.edit('payments', { scope: 'write' });
    const { code, flat } = await apply();
    world.emulator.edit('payments', { scope: 'admin' });

    expect(code).toBe(1);
    expect(flat).toContain('scope: last deployed "admin", live in Datadog "write"');
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

  test.each([400, 401, 403, 404] as const)(
    'and whose repetition was answered %s, leaves no secret in Datadog unnoticed',
    async (status) => {
      declare({ scope: 'read' }, 1);
      expect((await apply()).code).toBe(0);
      world.emulator.fault(ANSWER_LOST);
      world.emulator.fault({ kind: status, method: 'PATCH' });
      expect((await apply('second-secret')).code).toBe(1);
      expect(world.emulator.secretOf('payments')).toBe('second-secret');
      takeRequests(world.emulator);
      const { code, text } = await apply();

      expect(code).toBe(0);
      expect(text).not.toContain('Drift');
      expect(takeWrites(world.emulator)).toStrictEqual(['PATCH payments {"client_secret":"first-secret"}']);
    },
  );

  test('and whose repetition was refused, is no drift in the next plan', async () => {
    declare({ scope: 'admin' }, 1);
    world.emulator.fault(ANSWER_LOST);
    world.emulator.fault({ kind: 403, method: 'PATCH' });
    expect((await apply()).code).toBe(0);

    expect((await world.workspace.terraform('plan -detailed-exitcode')).text).toContain('No changes.');
  });
});

describe('a deletion whose answer was lost', () => {
  const world = emulated();

  test.each(['reset-after', 'html'] as const)('is done, if the auth method is gone: %s', async (kind) => {
    world.workspace.write(PROVIDER + SECRET_VARIABLE + authMethod());
    await world.workspace.succeed('init');
    await world.workspace.succeed('apply -auto-approve');
    takeRequests(world.emulator);
    world.emulator.fault({ kind, method: 'DELETE', ...(kind === 'html' ? { handled: true } : {}) });
    world.workspace.write(PROVIDER + SECRET_VARIABLE);
    await world.workspace.succeed('apply -auto-approve');

    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET GONE',
      `DELETE GONE -> ${kind}`,
      'GET GONE -> 404',
    ]);
    await world.workspace.succeed('apply -auto-approve');
  });
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
