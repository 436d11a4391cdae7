import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../fixtures/reviews');

/** Compares a whole output with its committed file; with UPDATE_GOLDEN=1 the file is written anew instead. */
export function expectGolden(file: string, output: string): void {
  const path = join(FOLDER, file);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, output);
  const committed = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (committed === output) return;
  // The difference itself, and before it what to do about it.
  expect({ [`${file} (wanted as it is now? Run the test with UPDATE_GOLDEN=1)`]: output }).toEqual({
    [`${file} (wanted as it is now? Run the test with UPDATE_GOLDEN=1)`]: committed,
  });
}
