/** Put in by the bundler: each framework has a package of its own, and both have this command. */
declare const PACKAGE_NAME: string | undefined;

/** The package that this command comes with. */
export const OWN_PACKAGE = typeof PACKAGE_NAME === 'string' ? PACKAGE_NAME : 'cdktf-datadog-webhooks';
