import { transform } from 'esbuild';
import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { authMethod, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { takeRequests } from '../helpers/requests';
import { PROVIDER } from '../helpers/terraform';
import { temporaryFolder } from '../helpers/temporary-folder';

const world = emulated();
/** Contains `terraform` and, where a test adds it, `node`. */
const bin = temporaryFolder('bin');
const node = join(bin, 'node');
const EXECUTABLE = readFileSync(PROVIDER, 'utf8');

beforeAll(async () => {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const terraform = folders.map((folder) => join(folder, 'terraform')).find((file) => existsSync(file));
  symlinkSync(terraform!, join(bin, 'terraform'));
  world.workspace.write(SECRET_VARIABLE + authMethod());
  await world.workspace.succeed('init');
});
afterEach(() => rmSync(node, { force: true }));

/** Terraform's message about a plan that fails, on one line. */
async function failure(env: NodeJS.ProcessEnv): Promise<string> {
  const { code, text } = await world.workspace.terraform('plan', env);
  expect(code).toBe(1);
  expect(takeRequests(world.emulator)).toStrictEqual([]);
  return text.replace(/\s+/g, ' ');
}

test('without node on the PATH, Terraform says so', async () => {
  expect(await failure({ PATH: bin })).toContain(
    'terraform.local/cdktf/datadogwebhooks cannot start: it needs Node.js 20.9 or newer, ' +
      'and there is no program named node on the PATH. ' +
      'Install it, and put its folder first on the PATH of the shell that runs Terraform. ' +
      'The causes that follow do not apply.',
  );
});

test.each(['16.20.2', '20.8.1', '8.17.0'])(
  'with Node %s, Terraform names it and the oldest Node that works',
  async (version) => {
    const preload = join(bin, 'preload.js');
    writeFileSync(preload, `Object.defineProperty(process.versions, 'node', { value: '${version}' });`);
    writeFileSync(node, `#!/bin/sh\nexec '${process.execPath}' -r '${preload}' "$@"\n`);
    chmodSync(node, 0o755);
    expect(await failure({ PATH: bin })).toContain(
      'terraform.local/cdktf/datadogwebhooks cannot start: it needs Node.js 20.9 or newer, ' +
        `and this is Node.js ${version}. ` +
        'Install it, and put its folder first on the PATH of the shell that runs Terraform. ' +
        'The causes that follow do not apply.',
    );
  },
);

test('the check of the version can be read by the oldest Node', async () => {
  await expect(transform(EXECUTABLE, { target: 'es5' })).resolves.toMatchObject({ warnings: [] });
});

test('the provider runs with the node on the PATH alone', async () => {
  symlinkSync(process.execPath, node);
  await world.workspace.succeed('plan', { PATH: bin });
  takeRequests(world.emulator);
});
