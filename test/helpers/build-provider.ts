import { buildSync } from 'esbuild';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder';

/**
 * Bundles a provider's entry into one executable file in a new temporary folder and answers its path. The
 * folder is named like the provider, because Terraform looks for `terraform-provider-NAME`.
 */
export function buildProvider(entry: string, name: string): string {
  const file = join(temporaryFolder('built'), `terraform-provider-${name}`);
  buildSync({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'error',
  });
  chmodSync(file, 0o755);
  return file;
}
