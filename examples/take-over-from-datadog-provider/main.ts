/**
 * How do I take auth methods over from Datadog's own Terraform provider?
 *
 * Remove the old resource from the code, and name it in `moveFromId` as `terraform state list` shows it. The deploy
 * sends nothing to Datadog. The state keeps id and attributes, and loses the secret. A `clientSecret` that equals the
 * one in the old state is not sent. You can remove the calls of `moveFromId` after the deploy.
 */
import { App, TerraformStack } from 'cdktf';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
} from 'cdktf-datadog-webhooks';

const app = new App();
const stack = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(stack, 'datadog-webhooks');

new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: 'payments-webhooks',
  clientSecret: new EphemeralSecret(stack, 'payments-secret').stringValue,
  audience: 'https://api.example.com',
  scope: 'read:webhooks write:webhooks',
}).moveFromId('datadog_webhook_oauth2_client_credentials.payments');

// Without a secret in the code, the auth method keeps the one it has.
new OAuth2ClientCredentialsAuthMethod(stack, 'orders', {
  name: 'orders',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: 'orders-webhooks',
}).moveFromId('datadog_webhook_oauth2_client_credentials.orders');

app.synth();
