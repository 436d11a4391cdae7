import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_SOURCE } from '../attributes';
import { lock, wholeAddress, type LockedProvider } from '../mirror/lock-file';
import { IMPLIED_MIRROR } from '../mirror/mirror-folder';
import type { BuiltProvider } from '../mirror/package-files';
import { VERSION } from '../mirror/package-json';
import { putProviderIntoMirror, removeOtherVersions, writeIfDifferent } from '../mirror/write-mirror';

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
  const mirror = join(folder, IMPLIED_MIRROR);
  putProviderIntoMirror(mirror, built.zip, VERSION, folder);
  removeOtherVersions(mirror, VERSION);
  const lockFile = join(folder, '.terraform.lock.hcl');
  const text = existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : '';
  writeIfDifferent(lockFile, Buffer.from(lock(text, lockedProviders(required, built.hash))));
}

/**
 * The entries that the lock file needs. When it lacks a provider of the stack, the framework's CLI runs
 * `terraform providers lock`, which asks the registry of every provider, and ours has none. So every provider
 * gets an entry. Those of others have no hashes: Terraform installs the version and writes the hashes itself.
 * A provider whose bindings name no exact version cannot have an entry.
 */
function lockedProviders(required: RequiredProviders, hash: string): LockedProvider[] {
  return Object.values(required).flatMap(({ source, version }) => {
    if (!source || !version || !/^\d+(\.\d+)+\S*$/.test(version)) return [];
    const hashes = source === PROVIDER_SOURCE ? [hash] : [];
    return [{ source: wholeAddress(source), version, constraints: version, hashes }];
  });
}
