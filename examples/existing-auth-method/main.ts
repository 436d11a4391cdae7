/**
 * How do I take an auth method under management that exists already, and how do I refer to one that others manage?
 *
 * The import needs no secret: an auth method whose `clientSecret` is left out keeps the one it has.
 */
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import {
  DataOAuth2ClientCredentialsAuthMethod,
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

const orders = new DataOAuth2ClientCredentialsAuthMethod(stack, 'orders', { name: 'orders' });
new TerraformOutput(stack, 'orders-id', { value: orders.id });

app.synth();
