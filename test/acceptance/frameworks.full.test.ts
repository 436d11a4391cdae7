import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { startEmulator } from '../../lib/emulator';
import { FRAMEWORKS, pack, type Framework } from '../helpers/framework-project';
import { needing } from '../helpers/needing';
import { nullMirror } from '../helpers/null-mirror';
import { takeRequests } from '../helpers/requests';
import { cleanEnvironment, ROOT, run, succeeded } from '../helpers/terraform';

/** What each framework's README command installs. */
const PROJECT = {
  cdktf: ['cdktf@0.21', 'cdktf-cli@0.21', '@cdktf/provider-null@11', 'constructs@10'],
  cdktn: [
    `cdktn@${packageJson.devDependencies.cdktn}`,
    `cdktn-cli@${packageJson.devDependencies.cdktn}`,
    'constructs@10.7',
  ],
} as const satisfies Record<Framework, readonly string[]>;

/** The least and the newest `constructs` that a project may have beside each. */
const CONSTRUCTS = [
  ['cdktf', '10.4.2'],
  ['cdktf', '10'],
  ['cdktn', '10.6.0'],
  ['cdktn', '10.7'],
] as const;

/** The CLI of cdktn needs Node 22.19; .ci/run installs it where another one is at hand. */
const NEWER_NODE = join(ROOT, '.cache/node/24/node_modules/node/bin');

const APP = `import { App, TerraformStack } from 'FRAMEWORK';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
} from 'FRAMEWORK-datadog-webhooks';

const app = new App();
const stack = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(stack, 'datadog-webhooks');
new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/token',
  clientId: process.env.CLIENT_ID ?? 'client-1',
  clientSecret: new EphemeralSecret(stack, 'payments-secret').stringValue,
}).onChange('announce', { command: 'echo $AUTH_METHOD_CLIENT_ID >> hook.txt' });
app.synth();
`;

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'installed-'));
  folders.push(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  return folder;
}
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

test.each(CONSTRUCTS)(
  'the package for %s is installed beside constructs %s without a conflict',
  async (framework, constructs) => {
    const folder = newFolder();
    const tarball = await pack(framework, folder);
    const packages = PROJECT[framework].filter((name) => !/-cli@|^constructs@/.test(name));
    const args = [
      'install',
      '--dry-run',
      '--no-audit',
      '--no-fund',
      tarball,
      ...packages,
      `constructs@${constructs}`,
    ];
    succeeded(await run('npm', args, { cwd: folder, env: cleanEnvironment() }));
  },
);

describe.each(FRAMEWORKS)('an empty project of %s', (framework) => {
  const node = framework === 'cdktf' ? undefined : NEWER_NODE;
  const { test } = needing('Node 24 in .cache/node', node === undefined || existsSync(node));

  test('installs, compiles, deploys, changes with one PATCH and one hook, and destroys', async () => {
    const folder = newFolder();
    const emulator = await startEmulator();
    const mirror = nullMirror('3.2.4');
    const environment = {
      ...mirror.env,
      DD_HOST: emulator.url,
      DD_API_KEY: 'any',
      DD_APP_KEY: 'any',
      TF_VAR_payments_secret: 'secret',
      CI: '1',
      FORCE_COLOR: '0',
      PATH: node ? `${node}:${process.env.PATH}` : process.env.PATH,
    };
    const exec = async (command: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}) =>
      succeeded(
        await run(command, args, { cwd: folder, env: cleanEnvironment({ ...environment, ...extra }) }),
      );
    try {
      const tarball = await pack(framework, folder);
      const tools = ['typescript@5.9', 'tsx@4', '@types/node@20'];
      await exec('npm', ['install', '--no-audit', '--no-fund', tarball, ...PROJECT[framework], ...tools]);
      writeFileSync(join(folder, 'main.ts'), APP.replaceAll('FRAMEWORK', framework));
      writeFileSync(
        join(folder, 'cdktf.json'),
        JSON.stringify({ language: 'typescript', app: 'npx tsx main.ts', projectId: 'p' }),
      );

      const strict =
        '--noEmit --strict --skipLibCheck false --target es2022 --module nodenext --types node main.ts';
      await exec('npx', ['tsc', ...strict.split(' ')]);

      await exec('npx', [framework, 'deploy', '--auto-approve']);
      takeRequests(emulator);
      const changed = { CLIENT_ID: 'client-2' };
      const { text } = await exec('npx', [framework, 'deploy', '--auto-approve'], changed);
      expect(text).toContain('Apply complete! Resources: 1 added, 1 changed, 1 destroyed.');
      expect(takeRequests(emulator).filter((request) => !request.startsWith('GET'))).toEqual([
        'PATCH payments {"client_id":"client-2"}',
      ]);
      expect(readFileSync(join(folder, 'cdktf.out/stacks/webhooks/hook.txt'), 'utf8')).toBe(
        'client-1\nclient-2\n',
      );

      const review = await exec('npx', ['datadog-webhooks', 'review'], changed);
      expect(review.stdout).toContain('A deploy of this plan sends Datadog nothing.');
      await exec('npx', [framework, 'destroy', '--auto-approve'], changed);
      expect(emulator.methods()).toEqual([]);
    } finally {
      mirror.remove();
      await emulator.close();
    }
  }, 600_000);
});

test('the package for cdktf works in a cdktn project whose "overrides" lead cdktf to cdktn', async () => {
  const folder = newFolder();
  const cdktn = `npm:cdktn@${packageJson.devDependencies.cdktn}`;
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: { cdktf: cdktn }, overrides: { cdktf: cdktn } }),
  );
  const env = cleanEnvironment();
  const tarball = await pack('cdktf', folder);
  const packages = [tarball, '@cdktf/provider-null@11', 'constructs@10.7', 'tsx@4'];
  succeeded(await run('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: folder, env }));
  writeFileSync(join(folder, 'main.ts'), APP.replaceAll('FRAMEWORK', 'cdktf'));
  succeeded(await run('npx', ['tsx', 'main.ts'], { cwd: folder, env }));
  expect(existsSync(join(folder, 'cdktf.out/stacks/webhooks/cdk.tf.json'))).toBe(true);
});
