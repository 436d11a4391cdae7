import { AUTH_METHOD_TYPE, AUTH_METHODS_TYPE, VERIFY_TOKEN_ACTION } from '../attributes';
import type { Clock } from '../client/clock';
import type { Provider } from '../plugin/provider';
import { allAuthMethodsDataSource } from './all-data-source';
import { authMethodResource } from './auth-method';
import { SETTINGS } from '../settings';
import { Configuration } from './configure';
import { authMethodDataSource } from './data-source';
import { providerSchema } from './schema';
import { wrongValues } from './validate';
import { verifyTokenAction } from './verify-action';

/**
 * @param version the package's, named in every request to Datadog
 * @param clock for tests, which wait for nothing
 */
export function datadogWebhooksProvider(version: string, clock?: Clock): Provider {
  const configuration = new Configuration(version, clock);
  return {
    schema: providerSchema,
    resources: { [AUTH_METHOD_TYPE]: authMethodResource(configuration) },
    dataSources: {
      [AUTH_METHOD_TYPE]: authMethodDataSource(configuration),
      [AUTH_METHODS_TYPE]: allAuthMethodsDataSource(configuration),
    },
    actions: { [VERIFY_TOKEN_ACTION]: verifyTokenAction(configuration) },
    validateConfig: (config) => wrongValues(SETTINGS, config),
    configure: async (config) => configuration.configure(config),
    notices: () => configuration.takeNotices(),
  };
}
