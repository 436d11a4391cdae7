/** The story's app at its first deploy. */
import { App, TerraformStack, TerraformVariable } from 'cdktf';
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
const ledgerClient = new TerraformVariable(stack, 'ledger_client', { type: 'string', sensitive: true });

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
declare('billing');
declare('catalog');
declare('customers');
declare('fraud');
declare('ledger', { clientId: ledgerClient.stringValue });
declare('legacy');
declare('orders', { audience: 'https://old.example.com' });
declare('payments', { scope: 'read:webhooks write:webhooks' });
declare('returns');
declare('search');
declare('shipping', { lifecycle: { ignoreChanges: ['scope'] } });
declare('stock', { name: 'inventory' });

app.synth();
