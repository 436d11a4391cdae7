import { writeSync } from 'node:fs';

const STDOUT = 1;
const STDERR = 2;

const PATIENCE = { attempts: 200, milliseconds: 5 };

/**
 * Writes a line to standard output or standard error before it returns, so nothing is lost when the process
 * ends right after. It does not throw when the reader has gone, which happens when Terraform is killed.
 *
 * @returns whether the complete line was written
 */
export function writeLine(to: 'stdout' | 'stderr', text: string): boolean {
  let bytes = Buffer.from(`${text}\n`);
  for (let attempt = 0; bytes.length > 0 && attempt < PATIENCE.attempts; attempt++) {
    try {
      bytes = bytes.subarray(writeSync(to === 'stdout' ? STDOUT : STDERR, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return false;
      // The pipe is full, and a process that shares it made it non-blocking.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PATIENCE.milliseconds);
    }
  }
  return bytes.length === 0;
}
