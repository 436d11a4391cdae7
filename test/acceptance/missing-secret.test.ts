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

const declare = (config = '') => project.write('main.ts', appOf(config));

/** With the CLI in the full run, and with what the CLI runs in the gate. */
async function deploy(extra: NodeJS.ProcessEnv = {}): Promise<Finished> {
  if (fullRun) return project.cdktf('deploy --auto-approve', extra);
  await project.synth();
  await project.terraform('webhooks', 'init');
  return project.startTerraform('webhooks', 'apply -auto-approve -input=false', extra).finished;
}

async function refused(): Promise<void> {
  takeRequests(emulator);
  const { code, flat } = await deploy();
  expect(code).not.toBe(0);
  expect(flat).toContain('The secret payments_secret has no value.');
  expect(flat).toContain('Set the environment variable TF_VAR_payments_secret where Terraform runs.');
  expect(takeRequests(emulator)).toEqual([]);
}

test('ends a creation at once, with the variable to set', async () => {
  declare();
  await refused();
});

test('ends an update at once, also with `verifyToken`', async () => {
  succeeded(await deploy({ TF_VAR_payments_secret: 'secret' }));
  declare("scope: 'read', verifyToken: true,");
  await refused();
  expect(emulator.methods().map(({ attributes }) => attributes.scope)).toEqual([null]);
});
