/** Set by the bundler, from package.json. */
declare const PACKAGE_VERSION: string | undefined;

export const VERSION =
  typeof PACKAGE_VERSION === 'string' ? PACKAGE_VERSION : '0.0.0 (run from its sources, not built)';
