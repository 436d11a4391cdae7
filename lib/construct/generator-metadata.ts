import { PROVIDER_NAME } from '../attributes';
import { VERSION } from '../mirror/package-json';

/** The provider behind every construct. Its version is the package's, and no other fits. */
export const GENERATOR_METADATA = {
  providerName: PROVIDER_NAME,
  providerVersion: VERSION,
  providerVersionConstraint: VERSION,
};
