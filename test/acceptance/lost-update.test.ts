import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { takeRequests, takeWrites } from '../helpers/requests';

const lost = emulated();

test('an update that took effect and whose answer was lost succeeds, because Datadog shows what was sent', async () => {
  const { workspace, emulator } = lost;
  const declare = (scope: string) =>
    workspace.write(
      `provider "datadogwebhooks" {\n  max_retries = 0\n}\n${SECRET_VARIABLE}${authMethod({ ...PAYMENTS, scope })}`,
    );
  declare('read write');
  await workspace.succeed('init');
  await workspace.succeed('apply -auto-approve');
  takeRequests(emulator);
  declare('read');
  emulator.fault({ kind: 'reset-after', method: 'PATCH' });
  const { text } = await workspace.succeed('apply -auto-approve');

  expect(text).toContain(
    'Warning: The answer to the update of auth method "payments" was lost, but the update took effect',
  );
  expect(takeRequests(emulator)).toStrictEqual([
    'GET payments',
    'GET payments',
    'PATCH payments {"scope":"read"} -> reset-after',
    'GET payments',
  ]);
  expect((await workspace.terraform('plan -detailed-exitcode')).text).toContain('No changes.');
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
