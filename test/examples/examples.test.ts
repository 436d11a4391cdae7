import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { inFullRun } from '../helpers/full-run';
import { nullMirror } from '../helpers/null-mirror';
import {
  OFFICIAL_SECRETS,
  officialMirror,
  placeOfficialState,
  startOfficialDatadog,
} from '../helpers/official-state';
import { LIST, takeGathered, takeRequests } from '../helpers/requests';
import { findSecrets } from '../helpers/secret-search';
import { cleanEnvironment, ROOT, run, succeeded, TYPESCRIPT, type Finished } from '../helpers/terraform';

const PAYMENTS = {
  name: 'payments',
  access_token_url: 'https://login.example.com/oauth2/token',
  client_id: 'payments-webhooks',
};

/** An example, synthesized and deployed as its reader would, with the emulator in the place of Datadog. */
class Deployed {
  readonly outdir = mkdtempSync(join(tmpdir(), 'example-'));
  readonly stack = join(this.outdir, 'stacks/webhooks');

  /** @param example the folder whose code is deployed; it may become another one's */
  constructor(
    public example: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  async deploy(extra: NodeJS.ProcessEnv = {}, stack = this.stack): Promise<Finished> {
    const env = cleanEnvironment({ ...this.environment, ...extra, CDKTF_OUTDIR: this.outdir });
    const main = join(ROOT, 'examples', this.example, 'main.ts');
    succeeded(await run(process.execPath, [...TYPESCRIPT, main], { cwd: this.outdir, env }));
    if (!existsSync(join(stack, '.terraform')))
      succeeded(await run('terraform', ['init', '-no-color'], { cwd: stack, env }));
    return succeeded(await run('terraform', ['apply', '-auto-approve', '-no-color'], { cwd: stack, env }));
  }
}

let emulator: Emulator;
let deployed: Deployed | undefined;
const endings: (() => unknown)[] = [];

beforeEach(async () => {
  emulator = await startEmulator();
  endings.push(() => emulator.close());
});
afterEach(async () => {
  if (deployed) rmSync(deployed.outdir, { recursive: true });
  deployed = undefined;
  for (const end of endings.splice(0)) await end();
});

function example(name: string, environment: NodeJS.ProcessEnv = {}): Deployed {
  deployed = new Deployed(name, {
    DD_HOST: emulator.url,
    DD_API_KEY: 'api-key',
    DD_APP_KEY: 'app-key',
    TF_VAR_payments_secret: 's1',
    TF_VAR_orders_secret: 's2',
    TF_VAR_refunds_secret: 's3',
    ...environment,
  });
  return deployed;
}

test('quickstart makes three auth methods', async () => {
  await example('quickstart').deploy();

  expect(takeRequests(emulator).sort()).toStrictEqual([
    LIST,
    LIST,
    ...[
      { ...PAYMENTS, name: 'orders', client_id: 'orders-webhooks', client_secret: 's2' },
      { ...PAYMENTS, name: 'refunds', client_id: 'refunds-webhooks', client_secret: 's3' },
      {
        ...PAYMENTS,
        audience: 'https://api.example.com',
        scope: 'read:webhooks write:webhooks',
        client_secret: 's1',
      },
    ]
      .map((attributes) => `POST ${JSON.stringify(attributes)}`)
      .sort(),
  ]);
});

test('after-a-change runs its command at the creation and at a rotation, and not in between', async () => {
  const mirror = nullMirror(lockedNullVersion());
  endings.push(mirror.remove);
  const here = example('after-a-change', mirror.env);
  const announced = () => readFileSync(join(here.stack, 'announced.txt'), 'utf8');
  const first = 'webhooks: payments has secret no. 1\n';

  await here.deploy();
  expect(announced()).toBe(first);
  await here.deploy();
  expect(announced()).toBe(first);
  await here.deploy({ TF_VAR_payments_secret: 'rotated' });
  expect(announced()).toBe(`${first}webhooks: payments has secret no. 2\n`);
});

test('existing-auth-method imports two and refers to another, and changes none', async () => {
  emulator.add({ ...PAYMENTS, name: 'refunds', client_id: 'refunds-webhooks' });
  const orders = emulator.add({ ...PAYMENTS, name: 'orders' });
  const imported = emulator.add(PAYMENTS);
  const { flat } = await example('existing-auth-method', { PAYMENTS_ID: imported.id }).deploy();

  expect(flat).toContain('Apply complete! Resources: 2 imported, 0 added, 0 changed, 0 destroyed.');
  expect(flat).toContain(`orders-id = "${orders.id}" same-id = "${orders.id}"`);
  // The data source asks for a list of its own if the one of the imports began before its read.
  expect(new Set(takeGathered(emulator))).toStrictEqual(new Set([LIST]));
});

inFullRun('take-over-from-datadog-provider moves both and sends nothing', async () => {
  const mirror = officialMirror();
  endings.push(mirror.remove);
  const { emulator: datadog, env, end } = await startOfficialDatadog(mirror);
  endings.push(end);
  const here = example('take-over-from-datadog-provider', {
    ...env,
    TF_VAR_payments_secret: OFFICIAL_SECRETS.payments,
  });
  const state = join(here.outdir, 'terraform.webhooks.tfstate');
  placeOfficialState(state);
  const before = datadog.methods();

  const { flat } = await here.deploy();
  expect(flat).toContain('payments has moved to datadogwebhooks_oauth2_client_credentials.payments');
  expect(flat).toContain('Apply complete! Resources: 0 added, 0 changed, 0 destroyed.');
  expect(takeGathered(datadog)).toStrictEqual([LIST]);
  const texts = { state: readFileSync(state, 'utf8') };
  expect(findSecrets(Object.values(OFFICIAL_SECRETS), { texts })).toStrictEqual([]);
  expect(datadog.methods()).toStrictEqual(before);
});

test('let-go after quickstart forgets two, and neither deletes nor changes the third', async () => {
  const here = example('quickstart');
  await here.deploy();
  const before = emulator.methods();
  emulator.clearRequests();
  here.example = 'let-go';
  const { flat } = await here.deploy();

  expect(flat).toContain('# datadogwebhooks_oauth2_client_credentials.orders will no longer be managed');
  expect(flat).toContain('Apply complete! Resources: 0 added, 0 changed, 0 destroyed.');
  expect(takeRequests(emulator)).toStrictEqual(['GET refunds']);
  expect(emulator.methods()).toStrictEqual(before);
});

inFullRun('two-stacks: neither undoes the other, whoever deploys', async () => {
  emulator.add({ ...PAYMENTS, scope: 'read:webhooks' });
  const here = example('two-stacks');
  const deploy = async (stack: string, extra: NodeJS.ProcessEnv = {}) => {
    const { flat } = await here.deploy(extra, join(here.outdir, 'stacks', stack));
    return {
      said: /Apply complete! Resources: .*? destroyed\.|No changes\./.exec(flat)?.[0],
      requests: takeRequests(emulator),
    };
  };
  const imported = {
    said: 'Apply complete! Resources: 1 imported, 0 added, 0 changed, 0 destroyed.',
    requests: [LIST],
  };
  const own = { CLIENT_ID: 'payments-2' };
  const scope = { SCOPE: 'read:webhooks write:webhooks' };
  const changed = (body: object) => ({
    said: 'Apply complete! Resources: 0 added, 1 changed, 0 destroyed.',
    requests: ['GET payments', 'GET payments', `PATCH payments ${JSON.stringify(body)}`],
  });
  const unchanged = { said: 'No changes.', requests: ['GET payments'] };

  expect(await deploy('identity')).toStrictEqual(imported);
  expect(await deploy('webhooks')).toStrictEqual(imported);
  expect(await deploy('identity', own)).toStrictEqual(changed({ client_id: 'payments-2' }));
  expect(await deploy('webhooks')).toStrictEqual(unchanged);
  expect(await deploy('webhooks', scope)).toStrictEqual(changed({ scope: scope.SCOPE }));
  expect(await deploy('identity', own)).toStrictEqual(unchanged);
  expect(emulator.methods()[0]?.attributes).toStrictEqual({
    ...PAYMENTS,
    client_id: 'payments-2',
    scope: scope.SCOPE,
    audience: null,
    protocol: 'oauth2-client-credentials',
  });
});

test('several-organisations makes each auth method in its own organisation', async () => {
  const eu = await startEmulator({ credentials: [{ apiKey: 'eu-api', appKey: 'eu-app' }] });
  endings.push(() => eu.close());
  await example('several-organisations', {
    EU_API_URL: eu.url,
    TF_VAR_eu_api_key: 'eu-api',
    TF_VAR_eu_app_key: 'eu-app',
  }).deploy();

  const request = `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 's1' })}`;
  expect(takeRequests(emulator)).toStrictEqual([LIST, LIST, request]);
  expect(takeRequests(eu)).toStrictEqual([LIST, LIST, request]);
});

inFullRun("leave-to-others sends its own change and leaves the others' edit alone", async () => {
  const here = example('leave-to-others');
  await here.deploy();
  emulator.clearRequests();
  emulator.edit('payments', { scope: 'read:webhooks write:webhooks' });
  await here.deploy({ CLIENT_ID: 'payments-2' });

  expect(takeRequests(emulator)).toStrictEqual([
    'GET payments',
    'GET payments',
    'PATCH payments {"client_id":"payments-2"}',
  ]);
  expect(emulator.methods()[0]?.attributes.scope).toBe('read:webhooks write:webhooks');
});

test('every example is in this file, or has or is a test of its own', () => {
  const tested = readFileSync(__filename, 'utf8');
  const folders = readdirSync(join(ROOT, 'examples'));

  expect(
    folders.filter(
      (name) => !tested.includes(`example('${name}'`) && !tested.includes(`example = '${name}'`),
    ),
  ).toStrictEqual(['hcl', 'languages', 'review-on-pull-requests', 'test-with-emulator', 'vaults', 'webhook']);
});

/** The version of the null provider that @cdktf/provider-null was generated from. */
function lockedNullVersion(): string {
  const provider = readFileSync(
    join(ROOT, 'node_modules/@cdktf/provider-null/lib/provider/index.js'),
    'utf8',
  );
  return /providerVersion: '([\d.]+)'/.exec(provider)?.[1] ?? '';
}
