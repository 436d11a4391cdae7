import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { RELEASED, startAttachedProvider } from '../helpers/attached-provider';
import { environmentOf } from '../helpers/emulated';
import { fullRun, inFullRun } from '../helpers/full-run';
import { FrameworkProject } from '../helpers/framework-project';
import { mirrorOf } from '../helpers/mirror';
import { takeWrites } from '../helpers/requests';
import { findSecrets } from '../helpers/secret-search';
import { cleanEnvironment, ROOT, run, succeeded, TYPESCRIPT } from '../helpers/terraform';
import { temporaryFolder } from '../helpers/temporary-folder';

const EXAMPLE = join(ROOT, 'examples/vaults');

/** The versions that the TypeScript examples name. */
const VERSIONS = { aws: '6.71.0', vault: '5.3.0', azurerm: '4.50.0' };
const METHODS = { payments: 'aws', orders: 'vault', refunds: 'azurerm' };

let mirror: NodeJS.ProcessEnv;
let emulator: Emulator;
let folder: string;
beforeAll(() => {
  mirror = mirrorOf(
    ...Object.entries(VERSIONS).map(([name, version]) => ({
      entry: 'vault-provider.ts',
      address: `registry.terraform.io/hashicorp/${name}`,
      version,
    })),
  );
});
beforeEach(async () => {
  emulator = await startEmulator();
  folder = temporaryFolder('vaults');
});
afterEach(() => emulator.close());

const environment = () => ({ ...mirror, ...environmentOf(emulator), STAND_IN_SECRET: 'first' });

/** A creation, a deploy without a change and a rotation in the vaults. */
async function story(cwd: string, env: NodeJS.ProcessEnv, names: readonly (keyof typeof METHODS)[]) {
  const terraform = async (args: string, extra: NodeJS.ProcessEnv = {}) =>
    succeeded(await run('terraform', args.split(' '), { cwd, env: { ...env, ...extra } }));
  if (!existsSync(join(cwd, '.terraform'))) await terraform('init -no-color');
  await terraform('apply -auto-approve -no-color');
  const created = takeWrites(emulator);
  if (fullRun) await terraform('plan -detailed-exitcode -no-color');
  const rotated = { STAND_IN_SECRET: 'second' };
  await terraform('plan -out=plan -no-color', rotated);
  await terraform('apply -no-color plan', rotated);

  const secret = (name: keyof typeof METHODS, value: string) => `${METHODS[name]}: ${value}`;
  expect(created.sort()).toStrictEqual(
    names
      .map(
        (name) =>
          `POST {"name":"${name}","access_token_url":"https://login.example.com/oauth2/token","client_id":"${name}-webhooks","client_secret":"${secret(name, 'first')}"}`,
      )
      .sort(),
  );
  expect(takeWrites(emulator).sort()).toStrictEqual(
    names.map((name) => `PATCH ${name} {"client_secret":"${secret(name, 'second')}"}`).sort(),
  );
  const secrets = names.flatMap((name) => ['first', 'second'].map((value) => secret(name, value)));
  expect(findSecrets(secrets, { folder: cwd })).toStrictEqual([]);
}

const ALL = Object.keys(METHODS) as (keyof typeof METHODS)[];

test('HCL: each secret goes from its vault to Datadog, and into no file', async () => {
  cpSync(join(EXAMPLE, 'main.tf'), join(folder, 'main.tf'));
  const provider = await startAttachedProvider(environment(), RELEASED);
  await story(folder, cleanEnvironment({ ...environment(), ...provider.env }), ALL);
  await provider.end();
});

test('cdktf: synth accepts the overrides, and the lock file gets the providers of the vaults', async () => {
  const env = cleanEnvironment({ ...environment(), CDKTF_OUTDIR: folder });
  succeeded(await run(process.execPath, [...TYPESCRIPT, join(EXAMPLE, 'main.ts')], { cwd: folder, env }));
  const stack = join(folder, 'stacks/webhooks');
  const lockFile = readFileSync(join(stack, '.terraform.lock.hcl'), 'utf8');

  // The CLI of CDKTF asks registries for providers that have no entry.
  for (const [name, version] of Object.entries(VERSIONS))
    expect(lockFile).toMatch(new RegExp(`hashicorp/${name}" {\n  version += "${version}"`));
  if (fullRun) await story(stack, env, ALL);
});

inFullRun('cdktn: its construct does the same', async () => {
  // The CLI passes what cdktf.json has.
  const CDKTF_CONTEXT_JSON = JSON.stringify({ targetVersions: { terraform: '>=1.11.0' } });
  using project = new FrameworkProject({ ...environment(), CDKTF_CONTEXT_JSON });
  await project.install('cdktn');
  project.code(readFileSync(join(EXAMPLE, 'main.cdktn.ts'), 'utf8'));
  await project.synth();
  const stack = join(project.folder, 'cdktf.out/stacks/webhooks');
  await story(stack, cleanEnvironment(environment()), ['payments']);
});
