/**
 * How do I test my stack without an account at Datadog?
 *
 * Use the emulator in place of Datadog. Terraform and the provider are real.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App } from 'cdktf';
import { startEmulator, type Emulator } from 'cdktf-datadog-webhooks/emulator';
import { WebhooksStack } from './webhooks-stack';

let emulator: Emulator;
let outdir: string;

beforeEach(async () => {
  emulator = await startEmulator();
  outdir = mkdtempSync(join(tmpdir(), 'webhooks-stack-'));
});
afterEach(() => emulator.close());

/** Synthesizes the stack and deploys it to the emulator. */
async function deploy(clientId?: string): Promise<void> {
  const app = new App({ outdir });
  new WebhooksStack(app, 'webhooks', clientId);
  app.synth();
  const env = {
    ...process.env,
    DD_HOST: emulator.url,
    DD_API_KEY: 'any',
    DD_APP_KEY: 'any',
    TF_VAR_payments_secret: 'a-test-secret',
  };
  // Stores the state with the stack, not in the folder that the test runs in.
  for (const command of [
    ['init', '-backend-config=path=terraform.tfstate'],
    ['apply', '-auto-approve'],
  ]) {
    await promisify(execFile)('terraform', command, { cwd: join(outdir, 'stacks/webhooks'), env });
  }
}

test('a new client id is the only thing that a deploy sends', async () => {
  await deploy();
  emulator.clearRequests();

  await deploy('payments-webhooks-2');

  const patches = emulator.requests.filter(({ method }) => method === 'PATCH');
  expect(patches.map(({ body }) => body)).toStrictEqual([
    {
      data: {
        type: 'webhooks-auth-method-oauth2-client-credentials',
        attributes: { client_id: 'payments-webhooks-2' },
      },
    },
  ]);
});
