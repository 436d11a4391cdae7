import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The hashes of all files in a folder, as `sha256sum -c` reads them. */
export function writeSums(folder: string, file: string): void {
  const lines = readdirSync(folder)
    .sort()
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}  ${name}\n`,
    );
  writeFileSync(join(folder, file), lines.join(''));
}

export interface Signature {
  /** The signed file. */
  readonly file: string;
  /** Where the detached signature goes. It is binary: the registries read no other. */
  readonly signature: string;
  /** Where the public key goes. */
  readonly key: string;
}

/** Signs with a key of gpg's keyring. */
export function sign(
  { file, signature, key }: Signature,
  userId: string,
  home = process.env.GNUPGHOME,
): void {
  const options = ['--batch', '--yes', '--local-user', userId];
  gpg([...options, '--detach-sign', '--output', signature, file], home);
  gpg(['--batch', '--yes', '--armor', '--output', key, '--export', userId], home);
}

/** Signs with a new key, which is gone when this returns. For dry runs. */
export function signWithThrowAwayKey(signature: Signature): void {
  const home = mkdtempSync(join(tmpdir(), 'gpg-'));
  try {
    const user = 'Throw-away key of a dry run';
    gpg(['--batch', '--passphrase', '', '--quick-generate-key', user, 'rsa3072', 'sign', '1d'], home);
    sign(signature, user, home);
  } finally {
    execFileSync('gpgconf', ['--kill', 'all'], { env: { ...process.env, GNUPGHOME: home } });
    rmSync(home, { recursive: true, force: true });
  }
}

function gpg(args: readonly string[], home: string | undefined): void {
  const env = home === undefined ? process.env : { ...process.env, GNUPGHOME: home };
  execFileSync('gpg', args, { env, stdio: 'pipe' });
}
