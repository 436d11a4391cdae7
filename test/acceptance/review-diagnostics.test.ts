import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { SECRET_VARIABLE } from '../helpers/configuration';
import { told } from '../helpers/findings';
import { cleanEnvironment, ROOT, run, TYPE, Workspace } from '../helpers/terraform';
import type { JsonReview } from '../review/plans';

/** What the plan says, in the review: errors, warnings and what it could not look up. */
const COMMAND = join(ROOT, 'dist/cli/datadog-webhooks.js');

let emulator: Emulator;
let workspace: Workspace;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  emulator = await startEmulator({
    user: 'jane@example.com',
    credentials: [
      { apiKey: 'api-key', appKey: 'app-key' },
      { apiKey: 'api-key', appKey: 'key-that-reads', permissions: ['integrations_read'] },
    ],
  });
  env = {
    DD_HOST: emulator.url,
    DD_API_KEY: 'api-key',
    DD_APP_KEY: 'app-key',
    TF_VAR_secret: 'first-secret',
  };
  workspace = new Workspace(env);
  workspace.write(SECRET_VARIABLE);
  await workspace.succeed('init');
});
afterAll(async () => {
  workspace.remove();
  await emulator.close();
});
afterEach(() => {
  expect(emulator.requests.map(({ method }) => method).filter((method) => method !== 'GET')).toStrictEqual(
    [],
  );
});

function method(label: string, name = label, more = ''): string {
  return `resource "${TYPE}" "${label}" {
  name             = "${name}"
  access_token_url = "https://login.example.com/token"
  client_id        = "client"
  client_secret_wo = var.secret
${more}}
`;
}

async function review(words: readonly string[] = [], more: NodeJS.ProcessEnv = {}) {
  emulator.clearRequests();
  const args = [COMMAND, 'review', '--format', 'json', ...words];
  const finished = await run(process.execPath, args, {
    cwd: workspace.folder,
    env: cleanEnvironment({ ...env, ...more }),
  });
  const read = finished.code === 1 ? undefined : (JSON.parse(finished.stdout) as JsonReview);
  const stack = read?.stacks[0];
  return {
    code: finished.code,
    stderr: finished.stderr,
    counts: read?.counts,
    told: stack?.methods.map((one) => told(one)) ?? [],
    gaps: stack?.notCompared.map(({ text }) => text) ?? [],
    read,
  };
}

const RULES = ['--fail-on', 'blocked,unchecked,conflict,drift'];

test('a first deploy with keys that may not list is no review without gaps', async () => {
  workspace.write(SECRET_VARIABLE + method('payments'));
  emulator.fault({ method: 'GET', kind: 403, count: Infinity });
  const { code, gaps, told: lines, counts } = await review(RULES);
  emulator.clearFaults();

  expect([code, counts?.rules.unchecked, counts?.gaps]).toStrictEqual([3, 0, 1]);
  expect(gaps).toStrictEqual([`Datadog did not answer whether a name is free, so a deploy may be refused.`]);
  expect(lines[0]).toContain(
    'warning: Could not compare the name of auth method "payments" with those in use',
  );
});

test('a name in use stops the deploy: the review says so', async () => {
  emulator.add({ name: 'payments', access_token_url: 'https://x.example.com', client_id: 'c' });
  const { code, told: lines, counts, read } = await review(RULES);
  emulator.remove('payments');

  expect([code, counts?.outcomes, read?.exit.failedOn]).toStrictEqual([3, { blocked: 1 }, ['blocked']]);
  expect([lines[0]?.[0], lines[0]?.at(-1)]).toStrictEqual([
    'payments create (blocked) name=payments',
    'warning: The name of auth method "payments" is in use',
  ]);
});

