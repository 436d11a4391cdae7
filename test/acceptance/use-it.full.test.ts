import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../../lib/emulator';
import { pack } from '../helpers/framework-project';
import { takeWrites } from '../helpers/requests';
import { cleanEnvironment, ROOT, run, succeeded } from '../helpers/terraform';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const CODE = /```typescript\n([^]*?)```/.exec(README)?.[1] ?? '';
const commands = (name: string) =>
  new RegExp(`<!-- use: ${name} -->\\n\\n\`\`\`sh\\n([^]*?)\`\`\``).exec(README)?.[1] ?? '';

/** The package managers that the README names: how each is run, and its commands in the place of npm's. */
const MANAGERS = [
  { name: 'npm', setUp: 'true', replace: [] },
  {
    name: 'pnpm',
    setUp: 'pnpm() { npx --yes pnpm@10 "$@"; }',
    replace: [
      ['npm init --yes', 'pnpm init'],
      ['npm install', 'pnpm add'],
    ],
  },
  {
    name: 'yarn 1',
    setUp: 'yarn() { npx --yes yarn@1 "$@"; }',
    replace: [
      ['npm init --yes', 'yarn init --yes'],
      ['npm install', 'yarn add'],
    ],
  },
  {
    name: 'yarn 4',
    setUp:
      'yarn() { npx --yes --package @yarnpkg/cli-dist@4 yarn "$@"; }\n' +
      'export YARN_ENABLE_TELEMETRY=0 YARN_NPM_REGISTRY_SERVER="$(npm config get registry)"\n' +
      "echo 'nodeLinker: node-modules' > .yarnrc.yml",
    replace: [
      ['npm init --yes', 'yarn init --yes'],
      ['npm install', 'yarn add'],
    ],
  },
] as const;

let packed: string;
let tarball: string;
beforeAll(async () => {
  packed = mkdtempSync(join(tmpdir(), 'use-it-'));
  tarball = await pack('cdktf', packed);
});
afterAll(() => rmSync(packed, { recursive: true }));

describe.each(MANAGERS)('"Use it" of the README with $name', ({ setUp, replace }) => {
  test('deploys the code of the README from an empty folder, and doctor finds nothing wrong', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'project-'));
    const emulator = await startEmulator();
    const shell = async (script: string) => {
      const env = { ...cleanEnvironment({ NO_COLOR: '1', FORCE_COLOR: '0' }), DD_HOST: emulator.url };
      return succeeded(await run('bash', ['-euc', script], { cwd: folder, env }));
    };
    try {
      const install = replace.reduce<string>(
        (text, [from, to]) => text.replaceAll(from, to),
        // Yarn needs the name beside the file.
        commands('install').replace(' cdktf-datadog-webhooks ', ` cdktf-datadog-webhooks@file:${tarball} `),
      );
      expect(install).toContain(tarball);
      await shell(`${setUp}\n${install}`);
      writeFileSync(join(folder, 'main.ts'), CODE);
      // A person approves the deploy at the prompt.
      const deploy = commands('deploy')
        .replace(/=…/g, '=any-value')
        .replace('cdktf deploy', 'cdktf deploy --auto-approve');
      const { text } = await shell(deploy);

      expect(text).toMatch(/^Nothing is wrong\. Not checked: 1\.$/m);
      expect(text).toContain('Apply complete! Resources: 1 added, 0 changed, 0 destroyed.');
      expect(takeWrites(emulator)).toStrictEqual([expect.stringMatching(/^POST \{"name":"payments",/)]);
      const { text: after } = await shell(
        `${deploy.split('\n').slice(0, 2).join('\n')}\nnpx cdktf-datadog-webhooks doctor`,
      );
      expect(after).toMatch(/^Nothing is wrong\.$/m);
    } finally {
      rmSync(folder, { recursive: true });
      await emulator.close();
    }
  }, 900_000);
});
