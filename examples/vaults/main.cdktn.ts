/**
 * As main.ts, with the construct that cdktn has for ephemeral resources. It needs this in cdktf.json:
 *
 *   "targetVersions": { "terraform": ">=1.11.0" }
 */
import { App, TerraformEphemeralResource, TerraformStack } from 'cdktn';
import { DatadogWebhooksProvider, OAuth2ClientCredentialsAuthMethod } from 'cdktn-datadog-webhooks';

const app = new App();
const stack = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(stack, 'datadog-webhooks');

// An exact version gets an entry in the lock file. With bindings, such as @cdktn/provider-aws, omit this.
stack.addOverride('terraform.required_providers.aws', { source: 'hashicorp/aws', version: '6.71.0' });

const secret = new TerraformEphemeralResource(stack, 'payments-secret', {
  terraformResourceType: 'aws_secretsmanager_secret_version',
});
secret.addOverride('secret_id', 'webhooks/payments');

new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: 'payments-webhooks',
  clientSecret: secret.getStringAttribute('secret_string'),
});

app.synth();
