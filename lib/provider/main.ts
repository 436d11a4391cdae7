import { serve } from '../plugin/serve';
import { PROVIDER_SOURCE } from '../attributes';
import { datadogWebhooksProvider } from './provider';

/** The package's version, put in by the build. */
declare const PACKAGE_VERSION: string;

serve(() => datadogWebhooksProvider(PACKAGE_VERSION), {
  source: PROVIDER_SOURCE,
  version: PACKAGE_VERSION,
  usage: 'Declare a DatadogWebhooksProvider in a stack of CDKTF or cdktn, and deploy it.',
});
