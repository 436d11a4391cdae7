import { join } from 'node:path';
import { CACHE, run } from './programs';

/** Zip times begin in 1980. */
const EPOCH = String(Date.UTC(1980, 0, 2) / 1000);

/** The wheels of generated packages. */
export function packPython(folders: readonly string[], out: string): void {
  const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--wheel-dir', out];
  run('python3', ['-m', 'pip', 'wheel', ...options, ...folders.map((folder) => join(folder, 'python'))], {
    env: { SOURCE_DATE_EPOCH: EPOCH, PIP_CACHE_DIR: join(CACHE, 'pip') },
  });
}
