import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_NAME } from '../../lib/attributes';
import packageJson from '../../package.json';
import { filesIn, zip, type PackedFile } from '../archive';
import { ROOT, run } from '../programs';
import { bundleProvider, makeExecutable } from './executable';
import type { NodeFiles } from './node';
import { EXECUTABLES, SCRIPT_PLATFORM } from './platforms';

const DIST = join(ROOT, 'dist');

/** The files of a release. The registries of Terraform and OpenTofu look for those with the prefix. */
export function releaseFiles(version: string) {
  const prefix = `terraform-provider-${PROVIDER_NAME}_${version}`;
  return {
    zip: (platform: string) => `${prefix}_${platform}.zip`,
    manifest: `${prefix}_manifest.json`,
    sums: `${prefix}_SHA256SUMS`,
    components: `${prefix}_sbom.cdx.json`,
    pages: `registry-pages-${version}.zip`,
  };
}

/**
 * The packages for npm, from the folders that `npm run build` fills, and one that keeps the command's name:
 * without it, npx could run a stranger's program under that name where ours is not installed.
 *
 * @param scratch an empty folder
 */
export function packNpmPackages(out: string, scratch: string): void {
  writeFileSync(join(scratch, 'package.json'), JSON.stringify(commandPackage(), undefined, 2));
  writeFileSync(join(scratch, 'index.js'), COMMAND_PACKAGE);
  for (const folder of [ROOT, join(ROOT, 'dist-cdktn'), scratch])
    run('npm', ['pack', folder, '--silent', '--ignore-scripts', '--pack-destination', out]);
}

const COMMAND_PACKAGE = `#!/usr/bin/env node
console.error(
  'datadog-webhooks is a command of the packages cdktf-datadog-webhooks and cdktn-datadog-webhooks. ' +
    'Neither is installed in this folder, so there is nothing to run. ' +
    'Run "npm install cdktf-datadog-webhooks", or the other one, in the folder of your app.',
);
process.exit(1);
`;

function commandPackage() {
  const { version, license, author, repository } = packageJson;
  const name = 'datadog-webhooks';
  const description = 'Keeps the name of the command of cdktf-datadog-webhooks and cdktn-datadog-webhooks.';
  return { name, version, description, license, author, repository, bin: { [name]: 'index.js' } };
}

/** The packages for Terraform: a zip for each platform, what they are, and the provider's pages. */
export async function packProviders(
  out: string,
  version: string,
  platforms: readonly string[],
  node: NodeFiles,
): Promise<void> {
  const names = releaseFiles(version);
  const program = `terraform-provider-${PROVIDER_NAME}_v${version}`;
  const legal = legalFiles(node);
  const script = await bundleProvider();
  for (const executable of EXECUTABLES.filter(({ platform }) => platforms.includes(platform))) {
    const name = executable.platform.startsWith('windows') ? `${program}.exe` : program;
    const files = [{ name, mode: 0o755, content: makeExecutable(executable, script, node) }, ...legal];
    // The highest level takes more than twice as long, and saves 0.1 %.
    writeFileSync(join(out, names.zip(executable.platform)), zip(files, 6));
  }
  if (platforms.includes(SCRIPT_PLATFORM))
    writeFileSync(join(out, names.zip(SCRIPT_PLATFORM)), zip([...scriptFiles(program), ...legal], 9));
  const pages = filesIn(join(ROOT, 'docs/registry')).map((file) => ({ ...file, name: `docs/${file.name}` }));
  writeFileSync(join(out, names.pages), zip(pages, 9));
  const manifest = { version: 1, metadata: { protocol_versions: ['6.0'] } };
  writeFileSync(join(out, names.manifest), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** The built provider, whose executable gets the name that has the version. */
function scriptFiles(program: string): PackedFile[] {
  return filesIn(join(DIST, 'provider')).map((file) =>
    file.mode === 0o755 ? { ...file, name: program } : file,
  );
}

function legalFiles(node: NodeFiles): PackedFile[] {
  const notices = readFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const texts = {
    LICENSE: readFileSync(join(ROOT, 'LICENSE'), 'utf8'),
    'THIRD-PARTY-NOTICES.txt': `${notices}\n${'-'.repeat(78)}\n\nNode.js\n\n${node.license()}`,
  };
  return Object.entries(texts).map(([name, text]) => ({ name, mode: 0o644, content: Buffer.from(text) }));
}
