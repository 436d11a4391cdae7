/**
 * How do I run something after an auth method changed?
 *
 * The command runs after the creation, and after each deploy that changed one of the named attributes. It never gets
 * the client secret. After a rotation, `AUTH_METHOD_CLIENT_SECRET_REVISION` has changed.
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

const payments = new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: 'payments-webhooks',
  clientSecret: new EphemeralSecret(stack, 'payments-secret').stringValue,
});

payments.onChange('announce', {
  command:
    'echo "$(basename "$PWD"): ${AUTH_METHOD_NAME} has secret no. $AUTH_METHOD_CLIENT_SECRET_REVISION" >> announced.txt',
  on: ['clientId', 'clientSecret'],
});

app.synth();
