/**
 * How do I take auth methods over from Datadog's own Terraform provider?
 *
 * `moveFromId` names the resource as `terraform state list` shows it, and the code of the old resource goes. The
 * deploy sends Datadog nothing: id and attributes come over, and the secret is dropped from the state. A `clientSecret`
 * that is the one of the old state is not sent again. Once it is deployed, the calls of `moveFromId` can go.
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

// Without a secret in the code it keeps the one that Datadog has.
new OAuth2ClientCredentialsAuthMethod(stack, 'orders', {
  name: 'orders',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: 'orders-webhooks',
}).moveFromId('datadog_webhook_oauth2_client_credentials.orders');

app.synth();
