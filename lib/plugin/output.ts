import { closeSync, openSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';

const STDOUT = 1;
const STDERR = 2;

const PATIENCE = { attempts: 200, milliseconds: 5 };

/**
 * Writes a whole line to standard output or standard error before it returns, so that nothing is lost when the
 * process ends right after. A reader that is gone, as when Terraform was killed, is no reason to fail.
 *
 * @returns whether all of it could be written
 */
export function writeLine(to: 'stdout' | 'stderr', text: string): boolean {
  let bytes = Buffer.from(`${text}\n`);
  for (let attempt = 0; bytes.length > 0 && attempt < PATIENCE.attempts; attempt++) {
    try {
      bytes = bytes.subarray(writeSync(to === 'stdout' ? STDOUT : STDERR, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return false;
      // The pipe is full and was made non-blocking by someone who shares it.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PATIENCE.milliseconds);
    }
  }
  return bytes.length === 0;
}

/**
 * Lets go of standard output, which is done after the handshake; whatever a library prints goes nowhere. go-plugin
 * stops reading at a line of 64 KiB, after which a full pipe would stop us, and when output and process end at the
 * same moment it logs an error about a closed file.
 */
export function closeStdout(): void {
  const spare = openSync(devNull, 'w');
  closeSync(STDOUT);
  // Takes the lowest number that is free, so that no connection can get it.
  openSync(devNull, 'w');
  closeSync(spare);
}
