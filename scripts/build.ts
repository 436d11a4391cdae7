/**
 * Builds dist/: the constructs (jsii), the provider (its files, and a zip of them), the command and the
 * emulator (bundles). Also dist-cdktn/, the package with the same for cdktn. `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { zipSync } from 'fflate';
import { PROVIDER_SOURCE } from '../lib/attributes';
import packageJson from '../package.json';
import { CDKTN_PACKAGE, completeCdktnPackage, prepareCdktnPackage } from './cdktn-package';
import { launcher } from './launcher';
import { notices } from './notices';

const ROOT = join(__dirname, '..');
const DIST = join(ROOT, 'dist');
const PROVIDER = join(DIST, 'provider');
const EXECUTABLE = 'terraform-provider-datadogwebhooks';
const MAIN = 'provider.js';
const AXIOS = 'axios.js';

const bundle = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20.9',
  format: 'cjs',
  logLevel: 'warning',
  legalComments: 'none',
  loader: { '.css': 'text' },
  define: { PACKAGE_VERSION: JSON.stringify(packageJson.version) },
  metafile: true,
} as const satisfies BuildOptions;
const SHEBANG = { js: '#!/usr/bin/env node' };

async function main(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  compileConstructs(ROOT);
  const provider = await buildProvider();
  const command = await buildCommand(DIST, packageJson.name);
  await build({ ...bundle, entryPoints: ['lib/emulator/index.ts'], outfile: 'dist/emulator/index.js' });
  run('tsc', ['-p', 'tsconfig.emulator.json']);
  writeFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), notices(ROOT, [...provider, command.metafile]));
  const cdktn = prepareCdktnPackage(ROOT);
  compileConstructs(cdktn);
  await buildCommand(join(cdktn, 'dist'), CDKTN_PACKAGE);
  completeCdktnPackage(ROOT, cdktn);
}

/** The command of a package, which writes code that imports from it. */
async function buildCommand(dist: string, packageName: string) {
  const outfile = join(dist, 'cli/datadog-webhooks.js');
  const define = { ...bundle.define, PACKAGE_NAME: JSON.stringify(packageName) };
  const entryPoints = ['lib/cli/datadog-webhooks.ts'];
  const command = await build({ ...bundle, define, entryPoints, outfile, banner: SHEBANG });
  chmodSync(outfile, 0o755);
  return command;
}

/** Compiles the constructs of the package in a folder. */
function compileConstructs(cwd: string): void {
  // One version of `constructs` is installed for both frameworks.
  const silent = ['reserved-word', 'metadata/missing-dev-dependency'].map(
    (name) => `--silence-warnings=${name}`,
  );
  run('jsii', [...silent, '--generate-tsconfig', 'tsconfig.jsii.json'], cwd);
}

/**
 * The executable, the provider and its HTTP client beside it, and the zip the construct puts beside a stack.
 */
async function buildProvider() {
  const minified = {
    ...bundle,
    // Keep names: a crash report must be readable. Shorter ones would save Node nothing.
    minifyWhitespace: true,
    minifySyntax: true,
  } as const satisfies BuildOptions;
  // A file of its own, loaded at the first call: Node compiles a file when it starts, and most provider
  // processes never make a call.
  const axios = await build({
    ...minified,
    stdin: { contents: "export { default } from 'axios';", resolveDir: ROOT },
    outfile: join(PROVIDER, AXIOS),
    // No call sends multipart bodies. Without form-data and its table of file types, axios loads in 12 ms
    // less of CPU time.
    alias: { 'form-data': './scripts/no-form-data.ts' },
  });
  const provider = await build({
    ...minified,
    entryPoints: ['lib/provider/main.ts'],
    outfile: join(PROVIDER, MAIN),
    alias: { axios: `./${AXIOS}` },
    external: [`./${AXIOS}`],
    // `require` loads the same file. For `import`, Node would first load its ES module loader.
    supported: { 'dynamic-import': false },
  });
  const head = launcher(MAIN, PROVIDER_SOURCE, packageJson.engines.node);
  writeFileSync(join(PROVIDER, EXECUTABLE), head, { mode: 0o755 });
  // The files end up inside people's projects, whose own package.json may have the type "module".
  writeFileSync(join(PROVIDER, 'package.json'), '{"type":"commonjs"}\n');
  const files = [
    { name: AXIOS, mode: 0o644 },
    { name: 'package.json', mode: 0o644 },
    { name: MAIN, mode: 0o644 },
    { name: EXECUTABLE, mode: 0o755 },
  ].map((file) => ({ ...file, content: readFileSync(join(PROVIDER, file.name)) }));
  // A fixed time makes the zip of equal files equal. Zip times begin in 1980.
  const mtime = new Date('1980-01-02T00:00:00Z');
  const zip = zipSync(
    // Unix (3) is in the upper byte of the version, the file mode in the upper half of the attributes.
    Object.fromEntries(
      files.map(({ name, mode, content }) => [
        name,
        [content, { os: 3, attrs: ((0o100000 | mode) << 16) >>> 0, mtime, level: 9 }],
      ]),
    ),
  );
  writeFileSync(join(DIST, 'provider.zip'), zip);
  writeFileSync(join(DIST, 'provider.h1'), `${packageHash(files)}\n`);
  return [provider.metafile, axios.metafile];
}

/** Terraform's `h1:` of a provider package: golang.org/x/mod/sumdb/dirhash, Hash1. */
function packageHash(files: readonly { name: string; content: Buffer }[]): string {
  const lines = files
    .map(({ name, content }) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`;
}

function run(command: string, args: readonly string[], cwd = ROOT): void {
  // jsii warns about Node versions its project no longer supports. CDKTF supports them.
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin', command), args, {
    cwd,
    env,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
