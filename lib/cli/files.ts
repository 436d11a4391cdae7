import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { writeComplete } from '../file';
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

/**
 * Adds the name of the file to an error about its content.
 *
 * @param refusal the error where a part of the content has another type than Terraform writes
 */
export function inFile<Result>(file: string, refusal: () => ReviewError, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const known = error instanceof TypeError ? refusal() : error;
    throw known instanceof ReviewError ? inNamedFile(file, known) : known;
  }
}

/**
 * Writes the complete file, or leaves the existing one unchanged.
 *
 * @param replace whether an existing file may be replaced
 * @throws CommandError
 */
export function writeWhole(file: string, text: string, replace = true): void {
  try {
    writeComplete(file, text, { replace });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST'
      ? fileExists(file)
      : cannotWrite(file, error as Error);
  }
}

/** Resolves when everything is written, or when the reader has closed the pipe (`| head`). */
export function writeStandardOutput(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (error?: Error | null) => {
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(cannotPrint(error));
      else resolve();
    };
    process.stdout.on('error', finish);
    process.stdout.write(text, finish);
  });
}
