import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../archive';
import { run } from '../../programs';
import { CACHE, filledOnce } from './programs';

/** Zip times begin in 1980. */
const EPOCH = String(Date.UTC(1980, 0, 2) / 1000);

const PIP = ['-m', 'pip', '--quiet', '--disable-pip-version-check', '--cache-dir', join(CACHE, 'pip')];

/** The wheels of generated packages. */
export function packPython(folders: readonly string[], out: string): void {
  const options = ['--no-deps', '--no-build-isolation', '--wheel-dir', out];
  run('python3', [...PIP, 'wheel', ...options, ...folders.map((folder) => join(folder, 'python'))], {
    env: { SOURCE_DATE_EPOCH: EPOCH, PYTHONPATH: buildTools() },
  });
}

/** The packages that build wheels: in place of the newest that fit, those whose hashes are in the file. */
function buildTools(): string {
  const file = join(__dirname, 'requirements.txt');
  const hash = sha256(readFileSync(file)).slice(0, 16);
  return filledOnce(join(CACHE, `python-${hash}`), (empty) => {
    const options = ['--require-hashes', '--only-binary', ':all:', '--target', empty];
    run('python3', [...PIP, 'install', ...options, '--requirement', file]);
  });
}
