import { writeSync } from 'node:fs';

const PATIENCE = { attempts: 200, milliseconds: 5 };

/**
 * Writes a whole line to standard output or standard error before it returns, so that nothing is lost when the
 * process ends right after. A reader that is gone, as when Terraform was killed, is no reason to fail.
 */
export function writeLine(to: 'stdout' | 'stderr', text: string): void {
  let bytes = Buffer.from(`${text}\n`);
  for (let attempt = 0; bytes.length > 0 && attempt < PATIENCE.attempts; attempt++) {
    try {
      bytes = bytes.subarray(writeSync(to === 'stdout' ? 1 : 2, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      // The pipe is full and was made non-blocking by someone who shares it.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PATIENCE.milliseconds);
    }
  }
}
