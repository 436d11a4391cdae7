/** The story's app at its first deploy. */
import { TerraformVariable } from 'cdktf';
import { app, declare, stack } from './stack';

const ledgerClient = new TerraformVariable(stack, 'ledger_client', { type: 'string', sensitive: true });

declare('alerts');
declare('billing');
declare('catalog');
declare('customers');
declare('fraud');
declare('ledger', { clientId: ledgerClient.stringValue });
declare('legacy');
declare('orders', { audience: 'https://old.example.com' });
declare('payments', { scope: 'read:webhooks write:webhooks' });
declare('returns');
declare('search');
declare('shipping', { lifecycle: { ignoreChanges: ['scope'] } });
declare('stock', { name: 'inventory' });

app.synth();
