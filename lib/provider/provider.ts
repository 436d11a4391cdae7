import { AUTH_METHOD_TYPE } from '../attributes';
import type { Provider } from '../plugin/provider';
import { AuthMethodResource } from './auth-method';
import { Configuration } from './configure';
import { AuthMethodDataSource } from './data-source';
import { providerSchema } from './schema';

/** @param version the package's, named in every request to Datadog */
export function datadogWebhooksProvider(version: string): Provider {
  const configuration = new Configuration(version);
  return {
    schema: providerSchema,
    resources: { [AUTH_METHOD_TYPE]: new AuthMethodResource(configuration) },
    dataSources: { [AUTH_METHOD_TYPE]: new AuthMethodDataSource(configuration) },
    validateConfig: (config) => configuration.validate(config),
    configure: async (config) => configuration.configure(config),
  };
}
