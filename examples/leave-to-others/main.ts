/**
 * How do I leave an attribute to those who edit it in Datadog?
 *
 * What `ignoreChanges` names is set at the creation and left alone from then on: an update sends the attributes
 * that changed in the code and nothing else, so the others' edit of `scope` stays.
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
