import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { ReviewError } from '../review/errors';
import { cannotPrint, cannotRead, cannotWrite, fileExists, inNamedFile } from './errors';

/** @param file `-` is standard input */
export async function readInput(file: string): Promise<Buffer> {
  try {
    return file === '-' ? await buffer(process.stdin) : readFileSync(file);
  } catch (error) {
    throw cannotRead(file, error as Error);
  }
}

/** Says in which file it was, when what is in it is wrong. */
export function inFile<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof ReviewError ? inNamedFile(file, error) : error;
  }
}

/** Undefined when there is no such file. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cannotRead(file, error as Error);
  }
}

/**
 * Writes the file as a whole: what is there afterwards is all of it, or what was there before.
 *
 * @param replace whether one that is there may be lost
 * @throws CommandError
 */
export function writeWhole(file: string, text: string, replace = true): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    // Unlike a rename, a link fails where the name is taken, also when it was taken a moment ago.
    if (replace) renameSync(draft, file);
    else linkSync(draft, file);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST'
      ? fileExists(file)
      : cannotWrite(file, error as Error);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Resolves when all of it is out, or when its reader has seen enough (`| head`). */
export function writeStandardOutput(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null) => {
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(cannotPrint(error));
      else resolve();
    };
    process.stdout.on('error', settle);
    process.stdout.write(text, settle);
  });
}
