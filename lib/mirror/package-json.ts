import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { packageNotFound } from './errors';

/** One source is published as both. */
const NAMES = ['cdktf-datadog-webhooks', 'cdktn-datadog-webhooks'] as const;

/**
 * @param folder where this code runs: two folders down in the package (`lib/mirror`, `dist/mirror`), or
 * anywhere if a bundler copied it. The package is then searched for where it is installed.
 * @throws when it is not installed
 */
export function packageAround(folder: string): { root: string; name: string; version: string } {
  const { resolve } = createRequire(join(folder, 'bundle.js'));
  const files = [
    () => join(folder, '..', '..', 'package.json'),
    ...NAMES.map((name) => () => resolve(`${name}/package.json`)),
  ];
  for (const file of files) {
    try {
      const path = file();
      const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as { name: string; version: string };
      if (NAMES.some((ours) => ours === name)) return { root: dirname(path), name, version };
    } catch {
      // It is not there.
    }
  }
  throw packageNotFound(NAMES[0], folder);
}

/** The package that these constructs are installed with. Its version is also the provider's. */
export const { root: PACKAGE_ROOT, name: PACKAGE_NAME, version: VERSION } = packageAround(__dirname);
