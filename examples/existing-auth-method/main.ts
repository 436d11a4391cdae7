/**
 * How do I manage existing auth methods, and how do I refer to those that others manage?
 *
 * Import an auth method by its id or name. Without `clientSecret` it keeps the secret it has.
 * `npx cdktf-datadog-webhooks import` writes this code for all auth methods.
 */
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import {
  DataOAuth2ClientCredentialsAuthMethod,
  DataOAuth2ClientCredentialsAuthMethods,
  DatadogWebhooksProvider,
  OAuth2ClientCredentialsAuthMethod,
} from 'cdktf-datadog-webhooks';

const app = new App();
const stack = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(stack, 'datadog-webhooks');

new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: 'payments-webhooks',
}).importFrom(process.env.PAYMENTS_ID ?? '9e9c7e3e-e872-45b9-ad57-df0e745c432e');

new OAuth2ClientCredentialsAuthMethod(stack, 'refunds', {
  name: 'refunds',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: 'refunds-webhooks',
}).importFrom('name:refunds');

const orders = new DataOAuth2ClientCredentialsAuthMethod(stack, 'orders', { name: 'orders' });
new TerraformOutput(stack, 'orders-id', { value: orders.id });

const all = new DataOAuth2ClientCredentialsAuthMethods(stack, 'all');
new TerraformOutput(stack, 'same-id', { value: all.ids.lookup('orders') });

app.synth();
