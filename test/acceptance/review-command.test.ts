import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { CdktfProject } from '../helpers/cdktf-project';
import { fullRun, inFullRun } from '../helpers/full-run';
import { eventually, processesWith } from '../helpers/processes';
import { LIST, takeRequests } from '../helpers/requests';
import type { Finished } from '../helpers/terraform';
import type { JsonReview } from '../review/plans';

const ADDRESS = 'datadogwebhooks_oauth2_client_credentials.payments';

let emulator: Emulator;
let project: CdktfProject;
/** Where the review and what it runs keep what is not the project's. */
let temporary: string;
beforeAll(async () => {
  emulator = await startEmulator();
  temporary = mkdtempSync(join(tmpdir(), 'review-'));
  project = new CdktfProject({
    DD_HOST: emulator.url,
    DD_API_KEY: 'api-key',
    DD_APP_KEY: 'app-key',
    TF_VAR_secret: 'first-secret',
    TMPDIR: temporary,
  });
  write({});
});
afterAll(async () => {
  project.remove();
  rmSync(temporary, { recursive: true });
  await emulator.close();
});

/** Writes the app: a stack with one auth method, and what else a test wants. */
function write({ scope = 'read write', provider = '', rest = '' }): void {
  project.write(
    'main.ts',
    `import { App, TerraformStack } from 'cdktf';
import { DatadogWebhooksProvider, EphemeralSecret, OAuth2ClientCredentialsAuthMethod } from 'cdktf-datadog-webhooks';
const app = new App();
const make = (name: string, scope: string) => {
  const stack = new TerraformStack(app, name);
  new DatadogWebhooksProvider(stack, 'datadog-webhooks', { ${provider} });
  new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
    name: 'payments of ' + name,
    accessTokenUrl: 'https://login.example.com/token',
    clientId: 'payments-webhooks',
    clientSecret: new EphemeralSecret(stack, 'secret').stringValue,
    scope,
  });
};
make('webhooks', ${JSON.stringify(scope)});
${rest}
app.synth();
`,
  );
}
const review = (...args: string[]) => project.review(args).finished;
const deploy = () => project.deploy('webhooks');

/** What came of each attribute that is not in sync, and the requests, by stack. */
function told({ stdout }: Finished) {
  const { stacks } = JSON.parse(stdout) as JsonReview;
  return stacks.map(({ stack, methods }) => ({
    stack,
    verdicts: methods.flatMap(({ attributes }) =>
      attributes
        .filter(({ verdict }) => verdict !== 'in-sync')
        .map((one) => `${one.attribute} ${one.verdict}`),
    ),
    requests: methods.flatMap(({ requests }) =>
      requests.map((one) => `${one.method} ${JSON.stringify(one.body?.data.attributes)}`),
    ),
  }));
}

