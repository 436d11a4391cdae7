import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeFiles, signedArchives } from '../../scripts/release/node';
import { EXECUTABLES, NODE_VERSION } from '../../scripts/release/platforms';
import { needing } from '../helpers/needing';

const missing = ['curl', 'gpg', 'gpgv'].filter((name) => spawnSync(name, ['--version']).error);
const { describe } = needing(missing.join(' and '), missing.length === 0);

const [LINUX, , , WINDOWS] = EXECUTABLES;
const RELEASE = `dist/v${NODE_VERSION}`;
const ARCHIVE = `node-v${NODE_VERSION}-linux-x64.tar.gz`;

let folder: string;
let homes = 0;
const at = (...names: string[]) => join(folder, ...names);
const gpg = (home: string, ...args: string[]) =>
  execFileSync('gpg', ['--homedir', home, '--batch', '--yes', ...args], { stdio: 'pipe' });

/** A keyring with a new key, as the release team has one. */
function newKeyring(): string {
  const home = at(`gpg-${++homes}`);
  mkdirSync(home, { mode: 0o700 });
  gpg(home, '--passphrase', '', '--quick-generate-key', 'Release team', 'ed25519', 'sign', '1d');
  gpg(home, '--output', join(home, 'public.gpg'), '--export');
  return home;
}

let team: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'node-'));
  team = newKeyring();
});
afterAll(() => {
  for (let home = 1; home <= homes; home++)
    execFileSync('gpgconf', ['--homedir', at(`gpg-${home}`), '--kill', 'all']);
  rmSync(folder, { recursive: true });
});

/** A release of Node as nodejs.org has it, with two platforms. */
beforeEach(() => {
  for (const name of ['cache', 'dist', 'root', 'scratch']) rmSync(at(name), { recursive: true, force: true });
  const root = at('root', ARCHIVE.replace('.tar.gz', ''));
  mkdirSync(join(root, 'bin'), { recursive: true });
  mkdirSync(at(RELEASE, 'win-x64'), { recursive: true });
  mkdirSync(at('scratch'));
  writeFileSync(join(root, 'bin/node'), 'Node for Linux');
  writeFileSync(join(root, 'LICENSE'), 'Licence of Node');
  execFileSync('tar', ['-czf', at(RELEASE, ARCHIVE), '-C', at('root'), '.']);
  writeFileSync(at(RELEASE, 'win-x64/node.exe'), 'Node for Windows');
  const lines = [ARCHIVE, 'win-x64/node.exe'].map((name) => `${sha256(name)}  ${name}\n`);
  writeFileSync(at('SHASUMS256.txt'), lines.join(''));
  gpg(team, '--clear-sign', '--output', at(RELEASE, 'SHASUMS256.txt.asc'), at('SHASUMS256.txt'));
});

const sha256 = (name: string) =>
  createHash('sha256')
    .update(readFileSync(at(RELEASE, name)))
    .digest('hex');
const source = (keys = team) =>
  signedArchives(join(keys, 'public.gpg'), pathToFileURL(at('dist')).href, at('cache'));

describe('the Node inside the executables', () => {
  test('is the one whose checksum has been signed by the release team', () => {
    const { program, license } = nodeFiles(source(), at('scratch'));

    expect(readFileSync(program(LINUX), 'utf8')).toBe('Node for Linux');
    expect(readFileSync(program(WINDOWS), 'utf8')).toBe('Node for Windows');
    expect(license()).toBe('Licence of Node');
    expect(source().archive(LINUX).hash).toBe(sha256(ARCHIVE));
  });

  test('is refused if a stranger signed the checksums', () => {
    expect(() => source(newKeyring())).toThrow(/^gpgv ended with 2:\n[^]*No public key/);
  });

  test('is refused if the checksums changed after they were signed', () => {
    const file = at(RELEASE, 'SHASUMS256.txt.asc');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^[0-9a-f]{4}/m, '0000'));

    expect(() => source()).toThrow(/^gpgv ended with 1:\n[^]*BAD signature/);
  });

  test('is refused, and fetched again, if its archive has one more byte', () => {
    const signed = sha256(ARCHIVE);
    const { file } = source().archive(LINUX);
    appendFileSync(file, '\n');
    const actual = createHash('sha256').update(readFileSync(file)).digest('hex');

    expect(() => nodeFiles(source(), at('scratch')).program(LINUX)).toThrow(
      new Error(
        `${ARCHIVE} has the SHA-256 checksum ${actual}. The release is built with ${signed}. ` +
          'The file is removed, and the next run gets it again. Find out why it differs before you release.',
      ),
    );
    expect(readFileSync(nodeFiles(source(), at('scratch')).program(LINUX), 'utf8')).toBe('Node for Linux');
  });

  test('is extracted anew: a program with one more byte, which an earlier run extracted, is not used', () => {
    const earlier = nodeFiles(source(), at('scratch')).program(LINUX);
    appendFileSync(earlier, '\n');
    mkdirSync(at('scratch/later'));

    const program = nodeFiles(source(), at('scratch/later')).program(LINUX);
    expect(readFileSync(program, 'utf8')).toBe('Node for Linux');
  });
});
