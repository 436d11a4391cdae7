import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../archive';

/** The hashes of all files in a folder, as `sha256sum -c` reads them. */
export function writeSums(folder: string, file: string): void {
  const lines = readdirSync(folder)
    .sort()
    .map((name) => `${sha256(readFileSync(join(folder, name)))}  ${name}\n`);
  writeFileSync(join(folder, file), lines.join(''));
}
