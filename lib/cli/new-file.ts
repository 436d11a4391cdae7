import { randomUUID } from 'node:crypto';
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileExists, fileNotWritten } from './errors';

/**
 * Writes a file as a whole or not at all.
 *
 * @param replace whether one that is there may be lost
 * @throws CommandError
 */
export function writeNewFile(file: string, text: string, replace: boolean): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    // Unlike a rename, a link fails where the name is taken, also when it was taken a moment ago.
    if (replace) renameSync(draft, file);
    else linkSync(draft, file);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? fileExists(file) : fileNotWritten(file, error);
  } finally {
    rmSync(draft, { force: true });
  }
}
