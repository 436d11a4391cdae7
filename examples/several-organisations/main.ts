/**
 * How do I manage auth methods of two Datadog organisations in one stack?
 *
 * The keys of the first provider come from the environment, as usual. Those of the second come from the ephemeral
 * variables TF_VAR_eu_api_key and TF_VAR_eu_app_key, so no file contains a key.
 */
import { App, TerraformStack } from 'cdktf';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
} from 'cdktf-datadog-webhooks';

const app = new App();
const stack = new TerraformStack(app, 'webhooks');

new DatadogWebhooksProvider(stack, 'datadog-us');
const eu = new DatadogWebhooksProvider(stack, 'datadog-eu', {
  alias: 'eu',
  apiKey: new EphemeralSecret(stack, 'eu-api-key').stringValue,
  appKey: new EphemeralSecret(stack, 'eu-app-key').stringValue,
  site: 'datadoghq.eu',
  apiUrl: process.env.EU_API_URL,
});

const clientSecret = new EphemeralSecret(stack, 'payments-secret').stringValue;
for (const provider of [undefined, eu]) {
  new OAuth2ClientCredentialsAuthMethod(stack, provider ? 'payments-eu' : 'payments', {
    provider,
    name: 'payments',
    accessTokenUrl: 'https://login.example.com/oauth2/token',
    clientId: 'payments-webhooks',
    clientSecret,
  });
}

app.synth();
