import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two folders up, both from `lib/mirror` and from `dist/mirror`, where the compiled file is. */
export const PACKAGE_ROOT = join(__dirname, '..', '..');

const { name, version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
};

/** The package that these constructs are installed with. */
export const PACKAGE_NAME = name;

/** The package's version, which is also the provider's. */
export const VERSION = version;
