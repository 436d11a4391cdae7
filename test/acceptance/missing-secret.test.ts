import { startEmulator } from '../../lib/emulator';
import { appOf, CdktfProject } from '../helpers/cdktf-project';
import { environmentOf } from '../helpers/emulated';
import { fullRun } from '../helpers/full-run';
import { takeRequests } from '../helpers/requests';
import { succeeded, type Finished } from '../helpers/terraform';

/** With the CLI in the full run, and with what the CLI runs in the gate. */
async function deploy(project: CdktfProject, extra: NodeJS.ProcessEnv = {}): Promise<Finished> {
  if (fullRun) return project.cdktf('deploy --auto-approve', extra);
  await project.synth();
  await project.terraform('webhooks', 'init');
  return project.startTerraform('webhooks', 'apply -auto-approve -input=false', extra).finished;
}

test('a deploy without the variable of a secret, and without a terminal to ask at, ends at once and names the variable, also an update with `verifyToken`', async () => {
  await using emulator = await startEmulator();
  using project = new CdktfProject(environmentOf(emulator));
  const expectRefusal = async () => {
    takeRequests(emulator);
    const { code, flat } = await deploy(project);
    expect(code).not.toBe(0);
    expect(flat).toContain('The secret payments_secret has no value.');
    expect(flat).toContain('Set the environment variable TF_VAR_payments_secret where Terraform runs.');
    expect(takeRequests(emulator)).toEqual([]);
  };
  project.write('main.ts', appOf(''));
  await expectRefusal();
  succeeded(await deploy(project, { TF_VAR_payments_secret: 'secret' }));
  project.write('main.ts', appOf("scope: 'read', verifyToken: true,"));
  await expectRefusal();
});
