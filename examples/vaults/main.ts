/**
 * How does the client secret come straight from a vault?
 *
 * Through the vault's ephemeral resource, so that no plan and no state has it. Overrides declare it here.
 * main.cdktn.ts does it with the construct that only cdktn has, and main.tf in HCL.
 */
import { App, TerraformStack } from 'cdktf';
import { DatadogWebhooksProvider, OAuth2ClientCredentialsAuthMethod } from 'cdktf-datadog-webhooks';

const app = new App();
const stack = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(stack, 'datadog-webhooks');

// An exact version gets an entry in the lock file. With bindings, such as @cdktf/provider-aws, omit these two.
stack.addOverride('terraform.required_providers', {
  aws: { source: 'hashicorp/aws', version: '6.71.0' },
  vault: { source: 'hashicorp/vault', version: '5.3.0' },
  azurerm: { source: 'hashicorp/azurerm', version: '4.50.0' },
});
stack.addOverride('provider', { azurerm: [{ features: [{}] }] });

stack.addOverride('ephemeral', {
  aws_secretsmanager_secret_version: { payments: { secret_id: 'webhooks/payments' } },
  vault_kv_secret_v2: { orders: { mount: 'secret', name: 'webhooks/orders' } },
  azurerm_key_vault_secret: {
    refunds: {
      name: 'webhooks-refunds',
      key_vault_id: '/subscriptions/…/resourceGroups/webhooks/providers/Microsoft.KeyVault/vaults/webhooks',
    },
  },
});

const secrets = {
  payments: '${ephemeral.aws_secretsmanager_secret_version.payments.secret_string}',
  orders: '${ephemeral.vault_kv_secret_v2.orders.data["client_secret"]}',
  refunds: '${ephemeral.azurerm_key_vault_secret.refunds.value}',
};
for (const [name, clientSecret] of Object.entries(secrets)) {
  new OAuth2ClientCredentialsAuthMethod(stack, name, {
    name,
    accessTokenUrl: 'https://login.example.com/oauth2/token',
    clientId: `${name}-webhooks`,
    clientSecret,
  });
}

app.synth();