describe('after a deploy', () => {
  beforeAll(async () => {
    workspace.write(SECRET_VARIABLE + method('payments') + method('orders'));
    await workspace.succeed('apply -auto-approve');
    emulator.clearRequests();
  });

  test('a plan that the provider refuses is reviewed, and blocked', async () => {
    workspace.write(SECRET_VARIABLE + method('payments') + method('orders') + method('more', 'payments'));
    const { code, told: lines, gaps } = await review(RULES);

    expect(code).toBe(3);
    expect(lines.flat().filter((line) => /^error/.test(line))).toStrictEqual([
      'error: Two resources declare auth method "payments"',
    ]);
    expect(gaps).toStrictEqual(['The plan ended with an error, so it omits what depends on it.']);
  });

  test('values that could not be read are no review', async () => {
    workspace.write(SECRET_VARIABLE + method('payments') + method('orders'));
    emulator.fault({ method: 'GET', kind: 403, count: Infinity });
    const { code, stderr } = await review(RULES);
    emulator.clearFaults();

    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(
        `Error: [^]*with ${TYPE}.payments,[^]*\\n\\nThere is no review of the stack "[^"]+": terraform plan ended with 1. Nothing was changed.\\n$`,
      ),
    );
  });

  test('a key that may only read is enough', async () => {
    workspace.write(SECRET_VARIABLE + method('payments', 'payments', '  scope = "read"\n') + method('more'));
    const { code, stderr, told: lines, gaps } = await review(RULES, { DD_APP_KEY: 'key-that-reads' });

    expect([code, stderr, gaps]).toStrictEqual([0, '', []]);
    expect(lines.flat().filter((line) => line.startsWith('> '))).toStrictEqual([
      '> POST  {"name":"more","access_token_url":"https://login.example.com/token","client_id":"client","client_secret":"***"}',
      '> DELETE /ID',
      '> PATCH /ID {"scope":"read"}',
    ]);
  });

  test('what the review says itself stands once', async () => {
    emulator.edit('payments', { scope: 'edited' });
    const { told: lines } = await review([], { TF_VAR_secret: 'second-secret' });
    emulator.edit('payments', { scope: null });

    expect(lines.flat().filter((line) => /^(error|warning)/.test(line))).toStrictEqual([]);
  });

  test.each([
    ['declares', method('payments')],
    ['no longer declares', ''],
  ])('drift that on_drift = "error" refuses stops the deploy, where the code %s it', async (_, one) => {
    emulator.edit('payments', { scope: 'edited' });
    const provider = 'provider "datadogwebhooks" {\n  on_drift = "error"\n}\n';
    workspace.write(SECRET_VARIABLE + provider + one + method('orders'));
    const { code, counts, read } = await review(['--fail-on', 'blocked', '--out', 'review.txt']);
    emulator.edit('payments', { scope: null });

    expect([code, read?.exit.failedOn, counts?.outcomes]).toStrictEqual([
      3,
      ['blocked'],
      { blocked: 1, 'in-sync': 1 },
    ]);
    const [stack] = read?.stacks ?? [];
    expect(stack?.diagnostics).toStrictEqual([]);
    expect(stack?.methods.find(({ outcome }) => outcome === 'blocked')).toMatchObject({
      waysOut: [],
      requests: [],
      diagnostics: [
        {
          severity: 'warning',
          blocks: true,
          summary: 'Drift stops the deploy: auth method "payments" was changed in Datadog',
          detail: expect.stringContaining('Deploy once with on_drift = "warn".'),
        },
      ],
    });
    expect(readFileSync(join(workspace.folder, 'review.txt'), 'utf8').split('\n').slice(0, 3)).toStrictEqual([
      'Decide before you deploy: 1 that would stop the deploy',
      '2 auth methods: 1 that would stop the deploy, 1 in sync.',
      'A deploy sends Datadog nothing. Terraform does not apply a plan that ends with an error.',
    ]);
  });

  test('a renamed label is one finding, with the line that keeps the auth method', async () => {
    workspace.write(SECRET_VARIABLE + method('billing', 'payments') + method('orders'));
    const { told: lines, counts } = await review();

    expect(counts?.outcomes).toStrictEqual({ renamed: 1, 'in-sync': 1 });
    expect(lines[0]?.filter((line) => /^(billing|>|note: It)/.test(line))).toStrictEqual([
      'billing replace (renamed) name=payments id=ID',
      '> DELETE /ID',
      '> POST  {"name":"payments","access_token_url":"https://login.example.com/token","client_id":"client","client_secret":"***"}',
      'note: It has the name of payments, which the deploy deletes. If the label was renamed, add a moved block with from = payments and to = billing. Otherwise it gets a new id, and the webhooks that use it lose it.',
    ]);
  });

  test('a rename to a name in use stops the deploy', async () => {
    emulator.add({ name: 'taken', access_token_url: 'https://x.example.com', client_id: 'c' });
    workspace.write(SECRET_VARIABLE + method('payments', 'taken') + method('orders'));
    const { code, told: lines, read } = await review(RULES);
    emulator.remove('taken');

    expect([code, read?.exit.failedOn]).toStrictEqual([3, ['blocked']]);
    expect([lines[1]?.[0], lines[1]?.at(-1)]).toStrictEqual([
      'payments update (blocked) name=payments id=ID',
      'warning: The name of auth method "taken" is in use',
    ]);
  });

  test('one auth method of two resources stops the deploy', async () => {
    const id = emulator.methods().find(({ attributes }) => attributes.name === 'payments')?.id ?? '';
    const alias = 'provider "datadogwebhooks" {\n  alias = "second"\n}\n';
    const imported = `import {\n  to = ${TYPE}.again\n  id = "${id}"\n}\n`;
    const again = method('again', 'payments', '  provider = datadogwebhooks.second\n');
    workspace.write(SECRET_VARIABLE + alias + imported + again + method('payments') + method('orders'));
    const { code, counts, told: lines } = await review(RULES);

    expect([code, counts?.outcomes]).toStrictEqual([3, { blocked: 2, 'in-sync': 1 }]);
    expect(lines.flat().filter((line) => line.startsWith('stops'))).toStrictEqual([
      'stops: payments manages the same auth method, and each deploy of one undoes that of the other. Keep one of them, and let Terraform forget the other.',
      'stops: again manages the same auth method, and each deploy of one undoes that of the other. Keep one of them, and let Terraform forget the other.',
    ]);
  });

  test('a client secret that another resource changes is not final', async () => {
    const source = (input: string) => `resource "terraform_data" "source" {\n  input = "${input}"\n}\n`;
    const late = method('payments').replace('var.secret', 'terraform_data.source.output');
    workspace.write(SECRET_VARIABLE + source('first-secret') + late + method('orders'));
    const { told: lines, read } = await review();

    expect(lines[1]).toContain('> PATCH /ID {"client_secret":"***"} (not settled)');
    expect(read?.stacks[0]?.methods[1]?.requests[0]?.reason).toBe(
      'Not final: client_secret will be known after apply. What turns out equal is omitted, and an empty PATCH is not sent.',
    );
  });

  test('--unmanaged lists what no stack manages, and who created it', async () => {
    workspace.write(SECRET_VARIABLE + method('payments') + method('orders'));
    const { id } = emulator.add({
      name: 'by hand',
      access_token_url: 'https://x.example.com',
      client_id: 'c',
    });
    const { code, read, counts } = await review(['--unmanaged', '--who', '--fail-on', 'unmanaged']);
    emulator.remove('by hand');

    expect([code, counts?.rules.unmanaged, read?.exit.failedOn]).toStrictEqual([3, 1, ['unmanaged']]);
    expect(read?.unmanaged).toStrictEqual([
      {
        id,
        name: { kind: 'value', value: 'by hand' },
        changes: [{ kind: 'created', at: expect.any(String), by: 'jane@example.com', via: 'web' }],
      },
    ]);
    const clean = await review(['--unmanaged', '--fail-on', 'unmanaged']);
    expect([clean.code, clean.read?.unmanaged]).toStrictEqual([0, []]);
  });

  test('a review initialises in a pipeline too, where Terraform omits that it has to be', async () => {
    const fresh = workspace.copy(env);
    rmSync(join(fresh.folder, '.terraform/providers'), { recursive: true });
    const finished = await run(process.execPath, [COMMAND, 'review', '--brief'], {
      cwd: fresh.folder,
      env: cleanEnvironment({ ...env, TF_IN_AUTOMATION: '1' }),
    });
    fresh.remove();

    expect([finished.code, finished.stderr]).toStrictEqual([0, '']);
    expect(finished.stdout).toMatch(/^Nothing to do: 2 in sync\n2 auth methods: 2 in sync\.\n/);
  });
});
