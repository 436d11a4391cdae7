import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditRequest } from '../../lib/wire/audit-events';
import { COLLECTION_PATH, LIST_PATH, methodPath } from '../../lib/wire/routes';
import { ask, bodyOf, created, PAYMENTS, started, TAG } from '../emulator/started';
import { signCallerIdentity } from '../../lib/client/login/aws';
import {
  DELEGATED_TOKEN_PATH,
  delegatedAuthorization,
  readToken,
  type DelegatedToken,
} from '../../lib/wire/delegated-token';
import { command, type Run } from './command';

const run = command();

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'emulate-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CREATED = {
  type: TAG,
  attributes: { ...PAYMENTS, client_secret: '***' },
};

/** Starts it on a free port and waits until it is there. */
function emulate(...words: string[]): Promise<{ run: Run; url: string }> {
  return emulateIn({}, ...words);
}

async function emulateIn(env: NodeJS.ProcessEnv, ...words: string[]): Promise<{ run: Run; url: string }> {
  const started = run.with({ env }, 'emulate', '--port', '0', ...words);
  const [, url] = await started.shows(/listens on (\S+)[^]*Press Ctrl-C to stop it\.\n\n/);
  return { run: started, url: url as string };
}

/** The complete output with what differs from run to run replaced. */
function steady(text: string, url: string): string {
  return text
    .replaceAll(url, 'URL')
    .replaceAll(/^\d\d:\d\d:\d\d/gm, 'TIME')
    .replaceAll(/ \d+ ms/g, ' N ms');
}

const HOW_TO_USE = `To deploy to it, set these variables where you deploy:

  export DD_HOST=URL
  export DD_API_KEY=any
  export DD_APP_KEY=any

Press Ctrl-C to stop it.

`;

test.each(['SIGINT', 'SIGTERM'] as const)(
  'it prints its address and how to use it, then each request, until %s ends it with 0',
  async (signal) => {
    const { run, url } = await emulate();
    const id = await created({ url });
    await ask({ url }, 'PATCH', methodPath(id), { body: bodyOf({ scope: 'read' }) });
    await ask({ url }, 'GET', LIST_PATH, { headers: { 'dd-api-key': null } });
    run.child.kill(signal);
    const { code, stdout, stderr } = await run.ended;
    expect([code, stderr]).toStrictEqual([0, '']);
    expect(steady(stdout, url)).toBe(
      'The emulator listens on URL and keeps auth methods in memory only.\n' +
        HOW_TO_USE +
        `TIME POST ${COLLECTION_PATH} 201 N ms ${JSON.stringify({ data: CREATED })}\n` +
        `TIME PATCH ${methodPath(id)} 200 N ms ${JSON.stringify(bodyOf({ scope: 'read' }))}\n` +
        `TIME GET ${LIST_PATH} 401 N ms - Unauthorized: the request has no header DD-API-KEY.\n`,
    );
  },
);

test('--quiet prints no requests', async () => {
  const { run, url } = await emulate('--quiet');
  expect((await ask({ url }, 'GET', LIST_PATH)).status).toBe(200);
  run.child.kill('SIGTERM');
  expect(steady((await run.ended).stdout, url)).toBe(
    `The emulator listens on URL and keeps auth methods in memory only.\n${HOW_TO_USE}`,
  );
});

test('--file keeps the auth methods from one run to the next', async () => {
  const file = join(folder, 'datadog.json');
  const first = await emulate('--file', file);
  const id = await created(first);
  first.run.child.kill('SIGTERM');
  expect((await first.run.ended).stdout).toContain(`keeps auth methods in ${file}.\n`);
  const second = await emulate('--file', file);
  expect((await ask(second, 'GET', methodPath(id))).status).toBe(200);
});

test('--user makes the changes in the audit trail', async () => {
  const emulator = await emulate('--user', 'jane@example.com');
  await created(emulator);
  const { body } = await ask(emulator, 'GET', auditRequest({ ids: [], from: 0, limit: 1 }));
  expect(body).toHaveProperty('data.0.attributes.attributes.usr', { email: 'jane@example.com' });
});

test('--api-key and --app-key let in those keys alone, and are not shown', async () => {
  const { run, url } = await emulate('--api-key', 'the-api-key', '--app-key', 'the-app-key');
  expect((await ask({ url }, 'GET', LIST_PATH)).status).toBe(200);
  const headers = { 'dd-app-key': 'x', 'dd-application-key': 'wrong' };
  expect((await ask({ url }, 'GET', LIST_PATH, { headers })).status).toBe(403);
  expect(run.output.stdout).toContain('export DD_API_KEY=…\n  export DD_APP_KEY=…\n');
  expect(run.output.stdout).not.toMatch(/the-api-key|the-app-key/);
});

