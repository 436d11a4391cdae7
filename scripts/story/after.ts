/** The story's app as it is reviewed before its second deploy. */
import { DataResource, TerraformVariable } from 'cdktf';
import { EphemeralSecret } from 'cdktf-datadog-webhooks';
import { app, declare, stack } from './stack';

const rotated = new EphemeralSecret(stack, 'rotated-secret').stringValue;
const ledgerClient = new TerraformVariable(stack, 'ledger_client', { type: 'string', sensitive: true });
const client = new DataResource(stack, 'client', { input: { id: 'returns-webhooks-2' } });

declare('alerts');
declare('billing', { audience: 'https://api.example.com' });
declare('catalog');
declare('customers');
declare('fraud');
declare('inventory', { clientId: 'stock-webhooks' }).moveFromId(
  'datadogwebhooks_oauth2_client_credentials.stock',
);
declare('ledger', { clientId: ledgerClient.stringValue });
declare('orders', { clientId: 'orders-webhooks-2' });
// It exists in Datadog, and is known by its name.
const partners = declare('partners');
partners.resetClientSecret();
partners.importFrom('name:partners');
declare('payments', { clientId: 'payments-webhooks-2', scope: 'read:webhooks write:webhooks' });
declare('refunds');
declare('returns', { clientId: client.getStringAttribute('output.id') });
declare('search', { clientSecret: rotated });
declare('shipping', { lifecycle: { ignoreChanges: ['scope'] } });

app.synth();
