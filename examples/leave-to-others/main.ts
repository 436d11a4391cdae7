/**
 * How do I let others edit an attribute in Datadog?
 *
 * Attributes in `ignoreChanges` are set at the creation only. An update sends only attributes that changed in the code,
 * so the others' change of `scope` stays.
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
  clientId: process.env.CLIENT_ID ?? 'payments-webhooks',
  clientSecret: new EphemeralSecret(stack, 'payments-secret').stringValue,
  scope: 'read:webhooks',
  lifecycle: { ignoreChanges: ['scope'] },
});

app.synth();
