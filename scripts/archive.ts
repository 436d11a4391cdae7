import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { zipSync } from 'fflate';

/** A file of a provider's package. */
export interface PackedFile {
  readonly name: string;
  /** Its permissions, such as 0o755. */
  readonly mode: number;
  readonly content: Uint8Array;
}

/** All files of a folder, by their paths in it. */
export function filesIn(folder: string): PackedFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => ({
      name: name.replaceAll(sep, '/'),
      // Whatever the umask was.
      mode: statSync(join(folder, name)).mode & 0o100 ? 0o755 : 0o644,
      content: readFileSync(join(folder, name)),
    }));
}

/** A fixed time makes the zip of equal files equal. Zip times begin in 1980. */
const MTIME = new Date('1980-01-02T00:00:00Z');

/** A zip whose bytes depend on the files alone. */
export function zip(files: readonly PackedFile[], level: 6 | 9): Uint8Array {
  return zipSync(
    // Unix (3) is in the upper byte of the version, the file mode in the upper half of the attributes.
    Object.fromEntries(
      files.map(({ name, mode, content }) => [
        name,
        [content, { os: 3, attrs: ((0o100000 | mode) << 16) >>> 0, mtime: MTIME, level }],
      ]),
    ),
  );
}

/** In hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Terraform's `h1:` of a provider package: golang.org/x/mod/sumdb/dirhash, Hash1. */
export function packageHash(files: readonly PackedFile[]): string {
  const lines = files
    .map(({ name, content }) => `${sha256(content)}  ${name}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`;
}
