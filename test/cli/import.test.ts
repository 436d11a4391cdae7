import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { methodOf, PAYMENTS as ALL } from '../helpers/auth-method';
import { needing } from '../helpers/needing';
import { startServer } from '../helpers/one-answer-server';
import { LIST, takeRequests } from '../helpers/requests';
import { command } from './command';

const PAYMENTS = { ...ALL, audience: null };

let emulator: Emulator;
let folder: string;
let env: NodeJS.ProcessEnv;
let terminal: boolean;
beforeEach(async () => {
  terminal = false;
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), 'import-'));
  env = { DD_HOST: emulator.url, DD_API_KEY: 'api-key-1', DD_APP_KEY: 'app-key-1' };
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});
const subcommand = command();
const start = (...words: string[]) => subcommand.with({ env, cwd: folder, terminal }, ...words);

const run = (...words: string[]) => start('import', ...words).ended;
const files = () => readdirSync(folder);
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const declaration = (id: string) => `  new OAuth2ClientCredentialsAuthMethod(scope, "payments", {
    name: "payments",
    accessTokenUrl: "https://login.example.com/token",
    clientId: "payments-webhooks",
    scope: "read write",
  }).importFrom("${id}");
`;

describe('what there is', () => {
  test('is a table where nobody can be asked, and nothing is written', async () => {
    const ids = [
      emulator.add(PAYMENTS),
      emulator.add({ ...PAYMENTS, name: '日本', client_id: 'jp' }),
      emulator.add({ ...PAYMENTS, name: 'bad\u001b[2J\u202e', client_id: 'x' }),
    ].map(({ id }) => id);

    expect(await run()).toStrictEqual({
      code: 0,
      stdout: [
        'NAME                  ACCESS TOKEN URL                 CLIENT ID          ID',
        `"bad\\u001b[2J\\u202e"  https://login.example.com/token  x                  ${ids[2]}`,
        `payments              https://login.example.com/token  payments-webhooks  ${ids[0]}`,
        // Each of these two letters is as wide as two others.
        `日本                  https://login.example.com/token  jp                 ${ids[1]}`,
        '',
      ].join('\n'),
      stderr: 'No file was written. To write auth-methods.ts, give the names of auth methods, or --all.\n',
    });
    expect(files()).toStrictEqual([]);
    expect(takeRequests(emulator)).toStrictEqual([LIST]);
  });

  test('is JSON for programs, all or those named', async () => {
    const { id } = emulator.add(PAYMENTS);
    emulator.add({ ...PAYMENTS, name: 'orders' });
    const shown = { id, ...methodOf(PAYMENTS).attributes };

    const all = await run('--json');
    expect(JSON.parse(all.stdout).map(({ name }: { name: string }) => name)).toStrictEqual([
      'orders',
      'payments',
    ]);
    const one = await run('--json', 'payments');
    expect({ ...one, stdout: JSON.parse(one.stdout) }).toStrictEqual({
      code: 0,
      stdout: [shown],
      stderr: '',
    });
    expect(files()).toStrictEqual([]);
  });

  test('is told to be nothing in an empty organisation, however one asks', async () => {
    const none = {
      code: 0,
      stdout: '',
      stderr: 'This organisation has no OAuth2 client credentials auth methods.\n',
    };
    expect(await run()).toStrictEqual(none);
    expect(await run('--all')).toStrictEqual(none);
    expect(await run('--json')).toStrictEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect(files()).toStrictEqual([]);
  });
});

test('Datadog is told who calls, and in which version', async () => {
  await run('--json');

  expect(emulator.requests.map(({ headers }) => headers['user-agent'])).toStrictEqual([
    `cdktf-datadog-webhooks/1.2.3 node/${process.versions.node}`,
  ]);
});

