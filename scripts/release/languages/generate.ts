import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../bundle';
import { CACHE, filledOnce, type Language, run } from './programs';

/** The packages that ours are compiled against in Java and Go. */
const FRAMEWORKS = ['constructs', 'cdktf', '@cdktf/provider-null', 'cdktn'].map((name) =>
  join(ROOT, 'node_modules', name),
);

/** The generator. What it generates needs a runtime of at least its version. */
export const PACMAK = readVersion(join(ROOT, 'node_modules/jsii-pacmak'));

/** Generates the code of npm packages in other languages: a folder for each language in `out`. */
export function generate(folders: readonly string[], languages: readonly Language[], out: string): void {
  const options = ['--code-only', '--no-npmignore', '--no-fingerprint', '--targets', ...languages];
  run(join(ROOT, 'node_modules/.bin/jsii-pacmak'), [...options, '--outdir', out, ...folders], {
    env: {
      // It packs each package with npm, which would build ours again.
      npm_config_ignore_scripts: 'true',
      JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
    },
  });
}

/**
 * The frameworks in Java and Go, in a folder for each language. They are generated from the npm packages in
 * the lock file, as their authors do it. So a release needs no registry to have these versions.
 */
export function frameworks(): string {
  const versions = [PACMAK, ...FRAMEWORKS.map(readVersion)].join(' ');
  const hash = createHash('sha256').update(versions).digest('hex').slice(0, 16);
  return filledOnce(join(CACHE, `frameworks-${hash}`), (empty) =>
    generate(FRAMEWORKS, ['java', 'go'], empty),
  );
}

function readVersion(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
