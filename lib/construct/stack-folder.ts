import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROVIDER_NAME, PROVIDER_SOURCE } from '../attributes';
import { lock, wholeAddress } from './lock-file';
import type { BuiltProvider } from './package-files';
import { VERSION } from './package-json';

/** The platforms that a stack may be deployed from. A stack may be synthesized on another one. */
const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'];

/** The `required_providers` of a stack, by local name. */
export type RequiredProviders = Readonly<
  Record<string, { readonly source?: string; readonly version?: string }>
>;

/**
 * Puts the provider into a stack's folder and names it in the dependency lock file. Terraform finds it there
 * without a registry and without any configuration. Files that are right already stay untouched.
 */
export function putProviderIntoStackFolder(
  folder: string,
  built: BuiltProvider,
  required: RequiredProviders,
): void {
  putPackages(pluginFolder(folder), built.zip);
  const lockFile = join(folder, '.terraform.lock.hcl');
  const text = existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : '';
  write(lockFile, Buffer.from(lock(text, lockedProviders(required, built.hash))));
}

/** Removes what an earlier synth put there, for a stack whose provider comes from elsewhere now. */
export function removeProviderFromStackFolder(folder: string): void {
  rmSync(pluginFolder(folder), { recursive: true, force: true });
}

function pluginFolder(folder: string): string {
  return join(folder, 'terraform.d', 'plugins', ...PROVIDER_SOURCE.split('/'));
}

/**
 * One zip for each platform, all of the same bytes, since the provider is a script. A pipeline that hands
 * files from job to job may lose the executable bit of a file, but not that of a file in a zip.
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
 * The entries that the lock file needs. When it lacks a provider of the stack, the framework's CLI runs
 * `terraform providers lock`, which asks the registry of every provider, and ours has none. So every provider
 * gets an entry. Those of others have no hashes: Terraform installs the version and writes the hashes itself.
 * A provider whose bindings name no exact version cannot have an entry.
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

/** Writes a file that differs. The rename makes it appear complete or not at all. */
function write(file: string, content: Buffer): void {
  if (existsSync(file) && readFileSync(file).equals(content)) return;
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}