describe('what is written', () => {
  test('is the one that was named, by its name or its id, with one list call', async () => {
    const { id } = emulator.add(PAYMENTS);
    emulator.add({ ...PAYMENTS, name: 'orders' });
    takeRequests(emulator);

    for (const word of ['payments', 'name:payments', id.toUpperCase()]) {
      expect(await run(word, '--force')).toStrictEqual({
        code: 0,
        stdout: '',
        stderr: 'Wrote 1 auth method to auth-methods.ts. Call authMethods(this) in your stack, and deploy.\n',
      });
      expect(takeRequests(emulator)).toStrictEqual([LIST]);
      const text = read('auth-methods.ts');
      expect(text.slice(text.indexOf('  new '))).toBe(`${declaration(id)}}\n`);
    }
    expect(files()).toStrictEqual(['auth-methods.ts']);
  });

  test('goes to the standard output, and nothing else does', async () => {
    const { id } = emulator.add(PAYMENTS);
    const { code, stdout, stderr } = await run('--all', '--out', '-');

    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
    expect(stdout.startsWith('/**\n')).toBe(true);
    expect(stdout.endsWith(`${declaration(id)}}\n`)).toBe(true);
    expect(files()).toStrictEqual([]);
  });

  test('takes the place of a file only with --force, and that is told before any call', async () => {
    emulator.add(PAYMENTS);
    writeFileSync(join(folder, 'mine.ts'), 'mine');

    expect(await run('--all', '--out', 'mine.ts')).toStrictEqual({
      code: 1,
      stdout: '',
      stderr:
        'mine.ts already exists, and was not changed. Choose another file with --out, or replace this one with --force.\n',
    });
    expect(read('mine.ts')).toBe('mine');
    expect(takeRequests(emulator)).toStrictEqual([]);
    expect((await run('--all', '--out', 'mine.ts', '--force')).code).toBe(0);
    expect(read('mine.ts')).toContain('importFrom');
    expect(files()).toStrictEqual(['mine.ts']);
  });

  test('does not take the place of a file that somebody wrote meanwhile', async () => {
    emulator.add(PAYMENTS);
    emulator.fault({
      kind: 'transform',
      route: 'list',
      transform: (body) => {
        writeFileSync(join(folder, 'auth-methods.ts'), 'mine');
        return body;
      },
    });
    const { code, stderr } = await run('--all');

    expect(code).toBe(1);
    expect(stderr).toMatch(/^auth-methods\.ts already exists, and was not changed\. /);
    expect(read('auth-methods.ts')).toBe('mine');
    expect(files()).toStrictEqual(['auth-methods.ts']);
  });

  test('leaves out what the construct would refuse, a password in a URL above all, and ends with 1', async () => {
    emulator.add(PAYMENTS);
    const { id } = emulator.add({ ...PAYMENTS, name: 'leaky' });
    emulator.edit('leaky', { access_token_url: 'https://me:pass-word-1@login.example.com/' });
    const { id: token } = emulator.add({ ...PAYMENTS, name: 'token', scope: 'a ${TfToken[TOKEN.1]}' });
    const { id: wrong } = emulator.add({ ...PAYMENTS, name: 'worse' });
    emulator.edit('worse', { access_token_url: 'htps://me:pass-word-1@login.example.com/' });
    const { code, stderr } = await run('--all');

    expect(code).toBe(1);
    expect(stderr).toBe(
      `Not imported: leaky (${id}), because accessTokenUrl must not contain a user name or a password. Correct it in Datadog.\n` +
        `Not imported: token (${token}), because scope must not contain a token of the framework, but contains "\${TfToken[TOKEN.1]}". Correct it in Datadog.\n` +
        `Not imported: worse (${wrong}), because accessTokenUrl must be an absolute http or https URL such as https://login.example.com/oauth2/token, but is a different text (not shown, since it may contain a password). Correct it in Datadog.\n` +
        'Wrote 1 auth method to auth-methods.ts. Call authMethods(this) in your stack, and deploy.\n',
    );
    expect(read('auth-methods.ts')).not.toContain('pass-word-1');
    expect(await run('leaky', '--out', '-')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Not imported: leaky .*\nNo file was written\.\n$/),
    });
  });
});

test('what reads the list may leave early: it ends without an error', async () => {
  for (let index = 0; index < 2_000; index++) emulator.add({ ...PAYMENTS, name: `payments ${index}` });
  const running = start('import', '--json');
  await once(running.child.stdout!, 'data');
  running.child.stdout?.destroy();

  expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
});

