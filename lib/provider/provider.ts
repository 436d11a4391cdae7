import { AUTH_METHOD_TYPE } from '../attributes';
import type { Provider } from '../plugin/provider';
import { AuthMethodResource } from './auth-method';
import { Configuration } from './configure';
import { AuthMethodDataSource } from './data-source';
import { tellingOf } from './long-wait';
import { providerSchema } from './schema';

/** @param version the package's, named in every request to Datadog */
export function datadogWebhooksProvider(version: string): Provider {
  const configuration = new Configuration(version);
  const telling = tellingOf(() => configuration.untoldWait());
  return {
    schema: providerSchema,
    resources: { [AUTH_METHOD_TYPE]: telling.resource(new AuthMethodResource(configuration)) },
    dataSources: { [AUTH_METHOD_TYPE]: telling.dataSource(new AuthMethodDataSource(configuration)) },
    validateConfig: (config) => configuration.validate(config),
    configure: async (config) => configuration.configure(config),
  };
}
