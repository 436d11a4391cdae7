import { readPlan, reviewPlan } from '../../../lib/review';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../configuration';
import { emulated } from '../emulated';
import { needing } from '../needing';
import { planJson, PLAN_FILE } from '../plan-json';
import { LIST, takeRequests } from '../requests';
import { TYPE } from '../terraform';
import { isSince, pathOf, placeOf } from '.';
import { identityStory, newerStories, WITHOUT_AUDIENCE } from './newer-stories';

/** The life of an auth method with one version of Terraform. Each test goes on where the last one ended. */
export function versionStory(version: string): void {
  const path = pathOf(version);
  if (path === undefined) {
    needing(placeOf(version), false).test('its story', async () => undefined);
    return;
  }

  describe(`with Terraform ${version}`, () => {
    const world = emulated({}, { PATH: path });
    const declare = (attributes: Record<string, string>, rest = '') =>
      world.workspace.write(SECRET_VARIABLE + authMethod(attributes) + rest);

    test('create: one POST with what is declared', async () => {
      declare(PAYMENTS);
      await world.workspace.succeed('init');
      await world.workspace.succeed('apply -auto-approve');

      expect(takeRequests(world.emulator)).toStrictEqual([
        LIST,
        LIST,
        `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 'first-secret' })}`,
      ]);
    });

    test('empty plan: one GET, by a provider that Terraform starts itself', async () => {
      // A variable makes the workspace leave the provider that runs already: TLS depends on the version.
      const { text } = await world.workspace.succeed('plan -detailed-exitcode', { PATH: path });

      expect(text).toContain('No changes.');
      expect(takeRequests(world.emulator)).toStrictEqual(['GET payments']);
    });

    test('change and clear: the review of the plan shows the PATCH that the apply sends', async () => {
      declare({ ...PAYMENTS, client_id: 'payments-2' });
      const changed = reviewPlan(readPlan(await planJson(world.workspace))).stack;
      await world.workspace.succeed(`apply ${PLAN_FILE}`);
      declare(WITHOUT_AUDIENCE);
      const { text } = await world.workspace.succeed('apply -auto-approve');

      expect(changed.plan).toMatchObject({
        madeBy: 'Terraform',
        terraformVersion: version,
        applyable: true,
      });
      expect(changed.methods.map(({ action, requests }) => ({ action, requests }))).toMatchObject([
        {
          action: 'update',
          requests: [
            {
              method: 'PATCH',
              body: { data: { attributes: { client_id: 'payments-2' } } },
              settled: true,
            },
          ],
        },
      ]);
      expect(text).toContain('- audience               = "https://api.example.com" -> null');
      expect(takeRequests(world.emulator)).toStrictEqual([
        'GET payments',
        'GET payments',
        'PATCH payments {"client_id":"payments-2"}',
        'GET payments',
        'GET payments',
        'PATCH payments {"audience":null}',
      ]);
    });

    test('drift and a stale saved plan: the plan warns, and its apply stops after another edit', async () => {
      world.emulator.edit('payments', { scope: 'read' });
      const planned = await world.workspace.succeed(`plan -out=${PLAN_FILE}`);
      world.emulator.edit('payments', { scope: 'admin' });
      const stale = await world.workspace.terraform(`apply ${PLAN_FILE}`);

      expect(planned.flat).toContain('scope: last deployed "read write", live in Datadog "read"');
      expect(stale.code).toBe(1);
      expect(stale.text).toContain('Error: The plan for auth method "payments" is stale');
      expect(takeRequests(world.emulator)).toStrictEqual(['GET payments', 'GET payments']);
    });

    test('rotation: one PATCH with the secret alone, which no state has', async () => {
      world.emulator.edit('payments', { scope: PAYMENTS.scope });
      const { text } = await world.workspace.succeed('apply -auto-approve', {
        TF_VAR_secret: 'second-secret',
      });

      expect(text).toContain('~ client_secret_revision = 1 -> (known after apply)');
      expect(takeRequests(world.emulator)).toStrictEqual([
        'GET payments',
        'PATCH payments {"client_secret":"second-secret"}',
      ]);
      expect(world.workspace.read('terraform.tfstate')).not.toContain('second-secret');
    });

    test('import: by name, and nothing is changed', async () => {
      await world.workspace.succeed(`state rm ${TYPE}.payments`);
      world.workspace.write(
        `${authMethod(WITHOUT_AUDIENCE, { secret: null })}import {\n  to = ${TYPE}.payments\n  id = "name:payments"\n}\n`,
      );
      const { text } = await world.workspace.succeed('apply -auto-approve');

      expect(text).toContain('Resources: 1 imported, 0 added, 0 changed, 0 destroyed.');
      expect(takeRequests(world.emulator)).toStrictEqual([LIST]);
    });

    if (isSince(version, '1.12')) identityStory(world);
    if (isSince(version, '1.14')) newerStories(world);

    test('destroy: one DELETE', async () => {
      await world.workspace.succeed('destroy -auto-approve');

      expect(takeRequests(world.emulator)).toStrictEqual(['GET GONE', 'DELETE GONE']);
      expect(world.emulator.methods()).toStrictEqual([]);
    });
  });
}
