import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { inFullRun } from '../helpers/full-run';
import { nullMirror } from '../helpers/null-mirror';
import { OFFICIAL_SECRETS, placeOfficialState, startOfficialDatadog } from '../helpers/official-state';
import { environmentOf } from '../helpers/emulated';
import { LIST, takeGathered, takeRequests } from '../helpers/requests';
import { findSecrets } from '../helpers/secret-search';
import { cleanEnvironment, ROOT, run, succeeded, TYPESCRIPT } from '../helpers/terraform';
import { temporaryFolder } from '../helpers/temporary-folder';

const PAYMENTS = {
  name: 'payments',
  access_token_url: 'https://login.example.com/oauth2/token',
  client_id: 'payments-webhooks',
};
const posted = (attributes: object) => `POST ${JSON.stringify({ ...PAYMENTS, ...attributes })}`;

let emulator: Emulator;
let outdir: string;
const endings: (() => unknown)[] = [];

beforeEach(async () => {
  emulator = await startEmulator();
  outdir = temporaryFolder('example');
  endings.push(() => emulator.close());
});
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/**
 * Synthesizes and deploys an example as its reader would, with the emulator in the place of Datadog.
 *
 * @returns what `terraform apply` shows
 */
async function deploy(example: string, extra: NodeJS.ProcessEnv = {}, stack = 'webhooks'): Promise<string> {
  const env = cleanEnvironment({
    ...environmentOf(emulator),
    TF_VAR_payments_secret: 's1',
    TF_VAR_orders_secret: 's2',
    TF_VAR_refunds_secret: 's3',
    CDKTF_OUTDIR: outdir,
    ...extra,
  });
  const main = join(ROOT, 'examples', example, 'main.ts');
  succeeded(await run(process.execPath, [...TYPESCRIPT, main], { cwd: outdir, env }));
  const cwd = join(outdir, 'stacks', stack);
  if (!existsSync(join(cwd, '.terraform')))
    succeeded(await run('terraform', ['init', '-no-color'], { cwd, env }));
  return succeeded(await run('terraform', ['apply', '-auto-approve', '-no-color'], { cwd, env })).flat;
}

test('quickstart makes three auth methods', async () => {
  await deploy('quickstart');

  const scope = { audience: 'https://api.example.com', scope: 'read:webhooks write:webhooks' };
  expect(takeRequests(emulator).sort()).toStrictEqual([
    ...[LIST, LIST],
    posted({ name: 'orders', client_id: 'orders-webhooks', client_secret: 's2' }),
    posted({ ...scope, client_secret: 's1' }),
    posted({ name: 'refunds', client_id: 'refunds-webhooks', client_secret: 's3' }),
  ]);
});

test('after-a-change runs its command at the creation and at a rotation, and not in between', async () => {
  // The version that @cdktf/provider-null was generated from.
  const mirror = nullMirror('3.2.4');
  const announced = async (secret: string) => {
    await deploy('after-a-change', { ...mirror, TF_VAR_payments_secret: secret });
    return readFileSync(join(outdir, 'stacks/webhooks/announced.txt'), 'utf8');
  };
  const first = 'webhooks: payments has secret no. 1\n';

  expect(await announced('s1')).toBe(first);
  expect(await announced('s1')).toBe(first);
  expect(await announced('rotated')).toBe(`${first}webhooks: payments has secret no. 2\n`);
});

test('existing-auth-method imports two and refers to another, and changes none', async () => {
  emulator.add({ ...PAYMENTS, name: 'refunds', client_id: 'refunds-webhooks' });
  const orders = emulator.add({ ...PAYMENTS, name: 'orders' });
  const flat = await deploy('existing-auth-method', { PAYMENTS_ID: emulator.add(PAYMENTS).id });

  expect(flat).toContain('Apply complete! Resources: 2 imported, 0 added, 0 changed, 0 destroyed.');
  expect(flat).toContain(`orders-id = "${orders.id}" same-id = "${orders.id}"`);
  // The data source asks for a list of its own if the one of the imports began before its read.
  expect(new Set(takeGathered(emulator))).toStrictEqual(new Set([LIST]));
});

