/**
 * How do I stop managing auth methods without deleting them?
 *
 * Take them out of the code and name them in a `removed` block, as `terraform state list` shows them. cdktf knows no
 * such block, so the stack is overridden. Once it is deployed, the override can go.
 */
import { App, TerraformStack } from 'cdktf';
import { DatadogWebhooksProvider, OAuth2ClientCredentialsAuthMethod } from 'cdktf-datadog-webhooks';

const app = new App();
const stack = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(stack, 'datadog-webhooks');

const LET_GO = ['payments', 'orders'];
stack.addOverride(
  'removed',
  LET_GO.map((id) => ({
    from: `${OAuth2ClientCredentialsAuthMethod.tfResourceType}.${id}`,
    lifecycle: { destroy: false },
  })),
);

app.synth();
