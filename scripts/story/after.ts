/** The story's app as it is reviewed before its second deploy. */
import { App, DataResource, TerraformStack, TerraformVariable } from 'cdktf';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
  type OAuth2ClientCredentialsAuthMethodConfig,
} from 'cdktf-datadog-webhooks';

const app = new App();
const stack = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(stack, 'datadog-webhooks');
const secret = new EphemeralSecret(stack, 'secret').stringValue;
const rotated = new EphemeralSecret(stack, 'rotated-secret').stringValue;
const ledgerClient = new TerraformVariable(stack, 'ledger_client', { type: 'string', sensitive: true });
const client = new DataResource(stack, 'client', { input: { id: 'returns-webhooks-2' } });

function declare(name: string, more: Partial<OAuth2ClientCredentialsAuthMethodConfig> = {}) {
  return new OAuth2ClientCredentialsAuthMethod(stack, name, {
    name,
    accessTokenUrl: 'https://login.example.com/oauth2/token',
    clientId: `${name}-webhooks`,
    clientSecret: secret,
    scope: 'read:webhooks',
    ...more,
  });
}

declare('alerts');
declare('billing', { audience: 'https://api.example.com' });
declare('catalog');
declare('customers');
declare('fraud');
declare('inventory', { clientId: 'stock-webhooks' }).moveFromId(
  'datadogwebhooks_oauth2_client_credentials.stock',
);
declare('ledger', { clientId: ledgerClient.stringValue });
declare('orders', { clientId: 'orders-webhooks-2' });
// It exists in Datadog, and is known by its name.
const partners = declare('partners');
partners.resetClientSecret();
partners.importFrom('name:partners');
declare('payments', { clientId: 'payments-webhooks-2', scope: 'read:webhooks write:webhooks' });
declare('refunds');
declare('returns', { clientId: client.getStringAttribute('output.id') });
declare('search', { clientSecret: rotated });
declare('shipping', { lifecycle: { ignoreChanges: ['scope'] } });

app.synth();
