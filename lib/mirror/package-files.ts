import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtProviderMissing } from './errors';
import { PACKAGE_NAME, PACKAGE_ROOT } from './package-json';

/** The provider as `npm run build` packed it. */
export interface BuiltProvider {
  /** The zip that Terraform unpacks: the executable and the files that belong beside it. */
  readonly zip: Buffer;
  /** Terraform's hash of the zip's content (`h1:…`), for the dependency lock file. */
  readonly hash: string;
}

/**
 * Reads the provider that the build left in `dist`.
 * @throws when the package has not been built.
 */
export function readBuiltProvider(dist: string = join(PACKAGE_ROOT, 'dist')): BuiltProvider {
  const [zip, hash] = [join(dist, 'provider.zip'), join(dist, 'provider.h1')];
  const missing = [zip, hash].filter((path) => !existsSync(path));
  if (missing.length > 0) throw builtProviderMissing(PACKAGE_NAME, missing);
  return { zip: readFileSync(zip), hash: readFileSync(hash, 'utf8').trim() };
}
