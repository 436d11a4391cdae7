import { ROWS } from '../../lib/attributes';
import { auditRequest, readAuditPage } from '../../lib/wire/audit-events';
import { ask, PAYMENTS, started } from '../emulator/started';
import { startServer } from '../helpers/one-answer-server';
import { command } from './command';

const run = command();

const emulate = (url: string, ...words: string[]) =>
  run.with({ env: { DD_HOST: url } }, 'emulate', ...words).ended;
const refusal = (stderr: string) => ({ code: 1, stdout: '', stderr });

/** A line for each attribute in an answer; what is not given has no value. */
const SHOWN = (id: string, values: Readonly<Record<string, string>>) =>
  ['id', ...ROWS.filter((row) => row.in.includes('answer')).map(({ wire }) => wire as string)]
    .map((name) => `  ${name.padEnd(16)}  ${{ id, ...values }[name] ?? '(none)'}\n`)
    .join('');

const defaults = (name: string) => ({
  name,
  access_token_url: 'https://login.example.com/oauth2/token',
  client_id: `${name}-client`,
  protocol: 'oauth2-client-credentials',
});

test('they add, edit, show and remove auth methods of the running emulator', async () => {
  const emulator = await started();
  const printed = async (...words: string[]) => {
    const { code, stdout, stderr } = await emulate(emulator.url, ...words);
    expect([code, stderr]).toStrictEqual([0, '']);
    return stdout;
  };
  const ids = () => emulator.methods().map(({ id }) => id) as [string, string];

  expect(await printed('show')).toBe('The emulator has no auth methods.\n');
  const added = await printed('add', 'payments');
  expect(added).toBe(`Added "payments".\n${SHOWN(ids()[0], defaults('payments'))}`);
  await printed('add', 'orders', 'scope=read write', 'client_secret=a-secret', 'audience=');
  expect(emulator.secretOf('orders')).toBe('a-secret');
  const edited = await printed('edit', ids()[0], 'scope=a=b');
  expect(edited).toBe(`Edited "payments".\n${SHOWN(ids()[0], { ...defaults('payments'), scope: 'a=b' })}`);
  expect(await printed('show')).toBe(
    `${SHOWN(ids()[0], { ...defaults('payments'), scope: 'a=b' })}\n${SHOWN(ids()[1], { ...defaults('orders'), scope: 'read write' })}`,
  );
  await printed('edit', 'orders', 'scope=');
  expect(emulator.methods()[1]?.attributes.scope).toBeNull();
  expect(await printed('remove', 'payments')).toBe('Removed "payments".\n');
  expect(emulator.methods().map(({ attributes }) => attributes.name)).toStrictEqual(['orders']);
  expect(emulator.requests).toStrictEqual([]);
});

test('the audit trail has them as changes in the web interface, by --user or the user of the emulator', async () => {
  const emulator = await started({ user: 'joe@example.com', now: () => 0 });
  const { id } = emulator.add(PAYMENTS);
  const jane = ['--user', 'jane@example.com'];
  await emulate(emulator.url, 'edit', 'payments', 'scope=read');
  await emulate(emulator.url, 'edit', 'payments', 'scope=admin', ...jane);
  await emulate(emulator.url, 'remove', ...jane, 'payments');
  const { body } = await ask(emulator, 'GET', auditRequest({ ids: [id], from: 0, limit: 3 }));
  const read = readAuditPage(body, [id]);
  expect('value' in read && read.value.changes.map(({ kind, by, via }) => [kind, by, via])).toStrictEqual([
    ['deleted', 'jane@example.com', 'web'],
    ['changed', 'jane@example.com', 'web'],
    ['changed', 'joe@example.com', 'web'],
  ]);
});

const ELSEWHERE = (host: string) =>
  `DD_HOST names the host "${host}", which is not this machine. This command changes nothing but an emulator. ` +
  'Set DD_HOST to the address that "npx cdktf-datadog-webhooks emulate" prints.\n';

test.each([
  ['https://api.datadoghq.eu', ELSEWHERE('api.datadoghq.eu')],
  ['http://user:a-password@127.0.0.1.example.com', ELSEWHERE('127.0.0.1.example.com')],
  ['127.0.0.1:8130', ELSEWHERE('')],
])('they refuse DD_HOST=%s', async (host, stderr) => {
  expect(await emulate(host, 'add', 'payments')).toStrictEqual(refusal(stderr));
});

test('they need an emulator', async () => {
  const emulator = await started();
  await emulator.close();
  const { url } = emulator;
  expect(await emulate(url, 'show')).toStrictEqual(
    refusal(
      `No emulator of this version answers at ${url}: connect ECONNREFUSED ${url.slice(7)}. ` +
        'Start one with "npx cdktf-datadog-webhooks emulate", or set DD_HOST to its address.\n',
    ),
  );
});

test.each([
  [
    ['edit', 'payments', 'color=red'],
    'The emulator cannot make this change. It has the unknown attribute "color".',
  ],
  [['edit', 'payments'], "error: missing required argument 'attributes'"],
  [
    ['edit', 'payments', 'scope'],
    "error: command-argument value 'scope' is invalid for argument 'attributes'. It must be ATTRIBUTE=VALUE, such as scope=read.",
  ],
])('a mistake is a sentence: %j', async (words, message) => {
  const emulator = await started();
  emulator.add(PAYMENTS);
  expect(await emulate(emulator.url, ...words)).toStrictEqual(refusal(`${message}\n`));
});

test.each([{}, { errors: 'no' }])('a server that is no emulator is named: %j', async (body) => {
  const server = await startServer((_, response) => response.end(JSON.stringify(body)));
  const result = await emulate(server.url, 'show');
  await server.close();

  expect(result).toStrictEqual(
    refusal(
      `No emulator of this version answers at ${server.url}: it answered 200. ` +
        'Start one with "npx cdktf-datadog-webhooks emulate", or set DD_HOST to its address.\n',
    ),
  );
});

const UNSAFE = '\u001b[2J\u202e';
test('nothing that a server answers steers the terminal', async () => {
  const methods = [{ id: UNSAFE, attributes: { [`name${UNSAFE}`]: UNSAFE } }];
  const printed = async (body: object) => {
    const server = await startServer((_, response) => response.end(JSON.stringify(body)));
    const { stdout, stderr } = await emulate(server.url, 'show');
    await server.close();
    return stdout + stderr;
  };

  const safe = String.raw`\u001b[2J\u202e`;
  expect(await printed({ errors: ['No', UNSAFE] })).toBe(`No ${safe}\n`);
  expect(await printed({ methods })).toBe(`  id                ${safe}\n  name${safe}         ${safe}\n`);
});
