import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROVIDER_NAME, PROVIDER_SOURCE } from '../attributes';

/** The platforms that a stack may be deployed from. A stack may be synthesized on a different one. */
export const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'] as const;

/** The folder beside a configuration that Terraform takes as a mirror without being configured. */
export const IMPLIED_MIRROR = join('terraform.d', 'plugins');

/** The provider's own folder in a mirror. */
export function providerFolder(mirror: string): string {
  return join(mirror, ...PROVIDER_SOURCE.split('/'));
}

const PREFIX = `terraform-provider-${PROVIDER_NAME}_`;

/** The name of the provider's package for a platform, such as `linux_amd64`. */
export function packageFile(version: string, platform: string): string {
  return `${PREFIX}${version}_${platform}.zip`;
}

/**
 * Writes the provider into a mirror: one zip for each platform, all of the same bytes, since the provider is
 * a script. A pipeline that hands files from job to job may lose the executable bit of a file, but not that
 * of a file in a zip. Removes the zips of other versions.
 *
 * @param mirror created if it does not exist
 */
export function putProviderIntoMirror(mirror: string, zip: Buffer, version: string): void {
  const folder = providerFolder(mirror);
  const packages = PLATFORMS.map((platform) => packageFile(version, platform));
  mkdirSync(folder, { recursive: true });
  for (const file of packages) writeIfDifferent(join(folder, file), zip);
  for (const file of readdirSync(folder)) {
    if (file.startsWith(PREFIX) && !packages.includes(file)) rmSync(join(folder, file), { recursive: true });
  }
}

/** The rename makes the file appear complete or not at all. */
export function writeIfDifferent(file: string, content: Buffer): void {
  if (existsSync(file) && readFileSync(file).equals(content)) return;
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}
