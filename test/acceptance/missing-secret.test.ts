import { startEmulator, type Emulator } from '../../lib/emulator';
import { appOf, CdktfProject } from '../helpers/cdktf-project';
import { environmentOf } from '../helpers/emulated';
import { fullRun } from '../helpers/full-run';
import { takeRequests } from '../helpers/requests';
import { succeeded, type Finished } from '../helpers/terraform';

/** A deploy without the environment variable of a secret, and without a terminal to ask at. */
let emulator: Emulator;
let project: CdktfProject;
beforeAll(async () => {
  emulator = await startEmulator();
  project = new CdktfProject(environmentOf(emulator));
});
afterAll(async () => {
  project.remove();
  await emulator.close();
});

/** With the CLI in the full run, and with what the CLI runs in the gate. */
async function deploy(extra: NodeJS.ProcessEnv = {}): Promise<Finished> {
  if (fullRun) return project.cdktf('deploy --auto-approve', extra);
  await project.synth();
  await project.terraform('webhooks', 'init');
  return project.startTerraform('webhooks', 'apply -auto-approve -input=false', extra).finished;
}

test('ends a creation at once with the variable to set, and an update too, also with `verifyToken`', async () => {
  const expectRefusal = async () => {
    takeRequests(emulator);
    const { code, flat } = await deploy();
    expect(code).not.toBe(0);
    expect(flat).toContain('The secret payments_secret has no value.');
    expect(flat).toContain('Set the environment variable TF_VAR_payments_secret where Terraform runs.');
    expect(takeRequests(emulator)).toEqual([]);
  };
  project.write('main.ts', appOf(''));
  await expectRefusal();
  succeeded(await deploy({ TF_VAR_payments_secret: 'secret' }));
  project.write('main.ts', appOf("scope: 'read', verifyToken: true,"));
  await expectRefusal();
});
