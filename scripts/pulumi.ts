/**
 * Deploys the program of docs/pulumi.md to the emulator, and compares what is sent.
 *
 * Needs a build, and `pulumi` with its YAML runtime on the PATH.
 *
 *     npx tsx scripts/pulumi.ts
 */
import { deepStrictEqual, doesNotMatch, match } from 'node:assert';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../lib/emulator';
import { cleanEnvironment, ROOT, run } from '../test/helpers/terraform';

const page = readFileSync(join(ROOT, 'docs/pulumi.md'), 'utf8');
const onPage = (pattern: RegExp) => pattern.exec(page)?.[1] ?? '';
const PROGRAM = onPage(/```yaml\n([^]*?)```/);
const ADD = onPage(/pulumi (package add .*)/);
const IMPORT = onPage(/pulumi (import \S+ payments) name:payments/);
const URN = `urn:pulumi:dev::webhooks::${onPage(/pulumi import (\S+)/)}::payments`;
const PAYMENTS = {
  name: 'payments',
  access_token_url: 'https://login.example.com/oauth2/token',
  client_id: 'payments-webhooks',
  scope: 'read:webhooks write:webhooks',
};

type Write = readonly [method: string, attributes?: object];

/** A Pulumi project with the program of the page, and the provider where npm installs it. */
class Project {
  private readonly folder = mkdtempSync(join(tmpdir(), 'pulumi-'));
  private readonly file = join(this.folder, 'Pulumi.yaml');

  constructor(private readonly emulator: Emulator) {
    for (const name of ['state', 'node_modules']) mkdirSync(join(this.folder, name));
    symlinkSync(ROOT, join(this.folder, 'node_modules/cdktf-datadog-webhooks'));
  }

  get program(): string {
    return readFileSync(this.file, 'utf8');
  }

  set program(text: string) {
    writeFileSync(this.file, text);
  }

  edit(from: RegExp, to: string): void {
    match(this.program, from);
    this.program = this.program.replace(from, to);
  }

  /** Runs a command that has to send these requests besides reads, and answers what it printed. */
  async pulumi(line: string, writes: readonly Write[] = [], code = 0): Promise<string> {
    console.log(`pulumi ${line}`);
    this.emulator.clearRequests();
    const env = cleanEnvironment({
      ...{ DD_HOST: this.emulator.url, DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key' },
      PULUMI_BACKEND_URL: `file://${join(this.folder, 'state')}`,
      PULUMI_CONFIG_PASSPHRASE: 'passphrase',
      PULUMI_SKIP_UPDATE_CHECK: '1',
    });
    const args = [...line.split(' '), '--non-interactive', '--color', 'never'];
    const finished = await run('pulumi', args, { cwd: this.folder, env });
    const sent = this.emulator.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ method, body }) => (body === undefined ? [method] : [method, attributesOf(body)]));
    deepStrictEqual({ code: finished.code, sent }, { code, sent: writes }, finished.text);
    return finished.text;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function attributesOf(body: unknown): object {
  return (body as { data: { attributes: object } }).data.attributes;
}

async function playChanges(project: Project): Promise<void> {
  project.program = PROGRAM.replace(/^packages:[^]*/m, '');
  await project.pulumi('stack init dev');
  await project.pulumi('config set --secret paymentsSecret first-secret');
  await project.pulumi(ADD);
  deepStrictEqual(project.program, PROGRAM);
  await project.pulumi('preview');
  await project.pulumi('up --yes', [['POST', { ...PAYMENTS, client_secret: 'first-secret' }]]);
  await project.pulumi('up --yes');
  project.edit(/payments-webhooks/, 'payments-2');
  await project.pulumi('up --yes', [['PATCH', { client_id: 'payments-2' }]]);
  await project.pulumi('config set --secret paymentsSecret second-secret');
  match(await project.pulumi('preview --diff'), /clientSecretWo: \[secret\]/);
  match(
    await project.pulumi('up --yes', [['PATCH', { client_secret: 'second-secret' }]]),
    /Secret rotated: auth method "payments"/,
  );
  project.edit(/ +scope:.*\n/, '');
  await project.pulumi('up --yes', [['PATCH', { scope: null }]]);
  project.program = PROGRAM;
  await project.pulumi('up --yes', [['PATCH', { client_id: PAYMENTS.client_id, scope: PAYMENTS.scope }]]);
}

async function playDrift(project: Project, emulator: Emulator): Promise<void> {
  emulator.edit('payments', { scope: 'by-hand' });
  doesNotMatch(await project.pulumi('preview'), /Drift/);
  match(await project.pulumi('preview --refresh'), /Drift: auth method "payments" was changed in Datadog/);
  await project.pulumi('refresh --yes');
  await project.pulumi('up --yes', [['PATCH', { scope: PAYMENTS.scope }]]);
  emulator.edit('payments', { client_id: 'by-hand' });
  project.edit(/payments-webhooks/, 'payments-2');
  match(await project.pulumi('up --yes', [], 1), /The plan for auth method "payments" is stale/);
  await project.pulumi('up --yes --refresh', [['PATCH', { client_id: 'payments-2' }]]);
  emulator.edit('payments', { scope: 'by-hand' });
  project.edit(/^ {4}properties/m, '    options: { ignoreChanges: [scope] }\n$&');
  await project.pulumi('up --yes --refresh');
}

async function playState(project: Project, emulator: Emulator): Promise<void> {
  doesNotMatch(await project.pulumi('stack export'), /(first|second)-secret/);
  match(await project.pulumi('preview --logtostderr -v=11'), /second-secret/);
  for (const key of ['name:payments', emulator.methods()[0]?.id]) {
    await project.pulumi(`state delete ${URN} --yes`);
    await project.pulumi(`${IMPORT} ${key} --yes --protect=false --generate-code=false`);
  }
  await project.pulumi('up --yes', [['PATCH', { client_secret: 'second-secret' }]]);
  project.edit(
    / {2}payments:\n(.*\n) {4}options: {/,
    '  orders:\n$1    options: { aliases: [{ name: payments }],',
  );
  await project.pulumi('up --yes');
  await project.pulumi('destroy --yes', [['DELETE']]);
}

async function play(): Promise<void> {
  const emulator = await startEmulator();
  const project = new Project(emulator);
  try {
    await playChanges(project);
    await playDrift(project, emulator);
    await playState(project, emulator);
  } finally {
    project.remove();
    await emulator.close();
  }
}

void play();
