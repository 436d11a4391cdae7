import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { writeComplete } from '../file';
import { linkInMirror } from './errors';
import { packageFile, PLATFORMS, PREFIX, providerFolder } from './mirror-folder';

/**
 * Writes the provider into a mirror: one zip for each platform, all of the same bytes, since the provider is
 * a script. A pipeline that hands files from job to job may lose the executable bit of a file, but not that
 * of a file in a zip.
 *
 * @param mirror created if it does not exist
 * @param root a folder around the mirror, below which no folder may be a link. Default: the mirror.
 */
export function putProviderIntoMirror(mirror: string, zip: Buffer, version: string, root = mirror): void {
  const folder = providerFolder(mirror);
  refuseLinks(root, folder);
  mkdirSync(folder, { recursive: true });
  for (const platform of PLATFORMS) writeIfDifferent(join(folder, packageFile(version, platform)), zip);
}

/** Removes the zips of other versions. */
export function removeOtherVersions(mirror: string, version: string): void {
  const folder = providerFolder(mirror);
  const packages = PLATFORMS.map((platform) => packageFile(version, platform));
  for (const file of readdirSync(folder)) {
    if (file.startsWith(PREFIX) && !packages.includes(file)) rmSync(join(folder, file), { recursive: true });
  }
}

export function writeIfDifferent(file: string, content: Buffer): void {
  if (existsSync(file) && !isLink(file) && readFileSync(file).equals(content)) return;
  writeComplete(file, content);
}

/** Whoever can write into the folders below `root` must not decide where the provider is written. */
function refuseLinks(root: string, folder: string): void {
  let path = root;
  for (const name of relative(root, folder).split(sep)) {
    path = join(path, name);
    if (isLink(path)) throw linkInMirror(path);
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
