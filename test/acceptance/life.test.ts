import { readPlan, reviewPlan } from '../../lib/review';
import { authMethod, importOf, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { fullRun } from '../helpers/full-run';
import { needing } from '../helpers/needing';
import { LIST, takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';
import { isSince, NEWER, NEWEST, placeOf, programOnPath, type Program } from '../helpers/terraforms';
import { identityStory, newerStories, WITHOUT_AUDIENCE } from '../helpers/terraforms/newer-stories';

/**
 * The story of one auth method, told through the real Terraform; each test goes on where the last one ended.
 */
function life(program: Program): void {
  const PATH = program.path;
  const world = emulated({}, { PATH });
  const succeed = (args: string, env?: NodeJS.ProcessEnv) => world.workspace.succeed(args, env);
  const declare = (attributes: Record<string, string>, rest = '') =>
    world.workspace.write(SECRET_VARIABLE + authMethod(attributes) + rest);
  const apply = () => succeed('apply -auto-approve');
  const rotated = { TF_VAR_secret: 'second-secret' };

  test('a new one is one POST with what is declared', async () => {
    declare(PAYMENTS);
    await succeed('init');
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

  test('a second plan is empty and reads once, by a provider that Terraform starts itself', async () => {
    // A variable makes the workspace leave the provider that runs already: TLS depends on the version.
    const { text } = await succeed('plan -detailed-exitcode', { PATH });

    expect(text).toContain('No changes.');
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments']);
  });

  test('one changed attribute is one PATCH with that key, as its review shows, and what refers to the id is not replanned', async () => {
    declare({ ...PAYMENTS, client_id: 'payments-2' }, `output "id" { value = ${TYPE}.payments.id }`);
    const { text } = await succeed('plan -out=saved');
    const { plan, methods } = reviewPlan(readPlan((await succeed('show -json saved')).stdout)).stack;
    await succeed('apply saved');

    expect(text).toContain('~ client_id              = "payments-webhooks" -> "payments-2"');
    expect(text).not.toContain('(known after apply)');
    expect(plan).toMatchObject({
      madeBy: program.product,
      terraformVersion: program.version,
      applyable: true,
    });
    expect(methods.map(({ action, requests }) => ({ action, requests }))).toMatchObject([
      {
        action: 'update',
        requests: [
          { method: 'PATCH', body: { data: { attributes: { client_id: 'payments-2' } } }, settled: true },
        ],
      },
    ]);
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"client_id":"payments-2"}',
    ]);
  });

  test('an attribute taken out of the code is cleared with null', async () => {
    declare(WITHOUT_AUDIENCE);
    const { text } = await apply();

    expect(text).toContain('- audience               = "https://api.example.com" -> null');
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"audience":null}',
    ]);
    expect(world.emulator.methods()[0]?.attributes.audience).toBeNull();
  });

  test('another order of the words in scope is no change', async () => {
    declare({ ...WITHOUT_AUDIENCE, scope: 'write  read' });
    const { text } = await succeed('plan -detailed-exitcode');

    expect(text).toContain('No changes.');
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments']);
  });

  test('an edit behind our back is named in the plan, a later one makes it stale, and a deploy puts it back', async () => {
    declare(WITHOUT_AUDIENCE);
    world.emulator.edit('payments', { scope: 'read write admin' });
    const planned = await succeed('plan -out=saved');
    world.emulator.edit('payments', { scope: 'admin' });
    const stale = await world.workspace.terraform('apply saved');

    expect(planned.text).toContain(`Warning: Drift: auth method "payments" was changed in Datadog

  with ${TYPE}.payments,`);
    expect(planned.text).toContain(`Since the last deploy, somebody changed outside Terraform:
  scope: last deployed "read write", live in Datadog "read write admin"
`);
    expect(planned.text).toContain('~ scope                  = "read write admin" -> "read write"');
    expect(stale.code).toBe(1);
    expect(stale.text).toContain('Error: The plan for auth method "payments" is stale');

    await apply();
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'GET payments',
      'GET payments',
      'PATCH payments {"scope":"read write"}',
    ]);
  });

  test('an edit that the code agrees with is named and not sent', async () => {
    world.emulator.edit('payments', { scope: 'read' });
    declare({ ...WITHOUT_AUDIENCE, scope: 'read' });
    const { text } = await apply();

    expect(text).toContain('scope: last deployed "read write", live in Datadog "read"');
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments']);
  });

  test('a rotated secret is noticed by itself, and sent alone, and no state has it', async () => {
    const { text } = await succeed('apply -auto-approve', rotated);
    const again = await succeed('plan', rotated);

    expect(text).toContain('~ client_secret_revision = 1 -> (known after apply)');
    expect(again.text).toContain('No changes.');
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments',
      'PATCH payments {"client_secret":"second-secret"}',
      'GET payments',
    ]);
    expect(world.emulator.secretOf('payments')).toBe('second-secret');
    expect(world.workspace.read('terraform.tfstate')).not.toContain('second-secret');
  });

  test('one deleted behind our back is created again', async () => {
    world.emulator.remove('payments');
    declare(WITHOUT_AUDIENCE);
    const { text } = await succeed('apply -auto-approve', rotated);

    expect(text).toContain('Warning: Drift: auth method "payments" was deleted in Datadog');
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET GONE -> 404',
      LIST,
      LIST,
      `POST ${JSON.stringify({ ...WITHOUT_AUDIENCE, client_secret: 'second-secret' })}`,
    ]);
  });

  test('one that exists is imported by its name, and nothing is changed', async () => {
    await succeed(`state rm ${TYPE}.payments`);
    world.workspace.write(authMethod(WITHOUT_AUDIENCE, { secret: null }) + importOf('name:payments'));
    const { text } = await apply();

    expect(text).toContain('Resources: 1 imported, 0 added, 0 changed, 0 destroyed.');
    expect(takeRequests(world.emulator)).toStrictEqual([LIST]);
  });

  if (isSince(program, '1.12')) identityStory(world);
  if (program.product === 'Terraform' && isSince(program, '1.14')) newerStories(world);

  test('a destroyed one is one DELETE', async () => {
    await succeed('destroy -auto-approve');

    expect(takeRequests(world.emulator)).toStrictEqual(['GET GONE', 'DELETE GONE']);
    expect(world.emulator.methods()).toStrictEqual([]);
  });
}

/** The full run has each version between the one on the PATH and the newest that install.mjs installs. */
for (const program of [programOnPath(), ...(fullRun ? NEWER : [NEWEST])]) {
  const name = `the life of an auth method with ${program.product} ${program.version}`;
  if (program.path !== undefined) describe(name, () => life(program));
  else needing(placeOf(program), false).test(name, async () => undefined);
}
