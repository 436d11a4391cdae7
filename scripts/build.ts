/**
 * Builds dist/: the constructs (jsii), the provider (its files, and a zip of them), the command and the
 * emulator (bundles). Also dist-cdktn/, the package with the same for cdktn. `npm run build`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { PROVIDER_SOURCE } from '../lib/attributes';
import packageJson from '../package.json';
import { filesIn, packageHash, zip } from './archive';
import { awsFrom, BUNDLE, PROVIDER_BUNDLE, PROVIDER_ENTRY, SMALLER_AXIOS, UNUSED_BY_AXIOS } from './bundle';
import { CDKTN_PACKAGE, completeCdktnPackage, prepareCdktnPackage } from './cdktn-package';
import { commandEntry, launcher } from './launcher';
import { bundledFolders, notices } from './notices';
import { JSII_ENVIRONMENT, ROOT, run } from './programs';

const DIST = join(ROOT, 'dist');
const PROVIDER = join(DIST, 'provider');
const EXECUTABLE = 'terraform-provider-datadogwebhooks';
const MAIN = 'provider.js';
const AXIOS = 'axios.js';
const AWS = 'aws.js';
const MAIN_OF_COMMAND = 'main.js';

async function main(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  compileConstructs(ROOT);
  const provider = await buildProvider();
  const command = await buildCommand(DIST, packageJson.name);
  await build({ ...BUNDLE, entryPoints: ['lib/emulator/index.ts'], outfile: 'dist/emulator/index.js' });
  run('tsc', ['-p', 'tsconfig.emulator.json']);
  const bundled = bundledFolders([...provider, command.metafile]);
  writeFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), notices(ROOT, bundled));
  // For the release's list of components.
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  writeFileSync(join(ROOT, '.cache/bundled.json'), JSON.stringify(bundled));
  const cdktn = prepareCdktnPackage(ROOT);
  compileConstructs(cdktn);
  await buildCommand(join(cdktn, 'dist'), CDKTN_PACKAGE);
  completeCdktnPackage(ROOT, cdktn);
}

/** The command of a package, which writes code that imports from it. */
async function buildCommand(dist: string, packageName: string) {
  const folder = join(dist, 'cli');
  const define = { ...BUNDLE.define, PACKAGE_NAME: JSON.stringify(packageName) };
  const entryPoints = ['lib/cli/datadog-webhooks.ts'];
  const plugins = [awsFrom(`../provider/${AWS}`)];
  const outfile = join(folder, MAIN_OF_COMMAND);
  const command = await build({ ...BUNDLE, define, entryPoints, outfile, plugins });
  const entry = commandEntry(MAIN_OF_COMMAND, packageName, packageJson.engines.node);
  writeFileSync(join(folder, 'datadog-webhooks.js'), entry, { mode: 0o755 });
  return command;
}

/** Compiles the constructs of the package in a folder. */
function compileConstructs(cwd: string): void {
  // One version of `constructs` is installed for both frameworks.
  const silent = ['reserved-word', 'metadata/missing-dev-dependency'].map(
    (name) => `--silence-warnings=${name}`,
  );
  const options = [...silent, '--fail-on-warnings', '--generate-tsconfig', 'tsconfig.jsii.json'];
  run('jsii', options, { cwd, env: JSII_ENVIRONMENT });
}

/**
 * The executable, the provider with its HTTP client beside it, and the zip the construct puts beside a stack.
 */
async function buildProvider() {
  // A file of its own, loaded at the first call: Node compiles a file when it starts, and most provider
  // processes never make a call.
  const axios = await build({
    ...PROVIDER_BUNDLE,
    stdin: { contents: "export { default } from 'axios';", resolveDir: ROOT },
    outfile: join(PROVIDER, AXIOS),
    plugins: [SMALLER_AXIOS],
    inject: [UNUSED_BY_AXIOS],
  });
  const aws = await build({
    ...PROVIDER_BUNDLE,
    entryPoints: ['lib/client/login/aws.ts'],
    outfile: join(PROVIDER, AWS),
  });
  const provider = await build({
    ...PROVIDER_BUNDLE,
    plugins: [awsFrom(`./${AWS}`)],
    entryPoints: [PROVIDER_ENTRY],
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
  const files = filesIn(PROVIDER);
  writeFileSync(join(DIST, 'provider.zip'), zip(files, 9));
  writeFileSync(join(DIST, 'provider.h1'), `${packageHash(files)}\n`);
  return [provider.metafile, axios.metafile, aws.metafile];
}

void main();
