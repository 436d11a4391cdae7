import { TerraformStack } from 'cdktf';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
} from 'cdktf-datadog-webhooks';
import type { Construct } from 'constructs';

/** The stack under test, see webhooks-stack.test.ts. */
export class WebhooksStack extends TerraformStack {
  constructor(scope: Construct, id: string, clientId = 'payments-webhooks') {
    super(scope, id);
    new DatadogWebhooksProvider(this, 'datadog-webhooks');
    new OAuth2ClientCredentialsAuthMethod(this, 'payments', {
      name: 'payments',
      accessTokenUrl: 'https://login.example.com/oauth2/token',
      clientId,
      clientSecret: new EphemeralSecret(this, 'payments-secret').stringValue,
    });
  }
}
