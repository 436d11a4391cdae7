/**
 * How does a webhook come to use an auth method?
 *
 * A person chooses it: in Datadog, under Integrations > Webhooks, edit the webhook and select the auth method by its
 * name. Datadog's public API cannot do that, so no Terraform provider can:
 * https://github.com/DataDog/terraform-provider-datadog/issues/3177
 *
 * A webhook that is created anew has no auth method, and a person has to choose it again. `preventDestroy` stops a plan
 * that would replace the webhook. The auth method itself can change: webhooks that use it keep it.
 *
 *   npm install @cdktf/provider-datadog
 */
import { App, TerraformStack } from 'cdktf';
import { DatadogProvider } from '@cdktf/provider-datadog/lib/provider';
import { Webhook } from '@cdktf/provider-datadog/lib/webhook';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
} from 'cdktf-datadog-webhooks';

const app = new App();
const stack = new TerraformStack(app, 'webhooks');

// Both providers read DD_API_KEY and DD_APP_KEY, and DD_HOST for another site, such as https://api.datadoghq.eu.
new DatadogProvider(stack, 'datadog');
new DatadogWebhooksProvider(stack, 'datadog-webhooks');

const payments = new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: 'payments-webhooks',
  clientSecret: new EphemeralSecret(stack, 'payments-secret').stringValue,
});

new Webhook(stack, 'payments-webhook', {
  name: 'payments',
  url: 'https://payments.example.com/alerts',
  encodeAs: 'json',
  // The auth method exists before somebody looks for it in the webhook.
  dependsOn: [payments],
  lifecycle: { preventDestroy: true },
});

app.synth();
