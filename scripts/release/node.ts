import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../bundle';
import { EXECUTABLES, NODE_VERSION, type Executable } from './platforms';

const CACHE = join(ROOT, '.cache/release-node');

/**
 * The Node of a platform, from its npm package.
 *
 * @throws when the package is not the one whose hash is in platforms.ts
 */
export function nodeFor({ platform, nodePackage, integrity, binary }: Executable): string {
  const folder = join(CACHE, `${NODE_VERSION}-${platform}`);
  const tarball = join(folder, `${nodePackage}-${NODE_VERSION}.tgz`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(tarball)) {
    const packed = `${nodePackage}@${NODE_VERSION}`;
    execFileSync('npm', ['pack', packed, '--silent', '--pack-destination', folder], { stdio: 'pipe' });
  }
  const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (found !== integrity) {
    rmSync(folder, { recursive: true });
    throw new Error(
      `${nodePackage} ${NODE_VERSION} has the hash ${found}. ` +
        `The release is built with the one whose hash is ${integrity}. ` +
        'Find out why they differ before you change scripts/release/platforms.ts.',
    );
  }
  if (!existsSync(join(folder, 'package', binary))) execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  return join(folder, 'package', binary);
}

/** The Node of this machine, which makes the executables of all platforms. */
export function builder(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const platform = `${os}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const own = EXECUTABLES.find((candidate) => candidate.platform === platform);
  if (own === undefined)
    throw new Error(`No executable can be made on ${platform}: Node does not support it. Use Linux.`);
  return nodeFor(own);
}

/** Node's own licence and those of what it contains. */
export function nodeLicense(): string {
  const [linux] = EXECUTABLES;
  if (linux === undefined) throw new Error('There is no platform.');
  return readFileSync(join(nodeFor(linux), '../../LICENSE'), 'utf8');
}