inFullRun('take-over-from-datadog-provider moves both and sends nothing', async () => {
  const { emulator: datadog, env } = await startOfficialDatadog();
  endings.push(() => datadog.close());
  const state = join(outdir, 'terraform.webhooks.tfstate');
  placeOfficialState(state);
  const before = datadog.methods();
  const secret = { TF_VAR_payments_secret: OFFICIAL_SECRETS.payments };

  const flat = await deploy('take-over-from-datadog-provider', { ...env, ...secret });
  expect(flat).toContain('payments has moved to datadogwebhooks_oauth2_client_credentials.payments');
  expect(flat).toContain('Apply complete! Resources: 0 added, 0 changed, 0 destroyed.');
  expect(takeGathered(datadog)).toStrictEqual([LIST]);
  const texts = { state: readFileSync(state, 'utf8') };
  expect(findSecrets(Object.values(OFFICIAL_SECRETS), { texts })).toStrictEqual([]);
  expect(datadog.methods()).toStrictEqual(before);
});

test('let-go after quickstart forgets two, and neither deletes nor changes the third', async () => {
  await deploy('quickstart');
  const before = emulator.methods();
  emulator.clearRequests();
  const flat = await deploy('let-go');

  expect(flat).toContain('# datadogwebhooks_oauth2_client_credentials.orders will no longer be managed');
  expect(flat).toContain('Apply complete! Resources: 0 added, 0 changed, 0 destroyed.');
  expect(takeRequests(emulator)).toStrictEqual(['GET refunds']);
  expect(emulator.methods()).toStrictEqual(before);
});

inFullRun('two-stacks: neither undoes the other, whoever deploys', async () => {
  emulator.add({ ...PAYMENTS, scope: 'read:webhooks' });
  const requests = async (stack: string, extra: NodeJS.ProcessEnv = {}) => {
    await deploy('two-stacks', extra, stack);
    return takeRequests(emulator);
  };
  const own = { CLIENT_ID: 'payments-2' };
  const scope = { SCOPE: 'read:webhooks write:webhooks' };
  const changed = (body: object) => [
    ...['GET payments', 'GET payments'],
    `PATCH payments ${JSON.stringify(body)}`,
  ];

  expect(await requests('identity')).toStrictEqual([LIST]);
  expect(await requests('webhooks')).toStrictEqual([LIST]);
  expect(await requests('identity', own)).toStrictEqual(changed({ client_id: 'payments-2' }));
  expect(await requests('webhooks')).toStrictEqual(['GET payments']);
  expect(await requests('webhooks', scope)).toStrictEqual(changed({ scope: scope.SCOPE }));
  expect(await requests('identity', own)).toStrictEqual(['GET payments']);
});

test('several-organisations makes each auth method in its own organisation', async () => {
  const eu = await startEmulator({ credentials: [{ apiKey: 'eu-api', appKey: 'eu-app' }] });
  endings.push(() => eu.close());
  await deploy('several-organisations', {
    EU_API_URL: eu.url,
    TF_VAR_eu_api_key: 'eu-api',
    TF_VAR_eu_app_key: 'eu-app',
  });

  for (const organisation of [emulator, eu])
    expect(takeRequests(organisation)).toStrictEqual([LIST, LIST, posted({ client_secret: 's1' })]);
});

inFullRun("leave-to-others sends its own change and leaves the others' edit alone", async () => {
  await deploy('leave-to-others');
  emulator.clearRequests();
  emulator.edit('payments', { scope: 'read:webhooks write:webhooks' });
  await deploy('leave-to-others', { CLIENT_ID: 'payments-2' });

  expect(takeRequests(emulator)).toStrictEqual([
    ...['GET payments', 'GET payments'],
    'PATCH payments {"client_id":"payments-2"}',
  ]);
});

test('every example is in this file, or has or is a test of its own', () => {
  const tested = readFileSync(__filename, 'utf8');
  expect(
    readdirSync(join(ROOT, 'examples')).filter((name) => !tested.includes(`deploy('${name}'`)),
  ).toStrictEqual(['hcl', 'languages', 'review-on-pull-requests', 'test-with-emulator', 'vaults', 'webhook']);
});
