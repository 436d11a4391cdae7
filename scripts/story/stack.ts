/** What the story's app has at both deploys. */
import { App, TerraformStack } from 'cdktf';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
  type OAuth2ClientCredentialsAuthMethodConfig,
} from 'cdktf-datadog-webhooks';

export const app = new App();
export const stack = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(stack, 'datadog-webhooks');
const secret = new EphemeralSecret(stack, 'secret').stringValue;

export function declare(name: string, more: Partial<OAuth2ClientCredentialsAuthMethodConfig> = {}) {
  return new OAuth2ClientCredentialsAuthMethod(stack, name, {
    name,
    accessTokenUrl: 'https://login.example.com/oauth2/token',
    clientId: `${name}-webhooks`,
    clientSecret: secret,
    scope: 'read:webhooks',
    ...more,
  });
}
