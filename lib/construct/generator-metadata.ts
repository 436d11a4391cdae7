import { PROVIDER_NAME } from '../attributes';
import { VERSION } from './package-files';

/** What cdktf wants to know of the provider behind every construct: its version is the package's, and no other fits. */
export const GENERATOR_METADATA = {
  providerName: PROVIDER_NAME,
  providerVersion: VERSION,
  providerVersionConstraint: VERSION,
};
