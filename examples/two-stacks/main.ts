/**
 * How do two stacks each manage a part of the same auth method?
 *
 * Both import it. `ignoreChanges` in each lists the attributes that the other one manages, by their names in TypeScript
 * or in Terraform. A deploy sends only changes of its own attributes, so neither stack undoes the other. Required attributes are in both,
 * but only the stack that manages them sends them.
 */
import { App, TerraformStack } from 'cdktf';
import { DatadogWebhooksProvider, OAuth2ClientCredentialsAuthMethod } from 'cdktf-datadog-webhooks';

const app = new App();

const identity = new TerraformStack(app, 'identity');
// Otherwise the plan would warn about the other stack's changes as drift.
new DatadogWebhooksProvider(identity, 'datadog-webhooks', { onDrift: 'ignore' });
new OAuth2ClientCredentialsAuthMethod(identity, 'payments', {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: process.env.CLIENT_ID ?? 'payments-webhooks',
  lifecycle: {
    ignoreChanges: ['name', 'audience', 'scope'],
    // Destroying it here would delete it for the other stack too.
    preventDestroy: true,
  },
}).importFrom('name:payments');

const webhooks = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(webhooks, 'datadog-webhooks', { onDrift: 'ignore' });
new OAuth2ClientCredentialsAuthMethod(webhooks, 'payments', {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: 'payments-webhooks',
  scope: process.env.SCOPE ?? 'read:webhooks',
  lifecycle: { ignoreChanges: ['access_token_url', 'client_id'], preventDestroy: true },
}).importFrom('name:payments');

app.synth();