/** All files of the project with their sizes, those of Terraform's installation aside. */
function listing(): string[] {
  return (readdirSync(project.folder, { recursive: true }) as string[])
    .filter((path) => !/node_modules|\.terraform\/|terraform\.d\//.test(path))
    .map((path) => `${path} ${statSync(join(project.folder, path)).size}`)
    .sort();
}

/** Folders of plans that were not removed. */
const plansLeft = () => readdirSync(temporary).filter((name) => name.startsWith('datadog-webhooks-'));
const processesLeft = () => processesWith(project.folder).filter((line) => !line.includes('<defunct>'));
const locks = () => readdirSync(project.folder).filter((name) => name.endsWith('.lock.info'));

/** Each test goes on where the last one ended. */
describe('review in a CDKTF project', () => {
  test('shows before the first deploy what it will create, and nothing happens', async () => {
    const finished = await review('--format', 'json');

    expect(finished).toMatchObject({ code: 0, stderr: '' });
    expect(told(finished)).toStrictEqual([
      {
        stack: 'webhooks',
        verdicts: expect.arrayContaining(['client_secret_wo secret-sent']),
        requests: [
          'POST {"name":"payments of webhooks","access_token_url":"https://login.example.com/token","client_id":"payments-webhooks","scope":"read write","client_secret":"***"}',
        ],
      },
    ]);
    expect(takeRequests(emulator)).toStrictEqual([LIST]);
  });

  test('after the deploy there is nothing to send, nor to initialise', async () => {
    await deploy();
    const before = listing();
    const options = ['--format', 'json', '--detailed-exitcode'];
    // With this, an init would fail.
    const finished = await project.review(options, { TF_CLI_ARGS_init: '-no-such-option' }).finished;

    expect(finished.code).toBe(0);
    expect(told(finished)).toStrictEqual([
      { stack: 'webhooks', verdicts: ['client_secret_wo secret-not-compared'], requests: [] },
    ]);
    expect(listing()).toStrictEqual(before);
  });

  test('tells a conflict, and leaves nothing behind that the deploy after it trips over', async () => {
    emulator.edit('payments of webhooks', { scope: 'admin' });
    write({ scope: 'read' });
    const before = listing();
    const finished = await review('webhooks', '--format', 'json', '--fail-on', 'drift,conflict');

    expect(finished.code).toBe(3);
    expect(told(finished)).toStrictEqual([
      {
        stack: 'webhooks',
        verdicts: ['client_secret_wo secret-not-compared', 'scope conflict'],
        requests: ['PATCH {"scope":"read"}'],
      },
    ]);
    expect(JSON.parse(finished.stdout)).toMatchObject({
      exit: { code: 3, failedOn: ['drift', 'conflict'] },
      stacks: [{ methods: [{ constructPath: 'webhooks/payments', address: ADDRESS }] }],
    });
    // The synthesized code alone is new: its scope is shorter by six characters.
    expect(listing().length).toBe(before.length);
    expect(plansLeft()).toStrictEqual([]);
    takeRequests(emulator);
    await deploy();
    expect(takeRequests(emulator).slice(-1)).toStrictEqual(['PATCH payments of webhooks {"scope":"read"}']);
  });

  inFullRun.each<[string, string[], number]>([
    ['drift that is put back', [], 2],
    ['drift alone', ['-refresh-only'], 2],
    ['a plan that did not look', ['-refresh=false'], 0],
  ])('--detailed-exitcode says what Terraform says of %s', async (_, args, code) => {
    emulator.edit('payments of webhooks', { audience: 'https://other.example.com' });
    const plan = ['plan', '-input=false', '-detailed-exitcode', ...args].join(' ');
    const terraform = await project.startTerraform('webhooks', plan).finished;
    const ours = args.map((arg) => (arg === '-refresh=false' ? '--no-refresh' : `-${arg}`));
    const finished = await review('--no-synth', '--detailed-exitcode', '--quiet', ...ours);

    expect([terraform.code, finished.code]).toStrictEqual([code, code]);
    expect(finished.stdout).toBe('');
  });

  inFullRun('--refresh-only shows drift alone, and --no-refresh sees none and says so', async () => {
    write({ scope: 'write' });
    const drift = await review('--refresh-only', '--format', 'json', '--fail-on', 'drift');
    const unseen = await review('--no-refresh', '--no-synth', '--format', 'json', '--fail-on', 'drift');

    expect([drift.code, unseen.code]).toStrictEqual([3, 0]);
    expect(told(drift)).toMatchObject([
      { verdicts: expect.arrayContaining(['audience drifted']), requests: [] },
    ]);
    expect(told(unseen)[0]?.requests).toStrictEqual(['PATCH {"scope":"write"}']);
    expect(JSON.parse(unseen.stdout)).toMatchObject({ stacks: [{ plan: { refreshed: 'no' } }] });
  });

  test('on_drift = "error" stops a plan, and no review, which shows that it would', async () => {
    emulator.edit('payments of webhooks', { audience: 'https://other.example.com' });
    write({ provider: "onDrift: 'error'" });
    await project.synth();
    const diff = await project.startTerraform('webhooks', 'plan').finished;
    const finished = await review('--no-synth', '--format', 'json');

    expect(diff.code).toBe(1);
    expect(diff.flat).toContain(
      'Drift stops the deploy: auth method "payments of webhooks" was changed in Datadog',
    );
    expect([finished.code, JSON.parse(finished.stdout).counts.outcomes]).toStrictEqual([0, { blocked: 1 }]);
    expect(told(finished)[0]?.verdicts).toContain('audience drifted-put-back');
  });

  test('what Terraform says when it fails is shown whole, and what it means for the review', async () => {
    const { code, stdout, stderr } = await project.review(['--no-synth'], { TF_VAR_secret: undefined })
      .finished;

    expect([code, stdout]).toStrictEqual([1, '']);
    expect(stderr).toMatch(
      /Error: Invalid value for variable[\s\S]*TF_VAR_secret[\s\S]*There is no review of the stack "webhooks": terraform plan ended with 1\. Nothing was changed\.\n$/,
    );
    expect(plansLeft()).toStrictEqual([]);
  });

  test('what the app says when it fails is shown, and the review ends with 1', async () => {
    write({ rest: "throw new Error('no such team');" });
    const { code, stdout, stderr } = await review();

    expect([code, stdout]).toStrictEqual([1, '']);
    expect(stderr).toMatch(/Error: no such team[\s\S]*"node .* main\.ts" ended with 1\.\n$/);
  });
});

describe('signals', () => {
  let projectFile: string;
  beforeAll(() => {
    projectFile = project.read('cdktf.json');
  });
  afterEach(() => project.write('cdktf.json', projectFile));

  test.each([['SIGINT', 130] as const, ...(fullRun ? [['SIGTERM', 143] as const] : [])])(
    '%s while Terraform plans ends it, unlocks the state and exits with %i',
    async (signal, code) => {
      write({});
      await project.synth();
      const slow = await startEmulator({ latencyMs: 60_000 });
      try {
        const { child, finished } = project.review(['--no-synth'], { DD_HOST: slow.url });
        await eventually(
          () => slow.requests.length,
          (seen) => seen > 0,
        );
        expect(locks()).toHaveLength(1);
        child.kill(signal);

        expect((await finished).code).toBe(code);
        expect([locks(), plansLeft(), processesLeft()]).toStrictEqual([[], [], []]);
      } finally {
        await slow.close();
      }
    },
  );

  test('a signal while the app synthesizes ends it too', async () => {
    const starting = 'fs.writeFileSync("started", ""); setInterval(() => {}, 1000)';
    project.write('cdktf.json', JSON.stringify({ app: `node -e '${starting}' ${project.folder}; true` }));
    const { child, finished } = project.review([]);
    await eventually(() => existsSync(join(project.folder, 'started')), Boolean);
    child.kill('SIGTERM');

    expect(await finished).toMatchObject({ code: 143, stdout: '', stderr: '' });
    expect(processesLeft()).toStrictEqual([]);
  });

  test('a second signal kills what does not heed the first', async () => {
    const stubborn = `trap "touch trapped" INT; while :; do sleep 0.05; done; : ${project.folder}`;
    project.write('cdktf.json', JSON.stringify({ app: `touch stubborn; ${stubborn}` }));
    const { child, finished } = project.review([]);
    await eventually(() => existsSync(join(project.folder, 'stubborn')), Boolean);
    child.kill('SIGINT');
    await eventually(() => existsSync(join(project.folder, 'trapped')), Boolean);
    child.kill('SIGINT');

    expect(await finished).toMatchObject({ code: 130 });
    expect(processesLeft()).toStrictEqual([]);
  });
});

describe('several stacks', () => {
  beforeAll(async () => {
    write({ rest: "make('orders', 'read');\nmake('orders-eu', 'read');" });
    await project.synth();
  });
  const stacks = (...args: string[]) =>
    review('--no-synth', '--format', 'json', ...args).then((finished) =>
      told(finished).map(({ stack }) => stack),
    );

  test('are all initialised and reviewed where none is named, one after the other', async () => {
    expect(await stacks()).toStrictEqual(['orders', 'orders-eu', 'webhooks']);
  });

  inFullRun('are chosen by name and by pattern', async () => {
    expect(await stacks('orders*', 'orders')).toStrictEqual(['orders', 'orders-eu']);
  });

  test('a name that none has is told with those that there are', async () => {
    expect(await review('--no-synth', 'orders', 'payment')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'There is no stack "payment". The stacks are: orders, orders-eu, webhooks.\n',
    });
  });
});

test('a Terraform that is not there is told by its name', async () => {
  const { finished } = project.review(['--no-synth'], { TERRAFORM_BINARY_NAME: 'tofu-9' });
  expect(await finished).toMatchObject({ code: 1, stderr: expect.stringMatching(/^"tofu-9" was not found/) });
});
