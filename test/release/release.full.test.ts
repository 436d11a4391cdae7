import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  cpSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { LANGUAGES, missingTools } from '../../scripts/release/languages/programs';
import { EXECUTABLES, NODE_VERSION, PLATFORMS } from '../../scripts/release/platforms';
import { environmentOf } from '../helpers/emulated';
import { needing } from '../helpers/needing';
import { takeRequests, takeWrites } from '../helpers/requests';
import { cleanEnvironment, ROOT, run, succeeded } from '../helpers/terraform';
import { languageApps } from './language-apps';
import { runWorkflowStep } from './workflow-step';
import { temporaryFolder } from '../helpers/temporary-folder';

const VERSION = packageJson.version;
const PREFIX = `terraform-provider-datadogwebhooks_${VERSION}`;
const MINUTES = 60_000;
const WITHOUT_NODE = readFileSync(join(ROOT, 'docs/running.md'), 'utf8');

const folder = temporaryFolder('release');
const at = (...names: string[]) => join(folder, ...names);
const release = at.bind(undefined, 'release');

/** Those that this machine can build. With `CI=true` their tests fail if any is missing. */
const languages = LANGUAGES.filter((language) => missingTools([language]).length === 0);

/** The dry run asks registries for Node and for what the languages need; `npm test` has built the rest. */
async function dryRun(out: string, ...options: readonly string[]): Promise<string> {
  const args = ['scripts/release/main.ts', '--dry-run', '--out', out, ...options];
  const { stdout } = succeeded(
    await run(join(ROOT, 'node_modules/.bin/tsx'), args, { cwd: ROOT, env: cleanEnvironment() }),
  );
  return stdout;
}

let listing: string;
beforeAll(async () => {
  listing = await dryRun(at('release'), '--languages', ...(languages.length > 0 ? languages : ['none']));
}, 20 * MINUTES);

const LANGUAGE_FILES = {
  python: ['cdktf', 'cdktn'].map((name) => `${name}_datadog_webhooks-${VERSION}-py3-none-any.whl`),
  java: ['cdktf', 'cdktn'].flatMap((name) =>
    ['-javadoc.jar', '-sources.jar', '.jar', '.pom'].map(
      (end) => `${name}-datadog-webhooks-${VERSION}${end}`,
    ),
  ),
  go: [`datadog-webhooks-go-${VERSION}.zip`],
};

test('a dry run makes all that a release publishes, and prints it with its sizes', () => {
  const names = [
    `cdktf-datadog-webhooks-${VERSION}.tgz`,
    `cdktn-datadog-webhooks-${VERSION}.tgz`,
    `datadog-webhooks-${VERSION}.tgz`,
    `${PREFIX}_SHA256SUMS`,
    ...PLATFORMS.map((platform) => `${PREFIX}_${platform}.zip`),
    `${PREFIX}_manifest.json`,
    `${PREFIX}_sbom.cdx.json`,
    `registry-pages-${VERSION}.zip`,
    ...languages.flatMap((language) => LANGUAGE_FILES[language]),
  ].sort();

  expect(readdirSync(at('release')).sort()).toStrictEqual(names);
  expect(listing.match(/(?<=^ *\d+ {2})\S+$/gm)).toStrictEqual(names);
  expect(listing.split('\n').slice(-3)).toStrictEqual([
    `Node ${NODE_VERSION} in the executables is from packages on npm, which are not compared with Node's signed checksums.`,
    'The executable for darwin_arm64 is unsigned, so macOS does not start it. ' +
      'Make its zip on a Mac with --platform darwin_arm64, and give the folder to --zips.',
    '',
  ]);
  expect(JSON.parse(readFileSync(release(`${PREFIX}_manifest.json`), 'utf8'))).toStrictEqual({
    version: 1,
    metadata: { protocol_versions: ['6.0'] },
  });
});

test('the package that keeps the name of the command says which packages have it', async () => {
  execFileSync('tar', ['-xzf', release(`datadog-webhooks-${VERSION}.tgz`), '-C', folder]);

  const finished = await run('node', [at('package/index.js'), 'review'], { cwd: folder, env: process.env });
  expect(finished).toMatchObject({
    code: 1,
    stdout: '',
    stderr:
      'datadog-webhooks is a command of the packages cdktf-datadog-webhooks and cdktn-datadog-webhooks. ' +
      'Neither is installed in this folder, so there is nothing to run. ' +
      'Run "npm install cdktf-datadog-webhooks", or the other one, in the folder of your app.\n',
  });
});

test(
  'the same sources give the same bytes',
  async () => {
    await dryRun(at('again'), '--languages', 'none', '--platform', 'linux_amd64', 'darwin_amd64');
    const again = readFileSync(at('again', `${PREFIX}_SHA256SUMS`), 'utf8')
      .trim()
      .split('\n');
    const sums = readFileSync(release(`${PREFIX}_SHA256SUMS`), 'utf8').split('\n');

    expect(again).toHaveLength(8);
    expect(again.filter((line) => !sums.includes(line))).toStrictEqual([]);
  },
  20 * MINUTES,
);

