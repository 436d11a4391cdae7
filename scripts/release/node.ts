import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ROOT, run } from '../programs';
import { packages } from './node/package-lock.json';
import { EXECUTABLES, NODE_VERSION, type Executable } from './platforms';

const CACHE = join(ROOT, '.cache/release-node');

interface Archive {
  readonly file: string;
  /** Node's path in the archive; absent if the file is Node itself. */
  readonly binary?: string;
  readonly algorithm: 'SHA-256' | 'SHA-512';
  /** The hash that it has to have, in hexadecimal digits. */
  readonly hash: string;
  /** Its address as a package. */
  readonly purl: string;
}

/** Where the Node inside the executables comes from. */
export interface NodeSource {
  /** For people. */
  readonly description: string;
  readonly archive: (executable: Executable) => Archive;
}

/** Packages that others make of Node's archives. Their hashes are in the lock file. */
export const NPM_PACKAGES: NodeSource = {
  description: "packages on npm, which are not compared with Node's signed checksums",
  archive({ nodePackage, node }) {
    const { integrity } = packages[`node_modules/${nodePackage}`];
    const file = join(CACHE, `${nodePackage}-${NODE_VERSION}.tgz`);
    mkdirSync(CACHE, { recursive: true });
    if (!existsSync(file))
      run('npm', ['pack', `${nodePackage}@${NODE_VERSION}`, '--silent', '--pack-destination', CACHE]);
    return {
      file,
      binary: node.startsWith('win-') ? 'package/bin/node.exe' : 'package/bin/node',
      algorithm: 'SHA-512',
      hash: Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex'),
      purl: `pkg:npm/${nodePackage}@${NODE_VERSION}`,
    };
  },
};

/**
 * Node's own archives.
 *
 * @param keyring the public keys of Node's release team, as gpgv reads them
 * @throws when none of these keys signed the checksums
 */
export function signedArchives(
  keyring: string,
  address = 'https://nodejs.org/dist',
  cache = CACHE,
): NodeSource {
  const release = `${address}/v${NODE_VERSION}`;
  const folder = join(cache, NODE_VERSION);
  const download = (name: string) => {
    const file = join(folder, basename(name));
    run('curl', ['--fail', '--silent', '--show-error', '--location', '--output', file, `${release}/${name}`]);
    return file;
  };
  mkdirSync(folder, { recursive: true });
  const sums = join(folder, 'SHASUMS256.txt');
  rmSync(sums, { force: true });
  run('gpgv', ['--keyring', resolve(keyring), '--output', sums, download('SHASUMS256.txt.asc')]);
  const hashes = new Map(
    readFileSync(sums, 'utf8')
      .split('\n')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  return {
    description: "Node's own archives, whose checksums Node's release team signed",
    archive({ node }) {
      const root = `node-v${NODE_VERSION}-${node}`;
      const name = node.startsWith('win-') ? `${node}/node.exe` : `${root}.tar.gz`;
      const cached = join(folder, basename(name));
      return {
        file: existsSync(cached) ? cached : download(name),
        ...(name.endsWith('.tar.gz') && { binary: `${root}/bin/node` }),
        algorithm: 'SHA-256',
        hash: hashes.get(name) ?? 'absent from the signed checksums',
        purl: `pkg:generic/node@${NODE_VERSION}?download_url=${encodeURIComponent(`${release}/${name}`)}`,
      };
    },
  };
}

export interface NodeFiles {
  /** The program of a platform. */
  readonly program: (executable: Executable) => string;
  /** The program of this machine, which makes the executables of all platforms. */
  readonly builder: () => string;
  /** Node's own licence and those of what it contains. */
  readonly license: () => string;
}

/**
 * Node's files, extracted into an empty folder: what an earlier run extracted may have been changed since.
 *
 * @throws when an archive does not have its hash
 */
export function nodeFiles({ archive }: NodeSource, scratch: string): NodeFiles {
  const programs = new Map<string, string>();
  const program = (executable: Executable) => {
    const { platform } = executable;
    const path = programs.get(platform) ?? extract(archive(executable), join(scratch, platform));
    programs.set(platform, path);
    return path;
  };
  const find = (wanted: string) => EXECUTABLES.find(({ platform }) => platform === wanted);
  return {
    program,
    builder() {
      const os = process.platform === 'win32' ? 'windows' : process.platform;
      const platform = `${os}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
      const own = find(platform);
      if (own === undefined)
        throw new Error(`No executable can be made on ${platform}: Node does not support it. Use Linux.`);
      return program(own);
    },
    license: () => readFileSync(join(program(find('linux_amd64')!), '../../LICENSE'), 'utf8'),
  };
}

function extract({ file, binary, algorithm, hash }: Archive, folder: string): string {
  const actual = createHash(algorithm.replace('-', '')).update(readFileSync(file)).digest('hex');
  if (actual !== hash) {
    rmSync(file);
    throw new Error(
      `${basename(file)} has the ${algorithm} checksum ${actual}. The release is built with ${hash}. ` +
        'The file is removed, and the next run gets it again. Find out why it differs before you release.',
    );
  }
  if (binary === undefined) return file;
  mkdirSync(folder);
  run('tar', ['-xzf', file, '-C', folder]);
  return join(folder, binary);
}
