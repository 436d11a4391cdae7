/**
 * How do I stop managing auth methods without deleting them?
 *
 * Remove them from the code, and name them in a `removed` block as `terraform state list` shows them. cdktf has no
 * property for this block, so use an override. You can remove the override after the deploy.
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
