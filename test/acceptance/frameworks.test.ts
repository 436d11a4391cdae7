import { startEmulator, type Emulator } from '../../lib/emulator';
import { appOf } from '../helpers/cdktf-project';
import { environmentOf } from '../helpers/emulated';
import { fullRun, inFullRun } from '../helpers/full-run';
import { FrameworkProject, FRAMEWORKS, type Framework } from '../helpers/framework-project';
import { nullMirror } from '../helpers/null-mirror';
import { takeRequests, takeWrites } from '../helpers/requests';

const mirror = nullMirror('3.2.4');
let emulator: Emulator;
let project: FrameworkProject;
beforeEach(async () => {
  emulator = await startEmulator();
  project = new FrameworkProject({
    ...mirror,
    ...environmentOf(emulator),
    TF_VAR_payments_secret: 'secret',
  });
});
afterEach(async () => {
  project.remove();
  await emulator.close();
});

const HOOK =
  ".onChange('announce', { command: 'echo $AUTH_METHOD_WATCHED $AUTH_METHOD_SCOPE >> hook.txt', on: ['scope'] })";

async function deploy(): Promise<string> {
  await project.synth();
  await project.terraform('webhooks', 'init');
  const { text } = await project.terraform('webhooks', 'apply -auto-approve');
  return /Apply complete!.*/.exec(text)?.[0] ?? text;
}

/**
 * The package of a framework, as people get it: declare, deploy, change, drift, review, import, destroy.
 *
 * @returns what each step shows
 */
async function story(framework: Framework) {
  await project.install(framework);
  project.code(appOf("scope: 'read',", HOOK));
  const created = [await deploy(), takeWrites(emulator), project.read('cdktf.out/stacks/webhooks/hook.txt')];
  project.code(appOf("scope: 'read write',", HOOK));
  const changed = [await deploy(), takeWrites(emulator), project.read('cdktf.out/stacks/webhooks/hook.txt')];
  const [method] = emulator.methods();
  emulator.edit(method?.id as string, { audience: 'https://edited.example.com' });
  const review = await project.command(['review', '--format', 'json']).finished;
  takeRequests(emulator);
  const { stdout: imported } = await project.command(['import', 'payments', '--out', '-']).finished;
  const destroyed = (await project.terraform('webhooks', 'destroy -auto-approve')).text;
  return {
    created,
    changed,
    review: { code: review.code, shown: JSON.parse(review.stdout) },
    imported,
    destroyed: /Destroy complete!.*/.exec(destroyed)?.[0],
    left: emulator.methods(),
  };
}

const told: Partial<Record<Framework, Awaited<ReturnType<typeof story>>>> = {};

/** The gate's other stories are those of cdktf. */
const TRIED = fullRun ? FRAMEWORKS : (['cdktn'] as const);

test.each(TRIED)('%s: a deploy sends what changed, and drift is reviewed', async (framework) => {
  const { created, changed, review, imported, destroyed, left } = (told[framework] = await story(framework));
  expect(created).toEqual([
    'Apply complete! Resources: 2 added, 0 changed, 0 destroyed.',
    [
      'POST {"name":"payments","access_token_url":"https://login.example.com/token","client_id":"payments-webhooks","scope":"read","client_secret":"secret"}',
    ],
    'scope read\n',
  ]);
  expect(changed).toEqual([
    'Apply complete! Resources: 1 added, 1 changed, 1 destroyed.',
    ['PATCH payments {"scope":"read write"}'],
    'scope read\nscope read write\n',
  ]);
  expect(review.code).toBe(0);
  expect(JSON.stringify(review.shown)).toContain('https://edited.example.com');
  expect(imported).toContain(
    `import { OAuth2ClientCredentialsAuthMethod } from "${framework}-datadog-webhooks";`,
  );
  expect(destroyed).toBe('Destroy complete! Resources: 2 destroyed.');
  expect(left).toEqual([]);
});

inFullRun('both show the same, but for the name of the package', () => {
  const text = (framework: Framework) =>
    JSON.stringify(told[framework])
      .replaceAll(`${framework}-datadog-webhooks`, 'PACKAGE')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'UUID')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:]+Z/g, 'TIME');
  expect(JSON.parse(text('cdktn'))).toEqual(JSON.parse(text('cdktf')));
});

inFullRun('a stack that cdktf deployed moves to cdktn with its change hook, which does not run', async () => {
  await project.install('cdktf');
  project.code(appOf("scope: 'read',", HOOK));
  await deploy();
  takeRequests(emulator);

  await project.install('cdktn');
  const state = JSON.parse(project.read('terraform.webhooks.tfstate')) as {
    resources: { type: string; name: string }[];
  };
  const hook = state.resources.find(({ type }) => type === 'null_resource');
  project.code(appOf("scope: 'read',", `${HOOK}.moveFromId('null_resource.${hook?.name}')`));
  expect(await deploy()).toBe('Apply complete! Resources: 0 added, 0 changed, 0 destroyed.');
  expect(takeRequests(emulator)).toEqual(['GET payments']);
  expect(project.read('cdktf.out/stacks/webhooks/hook.txt')).toBe('scope read\n');
});