languageApps(
  () => at('release'),
  () => folder,
);

test.each(PLATFORMS)('the zip for %s has the provider and the licences', (platform) => {
  const program = `terraform-provider-datadogwebhooks_v${VERSION}`;
  const files = execFileSync('unzip', ['-Z1', release(`${PREFIX}_${platform}.zip`)], { encoding: 'utf8' });
  // A login with AWS, and each call, load a file of their own.
  const script = platform === 'darwin_amd64' ? ['aws.js', 'axios.js', 'package.json', 'provider.js'] : [];

  expect(files.trim().split('\n').sort()).toStrictEqual(
    [
      'LICENSE',
      'THIRD-PARTY-NOTICES.txt',
      platform === 'windows_amd64' ? `${program}.exe` : program,
      ...script,
    ].sort(),
  );
});

test('the components are the packages in the bundles and the Node of each platform', () => {
  const { components } = JSON.parse(readFileSync(release(`${PREFIX}_sbom.cdx.json`), 'utf8'));
  type Component = { name: string; description: string };
  const names = (components as Component[]).map(({ name }) => name);
  const nodes = (components as Component[]).filter(({ name }) => name === 'node');

  expect(names).toEqual(expect.arrayContaining(['axios', 'commander', 'follow-redirects']));
  expect(names.filter((name) => ['jest', 'cdktf'].includes(name))).toStrictEqual([]);
  expect(nodes.map(({ description }) => description)).toStrictEqual(
    EXECUTABLES.map(
      ({ platform }) =>
        `Node.js in the executable for ${platform}, from packages on npm, which are not compared with Node's signed checksums`,
    ),
  );
});

needing('jq', spawnSync('jq', ['--version']).error === undefined).describe('docs/verify.md', () => {
  const text = readFileSync(join(ROOT, 'docs/verify.md'), 'utf8');
  const blocks = [...text.matchAll(/(<!-- by hand -->\n\n)?```sh\n([^]*?)```/g)];
  const runnable = blocks
    .filter(([, byHand]) => byHand === undefined)
    .map(([, , commands]) => commands ?? '');
  const signed = () => at('signed/release');
  const homes: string[] = [];
  const newHome = () => {
    const home = mkdtempSync(join(tmpdir(), 'gpg-'));
    homes.push(home);
    return home;
  };
  const verify = (commands: string, cwd: string, home = newHome()) =>
    run('bash', ['-euo', 'pipefail', '-c', commands], {
      cwd,
      env: cleanEnvironment({ GNUPGHOME: home, VERSION }),
    });
  const sign = (key: string, fingerprint: string) =>
    runWorkflowStep(at('signed'), 'publish', 'Sign the checksums, and what Maven Central wants signed', {
      SIGNING_KEY: key,
      SIGNING_KEY_PASSPHRASE: 'passphrase',
      FINGERPRINT: fingerprint,
    });

  beforeAll(async () => {
    const home = newHome();
    const gpg = (...args: string[]) =>
      execFileSync('gpg', ['--homedir', home, '--batch', '--pinentry-mode', 'loopback', ...args], {
        encoding: 'utf8',
        input: 'passphrase',
        stdio: ['pipe', 'pipe', 'ignore'],
      });
    gpg('--passphrase-fd', '0', '--quick-generate-key', 'Signing key', 'rsa3072', 'sign', '1d');
    const [, fingerprint = ''] = /^fpr:+([0-9A-F]{40}):/m.exec(gpg('--with-colons', '--list-keys')) ?? [];
    const key = gpg('--passphrase-fd', '0', '--armor', '--export-secret-keys');
    cpSync(at('release'), signed(), { recursive: true });
    // Without a JDK there are none.
    for (const file of ['a.jar', 'a.pom']) writeFileSync(join(signed(), file), file);

    expect((await sign(key, '0'.repeat(40))).code).not.toBe(0);
    succeeded(await sign(key, fingerprint));
  });
  afterAll(() => {
    for (const home of homes) {
      execFileSync('gpgconf', ['--homedir', home, '--kill', 'all']);
      rmSync(home, { recursive: true });
    }
  });

  test('has commands that find a release in order that the workflow signed', async () => {
    const finished = await verify(runnable.join('\n'), signed());

    expect(finished).toMatchObject({ code: 0 });
    expect(finished.stdout).toContain(`${PREFIX}_linux_amd64.zip: OK`);
    expect(finished.stderr).toContain('Good signature from "Signing key"');
    expect(finished.stdout).toMatch(/^axios \d\S+ MIT$/m);
    expect(runnable).toHaveLength(4);
  });

  test('has commands that find a file that was changed, and checksums that were', async () => {
    const [files = '', checksums = ''] = runnable;
    cpSync(signed(), at('changed'), { recursive: true });
    const sums = at('changed', `${PREFIX}_SHA256SUMS`);
    writeFileSync(at('changed', `${PREFIX}_manifest.json`), '{}');
    const changedFile = await verify(files, at('changed'));
    writeFileSync(
      sums,
      readFileSync(sums, 'utf8').replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    );
    const changedSums = await verify(checksums, at('changed'));

    expect(changedFile.code).not.toBe(0);
    expect(changedFile.stdout).toContain(`${PREFIX}_manifest.json: FAILED`);
    expect(changedSums.code).not.toBe(0);
    expect(changedSums.stderr).toContain('BAD signature');
  });
});

