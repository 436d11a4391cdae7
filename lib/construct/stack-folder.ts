import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROVIDER_NAME, PROVIDER_SOURCE } from '../attributes';
import { lock, wholeAddress } from './lock-file';
import { type BuiltProvider, VERSION } from './package-files';

/** The platforms that a stack may be deployed from; the one that synthesizes it need not be the one that deploys it. */
const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'];

/** The `required_providers` of a stack, by local name. */
export type RequiredProviders = Readonly<
  Record<string, { readonly source?: string; readonly version?: string }>
>;

/**
 * Puts the provider into a stack's folder, where Terraform finds it without a registry and without any configuration,
 * and names it in the dependency lock file. Writes only what is not there yet.
 */
export function putProviderIntoStackFolder(
  folder: string,
  built: BuiltProvider,
  required: RequiredProviders,
): void {
  putPackages(join(folder, 'terraform.d', 'plugins', ...PROVIDER_SOURCE.split('/')), built.zip);
  const lockFile = join(folder, '.terraform.lock.hcl');
  const text = existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : '';
  write(lockFile, Buffer.from(lock(text, lockedProviders(required, built.hash))));
}

/**
 * One packed package for each platform. They are the same bytes, since the provider is a script. Packed, because an
 * upload between the jobs of a pipeline may lose the executable bit of a file, but not that of a file in a zip.
 */
function putPackages(folder: string, zip: Buffer): void {
  const prefix = `terraform-provider-${PROVIDER_NAME}_`;
  const packages = PLATFORMS.map((platform) => `${prefix}${VERSION}_${platform}.zip`);
  mkdirSync(folder, { recursive: true });
  for (const file of packages) write(join(folder, file), zip);
  for (const file of readdirSync(folder)) {
    if (file.startsWith(prefix) && !packages.includes(file)) rmSync(join(folder, file), { recursive: true });
  }
}

/**
 * The cdktf CLI runs `terraform providers lock` when a provider of the stack is not in the lock file, and that asks
 * the registry of each: of ours there is none. So all are named, the others without hashes: Terraform installs the
 * version and writes the hashes itself. A provider without an exact version (bindings that do not tell theirs) cannot
 * be named.
 */
function lockedProviders(required: RequiredProviders, hash: string) {
  return Object.values(required).flatMap(({ source, version }) =>
    source && version && /^\d+(\.\d+)+\S*$/.test(version)
      ? [
          {
            source: wholeAddress(source),
            version,
            constraints: version,
            hashes: source === PROVIDER_SOURCE ? [hash] : [],
          },
        ]
      : [],
  );
}

/** Writes a file when it is to differ. The rename makes it appear whole or not at all. */
function write(file: string, content: Buffer): void {
  if (existsSync(file) && readFileSync(file).equals(content)) return;
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}
