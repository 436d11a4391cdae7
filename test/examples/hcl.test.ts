import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { RELEASED, startAttachedProvider, type AttachedProvider } from '../helpers/attached-provider';
import { PAYMENTS } from '../helpers/auth-method';
import { needing } from '../helpers/needing';
import { LIST, takeRequests, takeWrites } from '../helpers/requests';
import { startServer } from '../helpers/one-answer-server';
import { NEWEST, placeOf } from '../helpers/terraforms';
import { cleanEnvironment, ROOT, run, succeeded } from '../helpers/terraform';
import { temporaryFolder } from '../helpers/temporary-folder';

/** The examples of the registries' pages. */
const EXAMPLES = join(ROOT, 'examples/hcl');
const URL = 'https://login.example.com/oauth2/token';
const CREATION =
  'POST {"name":"payments","access_token_url":"https://login.example.com/oauth2/token","client_id":"payments-webhooks","scope":"read:webhooks write:webhooks","client_secret":"s1"}';

let emulator: Emulator;
let provider: AttachedProvider;
let folder: string;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  emulator = await startEmulator();
  env = { DD_HOST: emulator.url, DD_API_KEY: 'api', DD_APP_KEY: 'app', TF_VAR_payments_secret: 's1' };
  provider = await startAttachedProvider(env, RELEASED);
  env = cleanEnvironment({ ...env, ...provider.env });
  folder = temporaryFolder('hcl-example');
});
afterEach(async () => {
  await provider.end();
  await emulator.close();
});

/** Runs Terraform in the folder, after some of the examples were put there. */
async function terraform(command: string, ...files: readonly string[]): Promise<string> {
  const go = async (args: string) =>
    succeeded(await run('terraform', [...args.split(' '), '-no-color'], { cwd: folder, env })).flat;
  if (files.length === 0) return go(command);
  for (const file of ['provider.tf', ...files])
    cpSync(join(EXAMPLES, file), join(folder, file), { recursive: true });
  const initialised = await go('init');
  return command === 'init' ? initialised : go(command);
}

const others = () =>
  ['orders', 'refunds'].map((name) =>
    emulator.add({ name, client_id: `${name}-webhooks`, access_token_url: URL }),
  );

test('provider and resource: the auth method is created', async () => {
  await terraform('apply -auto-approve', 'resource.tf');

  expect(takeRequests(emulator)).toStrictEqual([LIST, LIST, CREATION]);
});

test('import and data sources: what exists is found, and nothing changes', async () => {
  others();
  const flat = await terraform('apply -auto-approve', 'import.tf', 'data-source.tf', 'data-sources.tf');

  expect(flat).toContain('Apply complete! Resources: 1 imported, 0 added, 0 changed, 0 destroyed.');
  expect(flat).toContain('names = tolist([ "orders", "refunds", ]) refunds_client_id = "refunds-webhooks"');
  expect(takeWrites(emulator)).toStrictEqual([]);
});

test('terraform test: a mock asks nobody', async () => {
  const flat = await terraform('test -filter=tests/mock.tftest.hcl', 'resource.tf', 'tests');

  expect(flat).toContain('Success! 1 passed, 0 failed.');
  expect(takeRequests(emulator)).toStrictEqual([]);
});

const REAL_APPLIES = 'terraform test: with the emulator, everything is created, changed and destroyed';

async function testWithEmulator(): Promise<void> {
  const file = 'tests/emulator.tftest.hcl';
  await terraform('init', 'resource.tf', 'tests');
  replace(file, 'http://127.0.0.1:8130', emulator.url);
  const flat = await terraform(`test -filter=${file}`);

  expect(flat).toContain('Success! 2 passed, 0 failed.');
  expect(takeWrites(emulator)).toStrictEqual([CREATION, 'PATCH GONE {"client_secret":"s2"}', 'DELETE GONE']);
  expect(emulator.methods()).toStrictEqual([]);
}

test(REAL_APPLIES, testWithEmulator);

const { path } = NEWEST;
needing(placeOf(NEWEST), path !== undefined).describe('with newer versions of Terraform', () => {
  beforeEach(() => {
    env = { ...env, PATH: path };
  });

  // From 1.13 on, it plans and applies in one walk.
  test(REAL_APPLIES, testWithEmulator);

  test('list: all, and one by its name', async () => {
    others();
    emulator.add(PAYMENTS);
    const flat = await terraform('query', 'list.tfquery.hcl');

    expect(flat.match(/list\.\S+\.(all|payments) /g)).toHaveLength(4);
    expect(takeRequests(emulator)).toStrictEqual([LIST]);
  });

  test('action: it requests a token', async () => {
    const endpoint = await startServer((_, response) => response.end('{"access_token":"t"}'));
    await terraform('init', 'action.tf');
    replace('action.tf', URL, endpoint.url);
    const flat = await terraform('apply -auto-approve -invoke=action.datadogwebhooks_verify_token.payments');
    await endpoint.close();

    expect(flat).toContain('The token endpoint gave a token to the client "payments-webhooks"');
    expect(takeRequests(emulator)).toStrictEqual([]);
  });
});

function replace(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
}

test('all examples are formatted as `terraform fmt` formats them', async () => {
  const { stdout } = await run('terraform', ['fmt', '-check', '-recursive', join(ROOT, 'examples')], {
    cwd: folder,
    env,
  });

  expect(stdout).toBe('');
});
