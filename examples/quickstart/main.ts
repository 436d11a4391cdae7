/**
 * How do I declare auth methods?
 *
 *   export DD_API_KEY=… DD_APP_KEY=…
 *   export TF_VAR_payments_secret=… TF_VAR_orders_secret=… TF_VAR_refunds_secret=…
 *   cdktf deploy
 */
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
} from 'cdktf-datadog-webhooks';

const app = new App();
const stack = new TerraformStack(app, 'webhooks');

// Keys, site and address come from the environment: DD_API_KEY, DD_APP_KEY, DD_SITE.
new DatadogWebhooksProvider(stack, 'datadog-webhooks');

const payments = new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: 'payments-webhooks',
  clientSecret: new EphemeralSecret(stack, 'payments-secret').stringValue,
  audience: 'https://api.example.com',
  scope: 'read:webhooks write:webhooks',
});

for (const name of ['orders', 'refunds']) {
  new OAuth2ClientCredentialsAuthMethod(stack, name, {
    name,
    accessTokenUrl: 'https://login.example.com/oauth2/token',
    clientId: `${name}-webhooks`,
    clientSecret: new EphemeralSecret(stack, `${name}-secret`).stringValue,
  });
}

new TerraformOutput(stack, 'payments-id', { value: payments.id });

app.synth();
