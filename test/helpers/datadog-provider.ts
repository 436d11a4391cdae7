import type { Provider, Resource } from '../../lib/plugin/provider';
import { serve } from '../../lib/plugin/serve';

/**
 * A stand-in for Datadog's own Terraform provider, as far as a `moved` block needs it: Terraform wants the
 * provider that wrote a state to be installed and asks it for its schema. Whatever else it is asked, it
 * fails.
 */

function never(): never {
  throw new Error('Datadog’s own provider was asked for more than its schema');
}

const oauth2ClientCredentials: Resource = {
  schema: {
    attributes: {
      id: { type: 'string', computed: true },
      name: { type: 'string', required: true },
      access_token_url: { type: 'string', required: true },
      client_id: { type: 'string', required: true },
      client_secret: { type: 'string', required: true, sensitive: true },
      audience: { type: 'string', optional: true },
      scope: { type: 'string', optional: true },
    },
  },
  validate: never,
  read: never,
  plan: never,
  create: never,
  update: never,
  delete: never,
};

const datadogProvider: Provider = {
  schema: {
    attributes: {
      api_key: { type: 'string', optional: true, sensitive: true },
      app_key: { type: 'string', optional: true, sensitive: true },
      api_url: { type: 'string', optional: true },
    },
  },
  resources: { datadog_webhook_oauth2_client_credentials: oauth2ClientCredentials },
  dataSources: {},
  validateConfig: () => [],
  configure: async () => [],
};

serve(() => datadogProvider, {
  source: 'registry.terraform.io/datadog/datadog',
  version: '3.0.0',
  usage: 'It takes the place of Datadog’s own provider in tests.',
});
