import { join } from 'node:path';
import { sha256 } from '../../archive';
import { JSII_ENVIRONMENT, manifestOf, ROOT, run } from '../../programs';
import { CACHE, filledOnce, type Language } from './programs';

/** The packages that ours are compiled against in Java and Go. */
const FRAMEWORKS = ['constructs', 'cdktf', '@cdktf/provider-null', 'cdktn'].map((name) =>
  join(ROOT, 'node_modules', name),
);

/** The generator. What it generates needs a runtime of at least its version. */
export const PACMAK = manifestOf(join(ROOT, 'node_modules/jsii-pacmak')).version;

/** Generates the code of npm packages in other languages: a folder for each language in `out`. */
export function generate(folders: readonly string[], languages: readonly Language[], out: string): void {
  const options = ['--code-only', '--no-npmignore', '--no-fingerprint', '--targets', ...languages];
  // It packs each package with npm, which would build ours again.
  const env = { ...JSII_ENVIRONMENT, npm_config_ignore_scripts: 'true' };
  run('jsii-pacmak', [...options, '--outdir', out, ...folders], { env });
}

/**
 * The frameworks in Java and Go, in a folder for each language. They are generated from the npm packages in
 * the lock file, as their authors do it. So a release needs no registry to have these versions.
 */
export function frameworks(): string {
  const versions = [PACMAK, ...FRAMEWORKS.map((folder) => manifestOf(folder).version)].join(' ');
  const hash = sha256(versions).slice(0, 16);
  return filledOnce(join(CACHE, `frameworks-${hash}`), (empty) =>
    generate(FRAMEWORKS, ['java', 'go'], empty),
  );
}
