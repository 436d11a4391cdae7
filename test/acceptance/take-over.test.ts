import { rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { authMethod, SECRET_VARIABLE } from '../helpers/configuration';
import {
  OFFICIAL_SECRETS,
  OFFICIAL_TYPE,
  placeOfficialState,
  startOfficialDatadog,
  type OfficialDatadog,
} from '../helpers/official-state';
import { takeRequests, takeWrites } from '../helpers/requests';
import { findSecrets } from '../helpers/secret-search';
import { TYPE, Workspace } from '../helpers/terraform';

const SECRETS = Object.values(OFFICIAL_SECRETS);

const ORDERS = {
  name: 'orders',
  access_token_url: 'https://login.example.com/oauth2/token',
  client_id: 'orders-webhooks',
};
const PAYMENTS = {
  name: 'payments',
  access_token_url: 'https://login.example.com/oauth2/token',
  client_id: 'payments-webhooks',
  audience: 'https://api.example.com',
  scope: 'read:webhooks write:webhooks',
};
/** Both auth methods; only that of payments with a secret. */
const BOTH = SECRET_VARIABLE + authMethod(PAYMENTS) + authMethod(ORDERS, { label: 'orders', secret: null });
const MOVED = ['payments', 'orders']
  .map((label) => `moved {\n  from = ${OFFICIAL_TYPE}.${label}\n  to   = ${TYPE}.${label}\n}\n`)
  .join('');

/** Each test goes on where the last one ended. */
describe("a moved block takes auth methods over from Datadog's own provider", () => {
  let datadog: OfficialDatadog;
  let workspace: Workspace;
  beforeAll(async () => {
    datadog = await startOfficialDatadog();
    workspace = new Workspace({ ...datadog.env, TF_VAR_secret: OFFICIAL_SECRETS.payments });
    placeOfficialState(join(workspace.folder, 'terraform.tfstate'));
  });
  afterAll(async () => {
    workspace.remove();
    await datadog.emulator.close();
  });

  test('the plan shows the moves and no change, makes no call but a read, and has no secret', async () => {
    workspace.write(BOTH + MOVED);
    await workspace.succeed('init');
    const { text } = await workspace.succeed('plan -out=moves.tfplan');

    for (const label of ['payments', 'orders'])
      expect(text).toContain(`# ${OFFICIAL_TYPE}.${label} has moved to ${TYPE}.${label}`);
    expect(text).toContain('Plan: 0 to add, 0 to change, 0 to destroy.');
    expect(text).not.toContain('Warning');
    expect(takeWrites(datadog.emulator)).toStrictEqual([]);
    // Terraform's old state still has it.
    expect(findSecrets(SECRETS, { folder: workspace.folder })).toStrictEqual([
      join(workspace.folder, 'terraform.tfstate'),
    ]);
  });

  test('after the apply the state holds no secret, its private data included; the backup holds the old one', async () => {
    const { text } = await workspace.succeed('apply moves.tfplan');

    expect(text).toContain('Apply complete! Resources: 0 added, 0 changed, 0 destroyed.');
    expect(takeRequests(datadog.emulator)).toStrictEqual([]);
    const state = workspace.read('terraform.tfstate');
    expect(workspace.attributes()).toMatchObject([
      { name: 'orders', id: '513f21b8-5eae-43a0-9b22-d724f1d298ec', client_secret_revision: 0 },
      { name: 'payments', id: '9e9c7e3e-e872-45b9-ad57-df0e745c432e', client_secret_revision: 0 },
    ]);
    // What providers keep out of sight is in base64.
    const records = [...state.matchAll(/"private": "([^"]+)"/g)].map(([, base64]) => atob(base64 ?? ''));
    const texts = { private: records.join('\n') };
    const backup = join(workspace.folder, 'terraform.tfstate.backup');
    expect(texts.private).toMatch(
      /^(\{"resource":"[0-9a-f]{16}","secret":\{"salt":"\S+","tag":"[0-9a-f]{5}"\}\}\n?){2}$/,
    );
    expect(findSecrets(SECRETS, { folder: workspace.folder, texts })).toStrictEqual([backup]);
    unlinkSync(backup);
  });

  test('with the same secret in the code, or none, the next plan is empty, the old provider not needed any more', async () => {
    workspace.write(BOTH);
    rmSync(join(workspace.folder, '.terraform'), { recursive: true });
    rmSync(join(workspace.folder, '.terraform.lock.hcl'));
    const { text } = await workspace.succeed('init');
    const again = await workspace.succeed('plan -detailed-exitcode');

    expect(text).not.toContain('datadog/datadog');
    expect(again.text).toContain('No changes.');
    expect(takeWrites(datadog.emulator)).toStrictEqual([]);
  });

  test('another secret is sent with one PATCH, alone', async () => {
    const { flat } = await workspace.succeed('apply -auto-approve', { TF_VAR_secret: 'another-secret' });

    expect(flat).toContain('Warning: Secret rotated: auth method "payments"');
    expect(takeWrites(datadog.emulator)).toStrictEqual(['PATCH payments {"client_secret":"another-secret"}']);
    expect(workspace.attributes()).toMatchObject([{}, { client_secret_revision: 1 }]);
  });
});
