import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { startAttachedProvider } from '../helpers/attached-provider';
import { environmentOf } from '../helpers/emulated';
import { takeRequests } from '../helpers/requests';
import { cleanEnvironment, COMMAND, ROOT, run, succeeded } from '../helpers/terraform';
import type { JsonReview } from '../review/plans';
import { temporaryFolder } from '../helpers/temporary-folder';

/** What docs/hcl.md tells people to do, word for word. */
const [EXAMPLE = ''] =
  /(?<=```hcl\n)provider [^]*?(?=```)/.exec(readFileSync(join(ROOT, 'docs/hcl.md'), 'utf8')) ?? [];
const DECLARED = {
  name: 'payments',
  access_token_url: 'https://login.example.com/oauth2/token',
  client_id: 'payments-webhooks',
  scope: 'read:webhooks write:webhooks',
};
const ADDRESS = 'datadogwebhooks_oauth2_client_credentials.payments';
const PACKAGES = ['darwin_amd64', 'darwin_arm64', 'linux_amd64', 'linux_arm64'].map(
  (platform) => `terraform-provider-datadogwebhooks_${packageJson.version}_${platform}.zip`,
);
const HASH = readFileSync(join(ROOT, 'dist/provider.h1'), 'utf8').trim();

const base = temporaryFolder('hcl');
const folder = join(base, 'webhooks');
let emulator: Emulator;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  mkdirSync(folder);
  emulator = await startEmulator();
  env = cleanEnvironment({ ...environmentOf(emulator), TF_VAR_payments_secret: 'first-secret' });
});
afterAll(() => emulator.close());

const command = (...words: string[]) => run(process.execPath, [COMMAND, ...words], { cwd: folder, env });
const terraform = (words: string, extra: NodeJS.ProcessEnv = {}) =>
  run('terraform', [...words.split(' '), '-no-color'], { cwd: folder, env: { ...env, ...extra } });

/** Each test goes on where the last one ended. */
describe('in a folder of HCL', () => {
  test('provider writes a package for each platform, and the requirement to standard output', async () => {
    const { stdout, stderr } = succeeded(await command('provider'));
    writeFileSync(join(folder, 'datadog-webhooks.tf'), stdout);
    const mirror = join(folder, 'terraform.d/plugins/terraform.local/cdktf/datadogwebhooks');
    const zip = readFileSync(join(ROOT, 'dist/provider.zip'));

    expect(readdirSync(mirror).sort()).toStrictEqual(PACKAGES);
    expect(PACKAGES.map((file) => readFileSync(join(mirror, file)).equals(zip))).not.toContain(false);
    expect(stdout).toBe(`terraform {
  required_providers {
    datadogwebhooks = {
      source  = "terraform.local/cdktf/datadogwebhooks"
      version = "${packageJson.version}"
    }
  }
}
`);
    expect(stderr).toBe(
      `\nWrote the provider ${packageJson.version} to terraform.d/plugins, for linux_amd64, linux_arm64, darwin_amd64 and darwin_arm64.\nIts hash, which terraform init writes into .terraform.lock.hcl, is ${HASH}\nTerraform finds it there if the configuration is in ${folder}.\n`,
    );
  });

  test('review initialises and plans it: one stack, named after the folder', async () => {
    writeFileSync(join(folder, 'main.tf'), EXAMPLE);
    const { stdout, stderr } = succeeded(await command('review', '--format', 'json'));
    const { stacks } = JSON.parse(stdout) as JsonReview;

    expect(stderr).toBe('');
    expect(stacks.map(({ stack }) => stack)).toStrictEqual(['webhooks']);
    expect(stacks.flatMap(({ methods }) => methods.flatMap(({ requests }) => requests))).toMatchObject([
      { method: 'POST', body: { data: { attributes: { ...DECLARED, client_secret: '***' } } } },
    ]);
    expect(readdirSync(folder).sort()).toStrictEqual([
      '.terraform',
      '.terraform.lock.hcl',
      'datadog-webhooks.tf',
      'main.tf',
      'terraform.d',
    ]);
  });

  test("the document's example is applied, without the secret in the state", async () => {
    takeRequests(emulator);
    const { text } = succeeded(await terraform('apply -auto-approve'));

    expect(text).toContain(`payments_id = "${emulator.methods()[0]?.id}"`);
    expect(takeRequests(emulator).slice(-1)).toStrictEqual([
      `POST ${JSON.stringify({ ...DECLARED, client_secret: 'first-secret' })}`,
    ]);
    expect(readFileSync(join(folder, 'terraform.tfstate'), 'utf8')).not.toContain('first-secret');
  });

  test('review shows drift, and the way out with the names of HCL', async () => {
    emulator.edit('payments', { scope: 'read:webhooks' });
    const provider = await startAttachedProvider(env);
    const { code, flat } = await run(process.execPath, [COMMAND, 'review', '--fail-on', 'drift'], {
      cwd: folder,
      env: { ...env, ...provider.env },
    });
    await provider.end();

    expect(code).toBe(3);
    expect(flat).toContain('Stack webhooks');
    expect(flat.replaceAll('│ ', '')).toContain(
      `Keep Datadog's value: In ${ADDRESS}, set scope to "read:webhooks". A deploy then leaves scope unchanged.`,
    );
  });
});

test('another folder is found with the CLI configuration that provider prints', async () => {
  const mirror = join(base, 'mirror');
  const { stderr } = succeeded(await command('provider', '--out', mirror));
  rmSync(join(folder, 'terraform.d'), { recursive: true });
  rmSync(join(folder, '.terraform'), { recursive: true });
  const config = join(base, 'terraform.rc');
  writeFileSync(config, stderr.slice(stderr.indexOf('provider_installation')));
  const { text } = succeeded(await terraform('init', { TF_CLI_CONFIG_FILE: config }));

  expect(readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8')).toContain(`"${HASH}"`);
  expect(text).toContain('Reusing previous version of terraform.local/cdktf/datadogwebhooks');
  expect(stderr).toContain(
    `to ${mirror}, for linux_amd64, linux_arm64, darwin_amd64 and darwin_arm64.\nIts hash, which terraform init writes into .terraform.lock.hcl, is ${HASH}\nTerraform does not look there by itself. Add this to its CLI configuration, such as ~/.terraformrc:\n`,
  );
});

test('a folder that cannot be written is named', async () => {
  writeFileSync(join(base, 'file'), '');
  expect(await command('provider', '--out', join(base, 'file'))).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^.*\/file cannot be written: E[A-Z]+: /),
  });
});
