import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { nullMirror } from '../helpers/null-mirror';
import { takeRequests } from '../helpers/requests';
import { cleanEnvironment, ROOT, run, succeeded, type Finished } from '../helpers/terraform';

const PAYMENTS = {
  name: 'payments',
  access_token_url: 'https://login.example.com/oauth2/token',
  client_id: 'payments-webhooks',
};

/** An example, synthesized and deployed as its reader would, with the emulator in the place of Datadog. */
class Deployed {
  readonly outdir = mkdtempSync(join(tmpdir(), 'example-'));
  readonly stack = join(this.outdir, 'stacks/webhooks');

  constructor(
    private readonly example: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  async deploy(extra: NodeJS.ProcessEnv = {}): Promise<Finished> {
    const env = cleanEnvironment({ ...this.environment, ...extra, CDKTF_OUTDIR: this.outdir });
    const main = join(ROOT, 'examples', this.example, 'main.ts');
    succeeded(await run(join(ROOT, 'node_modules/.bin/tsx'), [main], { cwd: this.outdir, env }));
    succeeded(await run('terraform', ['init', '-no-color'], { cwd: this.stack, env }));
    return succeeded(
      await run('terraform', ['apply', '-auto-approve', '-no-color'], { cwd: this.stack, env }),
    );
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

  expect(takeRequests(emulator).sort()).toStrictEqual(
    [
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
  );
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

test('existing-auth-method imports one and refers to another, and changes neither', async () => {
  emulator.add({ ...PAYMENTS, name: 'orders' });
  const imported = emulator.add(PAYMENTS);
  const { flat } = await example('existing-auth-method', { PAYMENTS_ID: imported.id }).deploy();

  expect(flat).toContain('Apply complete! Resources: 1 imported, 0 added, 0 changed, 0 destroyed.');
  expect(takeRequests(emulator).every((request) => request.startsWith('GET'))).toBe(true);
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
  expect(takeRequests(emulator)).toStrictEqual([request]);
  expect(takeRequests(eu)).toStrictEqual([request]);
});

test("leave-to-others sends its own change and leaves the others' edit alone", async () => {
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

test('every example is in this file, or is a test of its own', () => {
  const tested = readFileSync(__filename, 'utf8');
  const folders = readdirSync(join(ROOT, 'examples'));

  expect(folders.filter((name) => !tested.includes(`example('${name}'`))).toStrictEqual([
    'test-with-emulator',
  ]);
});

/** The version of the null provider that @cdktf/provider-null was generated from. */
function lockedNullVersion(): string {
  const provider = readFileSync(
    join(ROOT, 'node_modules/@cdktf/provider-null/lib/provider/index.js'),
    'utf8',
  );
  return /providerVersion: '([\d.]+)'/.exec(provider)?.[1] ?? '';
}