const withTerminal = needing(
  'The script command of util-linux',
  spawnSync('script', ['--version']).status === 0,
);
withTerminal.describe('on a terminal', () => {
  const DOWN = '\u001b[B';
  const CTRL_C = '\u0003';
  const QUESTION = /Which auth methods do you want to import\?[^]*payments[^]*\n/;

  /** Types the keys once the question is there. */
  async function type(keys: readonly string[], ...words: string[]) {
    terminal = true;
    const started = start('import', ...words);
    await started.shows(QUESTION);
    for (const key of keys) started.child.stdin?.write(key);
    const { code, stdout } = await started.ended;
    return { code, screen: stripVTControlCharacters(stdout) };
  }

  beforeEach(() => {
    for (const name of ['orders', 'payments', 'refunds']) emulator.add({ ...PAYMENTS, name });
  });

  test('a person picks, and what was picked is written', async () => {
    const { code, screen } = await type([' ', DOWN, DOWN, ' ', '\r']);

    expect(code).toBe(0);
    expect(screen).toContain('https://login.example.com/token  payments-webhooks');
    expect(screen).toContain(
      'Wrote 2 auth methods to auth-methods.ts. Call authMethods(this) in your stack, and deploy.',
    );
    expect([...read('auth-methods.ts').matchAll(/ name: "(.*)"/g)].map(([, name]) => name)).toStrictEqual([
      'orders',
      'refunds',
    ]);
    expect(takeRequests(emulator)).toStrictEqual([LIST]);
  });

  test.each([
    ['picking none', ['\r'], 0],
    ['Ctrl-C', [' ', CTRL_C], 130],
  ])('%s writes nothing and says so', async (_, keys, code) => {
    const done = await type(keys);

    expect(done).toStrictEqual({ code, screen: expect.stringContaining('No file was written.') });
    expect(files()).toStrictEqual([]);
  });

  test('nobody is asked who named what to import', async () => {
    terminal = true;
    const { code, stdout } = await run('orders');

    expect({ code, stdout: stdout.trim() }).toStrictEqual({
      code: 0,
      stdout: 'Wrote 1 auth method to auth-methods.ts. Call authMethods(this) in your stack, and deploy.',
    });
  });
});

describe('what stops it', () => {
  test.each([
    [
      'a name that nobody has',
      ['Paymets'],
      'No auth method has the name "Paymets".\n\nSimilar names:\n  "payments"\n\nRun it without names to list all.\n',
    ],
    [
      'an id that nobody has',
      ['9e9c7e3e-e872-45b9-ad57-df0e745c432e'],
      'No auth method has the id 9e9c7e3e-e872-45b9-ad57-df0e745c432e.\n\nRun it without names to list all. If this is a name that looks like an id, write name: before it.\n',
    ],
    [
      '--all, and a name',
      ['--all', 'payments'],
      '--all imports every auth method, so names have no effect. Give --all or names, not both.\n',
    ],
    [
      'JSON, and a file',
      ['--json', '--out', 'x.ts'],
      "error: option '--json' cannot be used with option '--out <file>'\n",
    ],
  ])('%s', async (_, words, stderr) => {
    emulator.add(PAYMENTS);

    expect(await run(...words)).toStrictEqual({ code: 1, stdout: '', stderr });
    expect(files()).toStrictEqual([]);
  });

  test('a name that several have: one of them is imported by its id, not all', async () => {
    const ids = ['Zoe\u0308', 'Zo\u00eb'].map((name) => emulator.add({ ...PAYMENTS, name }).id);

    expect(await run('Zo\u00eb')).toStrictEqual({
      code: 1,
      stdout: '',
      stderr: `2 auth methods have the name "Zo\u00eb":\n${ids.map((id) => `  ${id}`).join('\n')}\n\nGive the id instead.\n`,
    });
    for (const id of ids) {
      expect((await run(id, '--force')).code).toBe(0);
      expect(read('auth-methods.ts')).toContain(`.importFrom("${id}")`);
    }
  });

  test('no credentials, as the provider says it', async () => {
    env = { DD_HOST: emulator.url, DD_API_KEY: 'api-key-1' };

    expect(await run('--all')).toStrictEqual({
      code: 1,
      stdout: '',
      stderr:
        "Datadog's app_key is missing\n\nDatadog requires an API key and an application key, and only one of them was found.\n\nSet the environment variable DD_APP_KEY.\n",
    });
  });

  test('words that repeat a key are shown without it', async () => {
    const proxy = await startServer((_, response) =>
      response.writeHead(403).end('{"errors":["api-key-1 and app-key-1 are unknown", "api&hyphen;key-1"]}'),
    );
    env = { ...env, DD_HOST: proxy.url };
    const { code, stderr } = await run('--all');
    await proxy.close();

    expect(code).toBe(1);
    expect(stderr).toMatch(/^Could not list the auth methods\n[^]* 403: \*\*\* and \*\*\* are unknown/);
    expect(stderr).not.toMatch(/(api|app)-key-1/);
  });

  test("a server's words that steer a terminal or turn a text around are shown escaped", async () => {
    const text = '\u001b]0;title\u0007\u001b[2J\u202eevil\u009b31m\r\n\u001b[1Aover';
    const proxy = await startServer((_, response) =>
      response.writeHead(400).end(JSON.stringify({ errors: [text] })),
    );
    env = { ...env, DD_HOST: proxy.url };
    const { code, stderr } = await run('--all');
    await proxy.close();

    expect(code).toBe(1);
    expect(stderr).toContain('\\u001b]0;title\\u0007\\u001b[2J\\u202eevil\\u009b31m \\u001b[1Aover.');
    expect(stderr).not.toMatch(/[^\P{C}\n]/u);
  });
});