test('--org-uuid lets in the AWS identity of the environment alone', async () => {
  const organisation = '6f0a5f6e-2f4b-4a53-9a64-7b1f5a3a1c11';
  const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'aws-secret' };
  const env = {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const { run, url } = await emulateIn(env, '--org-uuid', organisation, '--token-seconds', '60');
  const proof = await signCallerIdentity({ orgUuid: organisation }, credentials, new Date());
  const exchanged = await fetch(`${url}${DELEGATED_TOKEN_PATH}`, {
    method: 'POST',
    headers: { authorization: delegatedAuthorization(proof) },
  });
  const token = readToken(await exchanged.json(), Date.now()) as { value: DelegatedToken };
  const authorization = `Bearer ${token.value.accessToken}`;

  expect(token.value.endsAt - Date.now()).toBeLessThanOrEqual(60_000);
  expect((await fetch(`${url}${LIST_PATH}`, { headers: { authorization } })).status).toBe(200);
  expect((await ask({ url }, 'GET', LIST_PATH)).status).toBe(403);
  expect(run.output.stdout).toContain(
    `  export DD_CLOUD_PROVIDER_TYPE=aws\n  export DD_ORG_UUID=${organisation}\n`,
  );
});

test('--rate-limit and --latency hold', async () => {
  const { url } = await emulate('--rate-limit', '1/3600', '--latency', '30');
  const begin = performance.now();
  expect((await ask({ url }, 'GET', LIST_PATH)).status).toBe(200);
  expect(performance.now() - begin).toBeGreaterThanOrEqual(29);
  const { status, headers } = await ask({ url }, 'GET', LIST_PATH);
  expect(status).toBe(429);
  expect(headers.get('x-ratelimit-period')).toBe('3600');
});

test('twenty answers held back at once are no leak to warn of', async () => {
  const { run, url } = await emulate('--latency', '50', '--quiet');
  await Promise.all(Array.from({ length: 20 }, () => ask({ url }, 'GET', LIST_PATH)));
  expect(run.output.stderr).toBe('');
});

test('--host is where it listens', async () => {
  const { url } = await emulate('--host', '127.0.0.2');
  expect(url).toMatch(/^http:\/\/127\.0\.0\.2:\d+$/);
  expect((await ask({ url }, 'GET', LIST_PATH)).status).toBe(200);
});

test('a host that other machines can reach is warned of', async () => {
  const { run } = await emulate('--host', '0.0.0.0');
  run.child.kill('SIGTERM');
  expect((await run.ended).stderr).toBe(
    'Warning: other machines can reach the emulator, and change its auth methods. ' +
      'Use the default --host where that is not wanted.\n',
  );
});

const refusal = (stderr: string) => ({ code: 1, stdout: '', stderr });

test('a port in use is a sentence', async () => {
  const port = new URL((await started()).url).port;
  expect(await run('emulate', '--port', port).ended).toStrictEqual(
    refusal(
      `The emulator cannot listen on port ${port} of "127.0.0.1": listen EADDRINUSE: address already in use 127.0.0.1:${port}. Choose another host or port (0 for any free one).\n`,
    ),
  );
});

test('a broken file is a sentence', async () => {
  const file = join(folder, 'datadog.json');
  writeFileSync(file, '{');
  expect(await run('emulate', '--port', '0', '--file', file).ended).toStrictEqual(
    refusal(
      `The emulator cannot use the file "${file}": it is not JSON. The file is unchanged. Correct it, delete it to start without auth methods, or name another file.\n`,
    ),
  );
});

const BOTH_KEYS =
  'An API key is valid only with its application key. Set both --api-key and --app-key, or neither.';

test.each([
  [['--port', 'x'], "error: option '--port <number>' argument 'x' is invalid. It must be a whole number."],
  [
    ['--rate-limit', '5'],
    "error: option '--rate-limit <requests/seconds>' argument '5' is invalid. " +
      'It must be a number of requests and a number of seconds, such as 100/60.',
  ],
  [['--api-key', 'a'], BOTH_KEYS],
  [
    ['--org-uuid', '6f0a5f6e-2f4b-4a53-9a64-7b1f5a3a1c11'],
    'With --org-uuid, signatures are checked with the AWS keys in the environment, and there are none. ' +
      'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  ],
  [['now'], "error: too many arguments for 'emulate'. Expected 0 arguments but got 1."],
])('a mistake is a sentence: %j', async (words, message) => {
  expect(await run('emulate', ...words).ended).toStrictEqual(refusal(`${message}\n`));
});
