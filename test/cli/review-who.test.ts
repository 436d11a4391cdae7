import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import schema from '../../docs/review.schema.json';
import type { Emulator, EmulatorOptions } from '../../lib/emulator';
import { terminalReview } from '../../lib/review/forms/terminal';
import { userAgentOf } from '../../lib/client/user-agent';
import { methodPath } from '../../lib/wire/routes';
import { TYPE } from '../helpers/terraform';
import { ask, bodyOf, started } from '../emulator/started';
import { drift, entry, plan, reviewed, update } from '../review/plans';
import { command } from './command';

const run = command();
const folder = mkdtempSync(join(tmpdir(), 'who-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Two hours and 41 minutes ago; the tests move it. */
let time: number;
beforeEach(() => (time = Date.now() - 9_660_000));

const KEYS = { DD_API_KEY: 'an-api-key', DD_APP_KEY: 'an-app-key' };
const WHO = ['--who', '--refreshed'];

/** The moment as a review shows it. */
function moment(at: number): string {
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return shown.format(at).replace(', ', ' at ').replace('Sept', 'Sep') + ' UTC';
}

/** An emulator with the auth method "payments", which our deploy created an hour before. */
async function deployed(options: EmulatorOptions = {}): Promise<{ emulator: Emulator; id: string }> {
  const emulator = await started({ user: 'jane@example.com', ...options, now: () => time });
  time -= 3_600_000;
  const { body } = await ask(emulator, 'POST', methodPath('').slice(0, -1), {
    body: bodyOf({
      name: 'payments',
      access_token_url: 'https://login.example.com/token',
      client_id: 'payments-webhooks',
      client_secret: 'a-secret',
      scope: 'read',
    }),
    headers: { 'user-agent': userAgentOf('1.0.0') },
  });
  time += 3_600_000;
  return { emulator, id: (body as { data: { id: string } }).data.id };
}

function review({ url }: Emulator, content: string, words: string[], env: NodeJS.ProcessEnv = KEYS) {
  writeFileSync(join(folder, 'plan.json'), content);
  const options = { cwd: folder, env: { DD_HOST: url, ...env } };
  return run.with(options, 'review', '--plan', 'plan.json', ...words).ended;
}

/** The plan after somebody changed the scope. */
const scopeDrift = (id: string) =>
  plan({
    resource_drift: [drift({ id }, { id, scope: 'admin' })],
    resource_changes: [update({ id, scope: 'admin' }, { id })],
  });

/** The plan after somebody deleted it. */
const deletion = (id: string) =>
  plan({
    resource_drift: [drift({ id }, null)],
    resource_changes: [entry({ actions: ['create'], before: null, after_unknown: { id: true } })],
  });

/** The review without --who, made in this process. */
function plainReview(content: string): string[] {
  const review = reviewed(content, { refreshed: 'yes', diagnostics: undefined }, { failOn: ['drift'] });
  return terminalReview(review, { width: 500, colour: false }).split('\n');
}

/** What `--who` adds to the output: the lines of an auth method, and those at the end. */
async function added(emulator: Emulator, content: string, env?: NodeJS.ProcessEnv): Promise<string[]> {
  const words = [...WHO, '--width', '500', '--fail-on', 'drift'];
  const { code, stdout, stderr } = await review(emulator, content, words, env);
  const plain = plainReview(content);
  const own = stdout.split('\n');
  expect(own.filter((line) => plain.includes(line))).toStrictEqual(plain);
  expect([code, stderr]).toStrictEqual([3, '']);
  return own.filter((line) => !plain.includes(line));
}

describe('it names who', () => {
  test('changed what drifted: the complete output', async () => {
    const { emulator, id } = await deployed();
    emulator.edit('payments', { scope: 'admin' });
    emulator.clearRequests();

    const who = await review(emulator, scopeDrift(id), WHO);
    const plain = await review(emulator, scopeDrift(id), ['--refreshed']);
    expect(who).toStrictEqual({
      code: 0,
      stderr: '',
      stdout: plain.stdout.replace(
        ` · id ${id}\n`,
        ` · id ${id}\n│ Changed in Datadog on ${moment(time)} by "jane@example.com" (web).\n`,
      ),
    });
    expect(emulator.requests.map(({ method, path }) => `${method} ${path}`)).toStrictEqual([
      'GET /api/v2/audit/events',
    ]);
  });

  test('deleted it', async () => {
    const { emulator, id } = await deployed();
    emulator.remove('payments');

    expect(await added(emulator, deletion(id))).toStrictEqual([
      `│ Deleted in Datadog on ${moment(time)} by "jane@example.com" (web).`,
    ]);
  });

  test('changed it since the last deploy, newest first, five at most', async () => {
    const { emulator, id } = await deployed();
    const moments = [];
    for (let change = 0; change < 7; change += 1) {
      time += 600_000;
      moments.push(moment(time));
      emulator.edit('payments', { scope: String(change) });
    }
    const headers = { 'user-agent': 'curl/8.5.0' };
    time += 600_000;
    await ask(emulator, 'PATCH', methodPath(id), { body: bodyOf({ scope: 'admin' }), headers });

    expect(await added(emulator, scopeDrift(id))).toStrictEqual([
      `│ Changed in Datadog on ${moment(time)} by "jane@example.com" (API, curl).`,
      ...moments
        .slice(3)
        .reverse()
        .map((at) => `│ Changed in Datadog on ${at} by "jane@example.com" (web).`),
      '│ There are more changes before.',
    ]);
  });

  test('in JSON, for programs', async () => {
    const { emulator, id } = await deployed();
    emulator.edit('payments', { scope: 'admin' });

    const { stdout } = await review(emulator, scopeDrift(id), [...WHO, '--format', 'json']);
    const made = JSON.parse(stdout);
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
    expect([validate(made), validate.errors]).toStrictEqual([true, null]);
    expect([made.format, made.auditTrail, made.stacks[0].methods[0].auditTrail]).toStrictEqual([
      '1.0',
      { limits: [] },
      {
        changes: [{ kind: 'changed', at: new Date(time).toISOString(), by: 'jane@example.com', via: 'web' }],
        lastDeploy: new Date(time - 3_600_000).toISOString(),
      },
    ]);
  });
});

describe('it says in a sentence, and with the same exit code, that', () => {
  test('nothing was found, such as because the audit trail is off', async () => {
    const { emulator, id } = await deployed();
    emulator.fault({ kind: 'transform', route: 'audit', count: Infinity, transform: () => ({ data: [] }) });
    emulator.edit('payments', { scope: 'admin' });
    expect(await added(emulator, scopeDrift(id))).toStrictEqual([
      '│ The audit trail shows no change of it since the last deploy. It may be off, and has the events of 7 days by default.',
    ]);
  });

  test('there are no keys', async () => {
    const { emulator, id } = await deployed();
    expect(await added(emulator, scopeDrift(id), {})).toStrictEqual([
      'The search of the audit trail is incomplete: No credentials for Datadog. ' +
        'Set DD_AUDIT_API_KEY and DD_AUDIT_APP_KEY to keys with the permission audit_logs_read.',
    ]);
  });
});

test('without drift it asks nobody, and the review is the same', async () => {
  const { emulator } = await deployed();
  emulator.clearRequests();
  const quiet = plan({ applyable: false });
  expect(await review(emulator, quiet, WHO)).toStrictEqual(await review(emulator, quiet, ['--refreshed']));
  expect(emulator.requests).toStrictEqual([]);
});

test('--unmanaged lists an auth method once, at an address of the code that the environment has too', async () => {
  const { emulator, id } = await deployed();
  const labels = { payments: 'datadogwebhooks', orders: 'datadogwebhooks.eu' };
  const content = plan({
    resource_changes: Object.keys(labels).map((name) => entry({}, { address: `${TYPE}.${name}`, name })),
    configuration: {
      provider_config: {
        datadogwebhooks: {},
        'datadogwebhooks.eu': { expressions: { api_url: { constant_value: emulator.url } } },
      },
      root_module: {
        resources: Object.entries(labels).map(([name, provider_config_key]) => {
          return { mode: 'managed', type: TYPE, name, provider_config_key, expressions: {} };
        }),
      },
    },
  });
  const { code, stdout } = await review(emulator, content, ['--unmanaged', '--format', 'json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ counts: { rules: { unmanaged: 1 } }, unmanaged: [{ id }] });
});

/** All forms of one review. */
async function allForms(emulator: Emulator, content: string): Promise<Readonly<Record<string, string>>> {
  const files = { terminal: 'who.txt', markdown: 'who.md', html: 'who.html', json: 'who.json' };
  const out = Object.values(files).flatMap((name) => ['--out', name]);
  const words = [...WHO, ...out, '--format', 'github', '--width', '500'];
  const { stdout: github } = await review(emulator, content, words);
  const written = Object.entries(files).map(([form, name]) => [
    form,
    readFileSync(join(folder, name), 'utf8'),
  ]);
  return { ...Object.fromEntries(written), github };
}

test('no form shows a value of an event', async () => {
  const { emulator, id } = await deployed();
  emulator.edit('payments', { scope: 'admin' });
  const hidden = (body: unknown) =>
    JSON.parse(JSON.stringify(body).replaceAll('"admin"', '"hush-hush","message":"hush-hush"'));
  emulator.fault({ kind: 'transform', transform: hidden, route: 'audit' });

  for (const text of Object.values(await allForms(emulator, scopeDrift(id)))) {
    expect(text).toContain('jane@example.com');
    expect(text).not.toContain('hush-hush');
  }
});

test('what could not be found out is in every form', async () => {
  const { emulator, id } = await deployed();
  emulator.fault({ kind: 404, route: 'audit' });
  const limit = 'The search of the audit trail is incomplete: Datadog answered CODE.';

  const forms = await allForms(emulator, scopeDrift(id));
  expect(forms.terminal).toContain(`\n${limit.replace('CODE', '404')}\n`);
  expect(forms.markdown).toContain(limit.replace('CODE', '`404`'));
  expect(forms.html).toContain(`<p>${limit.replace('CODE', '<code>404</code>')}</p>`);
  expect(JSON.parse(forms.json as string).auditTrail).toStrictEqual({
    limits: [limit.replace('CODE', '404')],
  });
  expect(forms.github).toContain(`::notice title=Who changed it::${limit.replace('CODE', '404')}\n`);
});
