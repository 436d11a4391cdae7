import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import packageJson from '../package.json';
import { ROOT } from './programs';

/** How esbuild bundles what runs in Node. */
export const BUNDLE = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20.9',
  format: 'cjs',
  logLevel: 'warning',
  legalComments: 'none',
  loader: { '.css': 'text' },
  define: { PACKAGE_VERSION: JSON.stringify(packageJson.version) },
  metafile: true,
} as const satisfies BuildOptions;

/** How esbuild bundles the provider. */
export const PROVIDER_BUNDLE = {
  ...BUNDLE,
  // ES modules bundle into less code than their CommonJS builds, and start 2 ms faster.
  mainFields: ['module', 'main'],
  // Keep names: a crash report must be readable. Shorter ones would save Node nothing.
  minifyWhitespace: true,
  minifySyntax: true,
} as const satisfies BuildOptions;

/**
 * AWS's library is a file of its own, which only a login with AWS loads.
 *
 * @param path where the bundle finds it
 */
export function awsFrom(path: string): Plugin {
  return {
    name: 'aws',
    setup(build) {
      build.onResolve({ filter: /^(\.|.*\/login)\/aws$/ }, () => ({ path, external: true }));
    },
  };
}

/** The file that starts the provider. */
export const PROVIDER_ENTRY = 'lib/provider/main.ts';

/** Stands in for what axios imports, and, injected into its bundle, for Node's global object. */
export const UNUSED_BY_AXIOS = join(ROOT, 'scripts/unused-by-axios.ts');

/**
 * axios without what no call uses. Without form-data and its table of file types, axios loads in 12 ms less
 * of CPU time; without the adapter for fetch in 5 ms less, and without Node's fetch in half of the time that
 * is left.
 */
export const SMALLER_AXIOS: Plugin = {
  name: 'smaller-axios',
  setup(build) {
    build.onResolve({ filter: /^(form-data|\.\/fetch\.js)$/ }, ({ importer }) =>
      importer.includes('axios') ? { path: UNUSED_BY_AXIOS } : undefined,
    );
  },
};