describe('without Node', () => {
  const SOURCE = 'registry.terraform.io/cdktf-datadog-webhooks/datadogwebhooks';
  let emulator: Emulator;

  beforeAll(async () => {
    mkdirSync(at('bin'));
    symlinkSync(execFileSync('which', ['terraform'], { encoding: 'utf8' }).trim(), at('bin/terraform'));
    mkdirSync(at('mirror', SOURCE), { recursive: true });
    for (const platform of PLATFORMS) {
      const zip = `${PREFIX}_${platform}.zip`;
      cpSync(release(zip), at('mirror', SOURCE, zip));
    }
    const [, configuration = ''] = /```hcl\n([^]*?)```/.exec(WITHOUT_NODE) ?? [];
    writeFileSync(at('terraform.rc'), configuration.replace('/opt/terraform-mirror', at('mirror')));
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  const environment = (secret: NodeJS.ProcessEnv) =>
    cleanEnvironment({
      PATH: at('bin'),
      TF_CLI_CONFIG_FILE: at('terraform.rc'),
      ...environmentOf(emulator),
      ...secret,
    });
  const terraform = async (cwd: string, args: string, secret: NodeJS.ProcessEnv = {}) =>
    succeeded(
      await run(at('bin/terraform'), [...args.split(' '), '-no-color'], { cwd, env: environment(secret) }),
    );

  test(
    'the stack of docs/running.md takes over a state made beside the stack; its auth method is changed, destroyed and created',
    async () => {
      const [, code = ''] = /```typescript\n([^]*?)```/.exec(WITHOUT_NODE) ?? [];
      const [, replace = ''] = /```sh\nterraform (state replace-provider[^]*?)\n```/.exec(WITHOUT_NODE) ?? [];
      const ours = code.replace("'cdktf-datadog-webhooks';", `${JSON.stringify(ROOT)};`);
      const stack = at('app/cdktf.out/stacks/webhooks');
      const synth = async (text: string) => {
        writeFileSync(at('app/main.ts'), text);
        const tsx = join(ROOT, 'node_modules/.bin/tsx');
        succeeded(await run(tsx, ['main.ts'], { cwd: at('app'), env: cleanEnvironment() }));
      };
      const secret = { TF_VAR_payments_secret: 'first-secret' };
      const rotated = { TF_VAR_payments_secret: 'second-secret' };
      mkdirSync(at('app'));
      symlinkSync(join(ROOT, 'node_modules'), at('app/node_modules'));
      await synth(ours.replace(/, \{ source: .*? \}/, ''));
      const env = cleanEnvironment({ ...environmentOf(emulator), ...secret });
      for (const args of ['init', 'apply -auto-approve'])
        succeeded(await run('terraform', args.split(' '), { cwd: stack, env }));
      await synth(ours);
      emulator.clearRequests();
      await terraform(stack, replace.replace('replace-provider', 'replace-provider -auto-approve'));
      await terraform(stack, 'init');
      await terraform(stack, 'apply -auto-approve', secret);
      const [agent] = new Set(emulator.requests.map(({ headers }) => headers['user-agent']));

      expect(agent).toContain(`cdktf-datadog-webhooks/${VERSION} node/${NODE_VERSION}`);
      expect(readFileSync(join(stack, '.terraform.lock.hcl'), 'utf8')).toContain(`provider "${SOURCE}"`);
      expect(takeRequests(emulator)).toStrictEqual(['GET payments']);

      await synth(ours.replace('payments-webhooks', 'payments-2'));
      for (const command of ['apply', 'destroy', 'apply'])
        await terraform(stack, `${command} -auto-approve`, rotated);
      const changed = { client_id: 'payments-2', client_secret: 'second-secret' };
      expect(takeWrites(emulator)).toStrictEqual([
        `PATCH GONE ${JSON.stringify(changed)}`,
        'DELETE GONE',
        `POST ${JSON.stringify({ name: 'payments', access_token_url: 'https://login.example.com/oauth2/token', ...changed })}`,
      ]);
    },
    5 * MINUTES,
  );
});
