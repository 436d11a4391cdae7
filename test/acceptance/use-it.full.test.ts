import { spawn, type StdioOptions } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pack, type Framework } from '../helpers/framework-project';
import { needing } from '../helpers/needing';
import { cleanEnvironment, ROOT, run, succeeded } from '../helpers/terraform';
import { temporaryFolder } from '../helpers/temporary-folder';

/** The README of each package: the one for cdktn is made by the build. */
const README = {
  cdktf: readFileSync(join(ROOT, 'README.md'), 'utf8'),
  cdktn: readFileSync(join(ROOT, 'dist-cdktn/README.md'), 'utf8'),
};

const YARN = [
  ['npm init --yes', 'yarn init --yes'],
  ['npm install', 'yarn add'],
] as const;

interface Manager {
  readonly framework: Framework;
  readonly name: string;
  /** How it is run. */
  readonly setUp?: string;
  /** Its commands in the place of npm's. */
  readonly replace?: readonly (readonly [string, string])[];
}

/** The package managers of docs/running.md. */
const MANAGERS: readonly Manager[] = [
  { framework: 'cdktf', name: 'npm' },
  { framework: 'cdktn', name: 'npm' },
  {
    framework: 'cdktf',
    name: 'pnpm',
    setUp: 'pnpm() { npx --yes pnpm@10 "$@"; }',
    replace: [
      ['npm init --yes', 'pnpm init'],
      ['npm install', 'pnpm add'],
    ],
  },
  { framework: 'cdktf', name: 'yarn 1', setUp: 'yarn() { npx --yes yarn@1 "$@"; }', replace: YARN },
  {
    framework: 'cdktf',
    name: 'yarn 4',
    setUp:
      'yarn() { npx --yes --package @yarnpkg/cli-dist@4 yarn "$@"; }\n' +
      'export YARN_ENABLE_TELEMETRY=0 YARN_NPM_REGISTRY_SERVER="$(npm config get registry)"\n' +
      "echo 'nodeLinker: node-modules' > .yarnrc.yml",
    replace: YARN,
  },
];

/** cdktn's CLI needs Node 22.19 or newer. */
const NEWER_NODE = join(ROOT, '.cache/node/24/node_modules/node/bin');

const packed = temporaryFolder('use-it');
const tarballs: Partial<Record<Framework, string>> = {};
beforeAll(async () => {
  for (const framework of ['cdktf', 'cdktn'] as const) tarballs[framework] = await pack(framework, packed);
});

/** Starts a command that does not end by itself. Its URL is in what it prints. */
async function started(command: string, cwd: string, env: NodeJS.ProcessEnv) {
  const stdio: StdioOptions = ['ignore', 'pipe', 'inherit'];
  const child = spawn('bash', ['-c', `${command} 2>&1`], { cwd, env, detached: true, stdio });
  const output = child.stdout as Readable;
  for await (const line of createInterface({ input: output })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url === undefined) continue;
    output.resume();
    // npx does not pass a signal on: the complete group ends.
    return { url, end: () => process.kill(-(child.pid as number)) };
  }
  throw new Error(`"${command}" ended without a URL`);
}

describe.each(MANAGERS)('"Try it" and "Use it" of the README of $framework with $name', (manager) => {
  const path = manager.framework === 'cdktn' ? [NEWER_NODE, process.env.PATH] : [process.env.PATH];
  const hasNode = manager.framework === 'cdktf' || existsSync(NEWER_NODE);
  needing('Node 24 in .cache/node', hasNode).test(
    'work word for word in an empty folder, without an account',
    async () => {
      const { framework, setUp = '', replace = [] } = manager;
      const folder = temporaryFolder('project');
      const readme = README[framework];
      const commands = (name: string) =>
        new RegExp(`<!-- use: ${name} -->\\n\\n\`\`\`sh\\n([^]*?)\`\`\``).exec(readme)?.[1] ?? name;
      const env = cleanEnvironment({ PATH: path.join(delimiter), NO_COLOR: '1', FORCE_COLOR: '0' });
      const shell = async (script: string) =>
        succeeded(await run('bash', ['-euc', script], { cwd: folder, env }));
      // A person approves at the prompt.
      const approved = (script: string) =>
        script.replace(/(cdkt[fn] (deploy|destroy))/g, '$1 --auto-approve');
      const name = `${framework}-datadog-webhooks`;
      // Yarn needs the name beside the file.
      const install = replace
        .reduce<string>((text, [from, to]) => text.replaceAll(from, to), commands('install'))
        .replace(` ${name} `, ` ${name}@file:${tarballs[framework]} `);
      let emulator: Awaited<ReturnType<typeof started>> | undefined;
      try {
        await shell(`${setUp}\n${install}`);
        writeFileSync(join(folder, 'main.ts'), /```typescript\n([^]*?)```/.exec(readme)?.[1] ?? '');
        // Any free port: others may run on this machine.
        emulator = await started(`${commands('emulate').trim()} --port 0`, folder, env);
        const tried = commands('try').replace('http://127.0.0.1:8130', emulator.url);
        const exports = tried.split('\n').slice(0, 3).join('\n');
        const { text } = await shell(approved(tried));
        expect(text).toContain('Apply complete! Resources: 1 added, 0 changed, 0 destroyed.');

        const { text: review } = await shell(`${exports}\n${commands('edit')}`);
        expect(review).toContain('Edited "payments".');
        expect(review).toMatch(/Live in Datadog +"read:webhooks"\n/);

        const { text: ended } = await shell(approved(`${exports}\n${commands('end')}`));
        expect(ended).toContain('Destroy complete! Resources: 1 destroyed.');

        // The local Datadog in the place of the real one.
        const use = approved(commands('deploy')).replace(/=…/g, '=any-value');
        const { text: used } = await shell(`export DD_HOST=${emulator.url}\n${use}`);
        expect(used).toMatch(/^Nothing is wrong\.$/m);
        expect(used).toContain('Apply complete! Resources: 1 added, 0 changed, 0 destroyed.');
      } finally {
        emulator?.end();
      }
    },
    900_000,
  );
});
