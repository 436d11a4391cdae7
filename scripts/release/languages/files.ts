import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { PackedFile } from '../../archive';

/** All files of a folder, by their paths in it. */
export function filesIn(folder: string): PackedFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => ({
      name: name.replaceAll(sep, '/'),
      mode: 0o644,
      content: readFileSync(join(folder, name)),
    }));
}
