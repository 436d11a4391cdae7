/**
 * How do I stop managing auth methods without deleting them?
 *
 * Remove them from the code, and name them in a `removed` block as `terraform state list` shows them. cdktf has no
 * property for this block, so use an override. You can remove the override after the deploy.
 *
 * This stack lets go of two of the quickstart's three auth methods. It keeps the third, which stays in the code:
 * an auth method that is in neither place would be deleted.
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

const LET_GO = ['payments', 'orders'];
stack.addOverride(
  'removed',
  LET_GO.map((id) => ({
    from: `${OAuth2ClientCredentialsAuthMethod.tfResourceType}.${id}`,
    lifecycle: { destroy: false },
  })),
);

new OAuth2ClientCredentialsAuthMethod(stack, 'refunds', {
  name: 'refunds',
  accessTokenUrl: 'https://login.example.com/oauth2/token',
  clientId: 'refunds-webhooks',
  clientSecret: new EphemeralSecret(stack, 'refunds-secret').stringValue,
});

app.synth();
