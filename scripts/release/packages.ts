import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_NAME } from '../../lib/attributes';
import { zip, type PackedFile } from '../archive';
import { ROOT } from '../bundle';
import { bundleProvider, makeExecutable } from './executable';
import { nodeLicense } from './node';
import { EXECUTABLES, SCRIPT_PLATFORM } from './platforms';

const DIST = join(ROOT, 'dist');

/** The files of a release, by the names that the registries of Terraform and OpenTofu look for. */
export function releaseFiles(version: string) {
  const prefix = `terraform-provider-${PROVIDER_NAME}_${version}`;
  return {
    zip: (platform: string) => `${prefix}_${platform}.zip`,
    manifest: `${prefix}_manifest.json`,
    sums: `${prefix}_SHA256SUMS`,
    signature: `${prefix}_SHA256SUMS.sig`,
    components: `${prefix}_sbom.cdx.json`,
    key: 'release-key.asc',
  };
}

/** The packages for npm, from the folders that `npm run build` fills. */
export function packNpmPackages(out: string): void {
  for (const folder of [ROOT, join(ROOT, 'dist-cdktn')])
    execFileSync('npm', ['pack', folder, '--silent', '--ignore-scripts', '--pack-destination', out], {
      stdio: 'pipe',
    });
}

/** The packages for Terraform: a zip for each platform, and what they are. */
export async function packProviders(
  out: string,
  version: string,
  platforms: readonly string[],
): Promise<void> {
  const names = releaseFiles(version);
  const program = `terraform-provider-${PROVIDER_NAME}_v${version}`;
  const legal = legalFiles();
  const script = await bundleProvider();
  for (const executable of EXECUTABLES.filter(({ platform }) => platforms.includes(platform))) {
    const name = executable.platform.startsWith('windows') ? `${program}.exe` : program;
    const files = [{ name, mode: 0o755, content: makeExecutable(executable, script) }, ...legal];
    // The highest level takes more than twice as long, and saves 0.1 %.
    writeFileSync(join(out, names.zip(executable.platform)), zip(files, 6));
  }
  if (platforms.includes(SCRIPT_PLATFORM))
    writeFileSync(join(out, names.zip(SCRIPT_PLATFORM)), zip([...scriptFiles(program), ...legal], 9));
  const manifest = { version: 1, metadata: { protocol_versions: ['6.0'] } };
  writeFileSync(join(out, names.manifest), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** The built provider, whose executable gets the name that has the version. */
function scriptFiles(program: string): PackedFile[] {
  const file = (name: string, mode: number, packed = name) => ({
    name: packed,
    mode,
    content: readFileSync(join(DIST, 'provider', name)),
  });
  return [
    file(`terraform-provider-${PROVIDER_NAME}`, 0o755, program),
    file('provider.js', 0o644),
    file('axios.js', 0o644),
    file('package.json', 0o644),
  ];
}

function legalFiles(): PackedFile[] {
  const notices = readFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const texts = {
    LICENSE: readFileSync(join(ROOT, 'LICENSE'), 'utf8'),
    'THIRD-PARTY-NOTICES.txt': `${notices}\n${'-'.repeat(78)}\n\nNode.js\n\n${nodeLicense()}`,
  };
  return Object.entries(texts).map(([name, text]) => ({ name, mode: 0o644, content: Buffer.from(text) }));
}
