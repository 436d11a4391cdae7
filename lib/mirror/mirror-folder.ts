import { join } from 'node:path';
import { PROVIDER_NAME, PROVIDER_SOURCE } from '../attributes';

/** The platforms that a stack may be deployed from. A stack may be synthesized on a different one. */
export const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'] as const;

/** The folder beside a configuration that Terraform takes as a mirror without being configured. */
export const IMPLIED_MIRROR = join('terraform.d', 'plugins');

/** The provider's own folder in a mirror. */
export function providerFolder(mirror: string): string {
  return join(mirror, ...PROVIDER_SOURCE.split('/'));
}

/** How the names of the provider's packages begin. */
export const PREFIX = `terraform-provider-${PROVIDER_NAME}_`;

/** The name of the provider's package for a platform, such as `linux_amd64`. */
export function packageFile(version: string, platform: string): string {
  return `${PREFIX}${version}_${platform}.zip`;
}
