/**
 * How do two stacks each own a part of the same auth method?
 *
 * Each imports it, and names in `ignoreChanges`, by their names in Terraform, the attributes that the other one owns.
 * A deploy sends what changed of its own part and nothing else, so neither undoes the other. What both have to write
 * down, since an auth method cannot be without it, counts only in the stack that owns it.
 */
import { App, TerraformStack } from 'cdktf';
import { DatadogWebhooksProvider, OAuth2ClientCredentialsAuthMethod } from 'cdktf-datadog-webhooks';

const app = new App();

const identity = new TerraformStack(app, 'identity');
// The other stack's deploys would be told as drift.
new DatadogWebhooksProvider(identity, 'datadog-webhooks', { onDrift: 'ignore' });
new OAuth2ClientCredentialsAuthMethod(identity, 'payments', {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: process.env.CLIENT_ID ?? 'payments-webhooks',
  lifecycle: {
    ignoreChanges: ['name', 'audience', 'scope'],
    // To destroy it here would take it away from the other stack too.
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
