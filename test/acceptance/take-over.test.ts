import { rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from '../../lib/emulator';
import { authMethod, SECRET_VARIABLE } from '../helpers/configuration';
import type { Mirror } from '../helpers/mirror';
import {
  OFFICIAL_SECRETS,
  OFFICIAL_TYPE,
  officialMirror,
  placeOfficialState,
  startOfficialDatadog,
  type OfficialDatadog,
} from '../helpers/official-state';
import { takeRequests, takeWrites } from '../helpers/requests';
import { findSecrets } from '../helpers/secret-search';
import { TYPE, Workspace } from '../helpers/terraform';

const SECRETS = Object.values(OFFICIAL_SECRETS);

const PAYMENTS = {
  name: 'payments',
  access_token_url: 'https://login.example.com/oauth2/token',
  client_id: 'payments-webhooks',
  audience: 'https://api.example.com',
  scope: 'read:webhooks write:webhooks',
};
const ORDERS = {
  name: 'orders',
  access_token_url: 'https://login.example.com/oauth2/token',
  client_id: 'orders-webhooks',
};

let mirror: Mirror;
let datadog: OfficialDatadog;
let emulator: Emulator;
let workspace: Workspace;
beforeAll(() => (mirror = officialMirror()));
afterAll(() => mirror.remove());

async function begin(): Promise<void> {
  datadog = await startOfficialDatadog(mirror);
  emulator = datadog.emulator;
  workspace = new Workspace({ ...datadog.env, TF_VAR_secret: OFFICIAL_SECRETS.payments });
  placeOfficialState(join(workspace.folder, 'terraform.tfstate'));
}
async function end(): Promise<void> {
  workspace.remove();
  await datadog.end();
}

interface StoredResource {
  readonly type: string;
  readonly name: string;
  readonly instances: [{ readonly attributes: Readonly<Record<string, unknown>> }];
}

const moved = (label: string) =>
  `moved {\n  from = ${OFFICIAL_TYPE}.${label}\n  to   = ${TYPE}.${label}\n}\n`;
/** Both auth methods; only that of payments with a secret. */
const BOTH = SECRET_VARIABLE + authMethod(PAYMENTS) + authMethod(ORDERS, { label: 'orders', secret: null });

describe("a moved block takes auth methods over from Datadog's own provider", () => {
  beforeAll(begin);
  afterAll(end);

  test('the plan shows the moves and no change, and makes no call but a read', async () => {
    workspace.write(BOTH + moved('payments') + moved('orders'));
    await workspace.succeed('init');
    const { text } = await workspace.succeed('plan -out=moves.tfplan');

    for (const label of ['payments', 'orders'])
      expect(text).toContain(`# ${OFFICIAL_TYPE}.${label} has moved to ${TYPE}.${label}`);
    expect(text).toContain('Plan: 0 to add, 0 to change, 0 to destroy.');
    expect(text).not.toContain('Warning');
    expect(takeWrites(emulator)).toStrictEqual([]);
  });

  test('the saved plan holds no secret, but Terraform’s old state still does', () => {
    expect(findSecrets(SECRETS, { folder: workspace.folder })).toStrictEqual([
      join(workspace.folder, 'terraform.tfstate'),
    ]);
  });

  test('after the apply the state holds no secret, its private data included; the backup holds the old one', async () => {
    const { text } = await workspace.succeed('apply moves.tfplan');

    expect(text).toContain('Apply complete! Resources: 0 added, 0 changed, 0 destroyed.');
    expect(takeRequests(emulator)).toStrictEqual([]);
    const state = workspace.read('terraform.tfstate');
    const instances = JSON.parse(state).resources.map(
      ({ type, name, instances: [{ attributes }] }: StoredResource) => ({
        type,
        name,
        id: attributes.id,
        revision: attributes.client_secret_revision,
      }),
    );
    expect(instances).toStrictEqual([
      { type: TYPE, name: 'orders', id: '513f21b8-5eae-43a0-9b22-d724f1d298ec', revision: 0 },
      { type: TYPE, name: 'payments', id: '9e9c7e3e-e872-45b9-ad57-df0e745c432e', revision: 0 },
    ]);
    const texts = { private: privateDataOf(state) };
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
    expect(takeWrites(emulator)).toStrictEqual([]);
  });

  test('another secret is sent with one PATCH, alone', async () => {
    const { flat } = await workspace.succeed('apply -auto-approve', { TF_VAR_secret: 'another-secret' });

    expect(flat).toContain('Warning: Secret rotated: auth method "payments"');
    expect(flat).toContain('The client secret in the code is not the one that was sent last');
    expect(takeWrites(emulator)).toStrictEqual(['PATCH payments {"client_secret":"another-secret"}']);
    expect(
      JSON.parse(workspace.read('terraform.tfstate')).resources[1].instances[0].attributes,
    ).toMatchObject({
      name: 'payments',
      client_secret_revision: 1,
    });
  });

  test('a first secret for one that was moved without any in the code: the same as before is not sent', async () => {
    workspace.write(SECRET_VARIABLE + authMethod(ORDERS, { label: 'orders' }));
    const same = await workspace.succeed(`plan -detailed-exitcode -target=${TYPE}.orders`, {
      TF_VAR_secret: OFFICIAL_SECRETS.orders,
    });

    expect(same.text).toContain('No changes.');
    expect(takeRequests(emulator)).toStrictEqual(['GET orders']);
  });
});

describe('a move that is not as simple', () => {
  beforeEach(begin);
  afterEach(end);

  test('a change in the code and a rotation travel with it, in one PATCH of their own', async () => {
    workspace.write(
      SECRET_VARIABLE +
        authMethod({ ...PAYMENTS, scope: 'read:webhooks' }) +
        authMethod(ORDERS, { label: 'orders', secret: null }) +
        moved('payments') +
        moved('orders'),
    );
    await workspace.succeed('init');
    const { flat } = await workspace.succeed('apply -auto-approve', { TF_VAR_secret: 'another-secret' });

    expect(flat).toContain('Apply complete! Resources: 0 added, 1 changed, 0 destroyed.');
    expect(takeWrites(emulator)).toStrictEqual([
      'PATCH payments {"scope":"read:webhooks","client_secret":"another-secret"}',
    ]);
  });
});

/** What providers keep out of sight, as they gave it: Terraform stores it as base64. */
function privateDataOf(state: string): string {
  return [...state.matchAll(/"private": "([^"]+)"/g)]
    .map(([, base64]) => Buffer.from(base64 as string, 'base64').toString())
    .join('\n');
}
