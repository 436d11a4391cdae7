/**
 * The complete product against the bundled emulator, with the real `cdktf deploy`: `npm run demo`. Each step
 * checks what it shows, and the demo fails where one does not hold.
 */
import { strict as assert } from 'node:assert';
import { startEmulator, type Emulator } from '../lib/emulator';
import { CdktfProject } from '../test/helpers/cdktf-project';

const SECRETS = {
  TF_VAR_payments_secret: 'a-secret-of-payments',
  TF_VAR_orders_secret: 'a-secret-of-orders',
  TF_VAR_refunds_secret: 'a-secret-of-refunds',
};
const SCOPE = 'read:webhooks write:webhooks';

async function demo(emulator: Emulator, project: CdktfProject): Promise<void> {
  step('Three auth methods are declared in TypeScript (examples/quickstart/main.ts) and deployed');
  await run(project, 'deploy --auto-approve', 'Apply complete! Resources: 3 added, 0 changed, 0 destroyed.');
  showRequests(emulator, ['GET', 'POST', 'POST', 'POST']);
  const names = emulator.methods().map(({ attributes }) => attributes.name);
  assert.deepEqual(names.sort(), ['orders', 'payments', 'refunds']);

  step('A second plan finds nothing to do, and only reads');
  await run(project, 'diff', 'No changes. Your infrastructure matches the configuration.');
  showRequests(emulator, ['GET']);

  step('One attribute is changed in the code: the deploy sends one PATCH with that attribute alone');
  project.edit('main.ts', "clientId: 'payments-webhooks'", "clientId: 'payments-webhooks-2'");
  await run(project, 'deploy --auto-approve', 'Apply complete! Resources: 0 added, 1 changed, 0 destroyed.');
  const type = 'webhooks-auth-method-oauth2-client-credentials';
  assert.deepEqual(showRequests(emulator, ['GET', 'PATCH']), [
    { data: { type, attributes: { client_id: 'payments-webhooks-2' } } },
  ]);

  step('Somebody edits scope in Datadog behind our back: the next plan says so');
  await runCommand(project, 'emulate edit payments scope=read:webhooks', /scope +read:webhooks$/);
  await run(
    project,
    'diff',
    'scope: last deployed "read:webhooks write:webhooks", live in Datadog "read:webhooks"',
  );
  showRequests(emulator, ['GET']);

  step('The review names who edited it, as the audit trail of Datadog shows');
  await runCommand(
    project,
    'review --who --no-synth',
    /Changed in Datadog on \d+ \w+ \d+ at \d\d:\d\d UTC by "jane@example\.com" \(web\)\./,
  );
  showRequests(emulator, ['GET']);

  step('The deploy puts it back, and sends nothing else');
  await run(project, 'deploy --auto-approve', 'Apply complete! Resources: 0 added, 1 changed, 0 destroyed.');
  assert.deepEqual(showRequests(emulator, ['GET', 'PATCH']), [
    { data: { type, attributes: { scope: SCOPE } } },
  ]);

  step('Everything is destroyed');
  await run(project, 'destroy --auto-approve', 'Destroy complete! Resources: 3 destroyed.');
  showRequests(emulator, ['GET', 'DELETE', 'DELETE', 'DELETE']);
  assert.deepEqual(emulator.methods(), []);
}

/** Runs the real CLI and shows what of its output the step is about. */
async function run(project: CdktfProject, command: string, expected: string): Promise<void> {
  console.log(`\n  $ cdktf ${command}`);
  const { code, text, flat } = await project.cdktf(command);
  for (const line of text.split('\n').filter((shown) => TELLING.test(shown)))
    console.log(`    ${line.replace(/^webhooks {2}/, '').trim()}`);
  assert.ok(code === 0 && flat.includes(expected), `cdktf ${command} did not say "${expected}":\n${text}`);
}

/** Runs the package's command and shows the line that the step is about. */
async function runCommand(project: CdktfProject, words: string, expected: RegExp): Promise<void> {
  console.log(`\n  $ datadog-webhooks ${words}`);
  const { code, stdout, stderr } = await project.command(words.split(' ')).finished;
  const line = stdout.split('\n').find((text) => expected.test(text));
  assert.ok(code === 0 && line, `${words} did not print ${String(expected)}:\n${stdout}${stderr}`);
  console.log(`    ${line.trim()}`);
}

const TELLING = /Drift:|: last deployed ".*live in|~ \w+ +=|will be (created|destroyed)|complete!|No changes/;

/**
 * Prints what Datadog received since the last step, with complete bodies, and checks its methods. Reads that
 * follow each other count as one: how many there are depends on how busy the machine is.
 */
function showRequests(emulator: Emulator, methods: readonly string[]): unknown[] {
  const { requests } = emulator;
  emulator.clearRequests();
  console.log('\n  Datadog received:');
  for (const { method, path, query, body, status } of requests) {
    console.log(`    ${method} ${path}${query && `?${query}`} -> ${status}`);
    if (body !== undefined) console.log(`      ${masked(JSON.stringify(body))}`);
  }
  const received = requests.map(({ method }) => method);
  assert.deepEqual(
    received.filter((method, index) => method !== 'GET' || received[index - 1] !== 'GET'),
    methods,
  );
  return requests.flatMap(({ body }) => body ?? []);
}

function masked(text: string): string {
  return Object.values(SECRETS).reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}

let steps = 0;
function step(title: string): void {
  steps += 1;
  console.log(`\n${steps}. ${title}`);
}

async function main(): Promise<void> {
  await using emulator = await startEmulator({ user: 'jane@example.com' });
  const environment = { DD_HOST: emulator.url, DD_API_KEY: 'an-api-key', DD_APP_KEY: 'an-application-key' };
  using project = new CdktfProject({ ...environment, ...SECRETS }, 'quickstart');
  const start = performance.now();
  await demo(emulator, project);
  console.log(`\nAll ${steps} steps hold (${Math.round((performance.now() - start) / 1000)} s).`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? `\nThe demo does not hold: ${error.message}` : error);
  process.exitCode = 1;
});
