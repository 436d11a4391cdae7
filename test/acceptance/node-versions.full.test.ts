import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { needing } from '../helpers/needing';
import { LIST, takeRequests } from '../helpers/requests';
import { cleanEnvironment, ROOT, run, succeeded } from '../helpers/terraform';
import { temporaryFolder } from '../helpers/temporary-folder';

/** Where .ci/run installs the Node versions that are not the one at hand. */
const INSTALLED = join(ROOT, '.cache/node');

function nodeOf(major: number): string | undefined {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const binary = join(INSTALLED, String(major), 'node_modules/node/bin/node');
  return existsSync(binary) ? binary : undefined;
}

describe.each([20, 22, 24])('with Node %d', (major) => {
  const node = nodeOf(major);
  if (node === undefined) {
    needing(`Node ${major} in .cache/node`, false).test('its stories', async () => undefined);
    return;
  }

  const world = emulated();
  const bin = temporaryFolder('node-bin');
  const env = { PATH: `${bin}:${process.env.PATH}` };
  beforeAll(() => symlinkSync(node, join(bin, 'node')));

  test('an auth method is created, changed, rotated and destroyed', async () => {
    world.workspace.write(SECRET_VARIABLE + authMethod());
    await world.workspace.succeed('init', env);
    await world.workspace.succeed('apply -auto-approve', env);
    world.workspace.write(SECRET_VARIABLE + authMethod({ ...PAYMENTS, scope: 'read' }));
    await world.workspace.succeed('apply -auto-approve', { ...env, TF_VAR_secret: 'second-secret' });
    const [agent] = new Set(world.emulator.requests.map(({ headers }) => headers['user-agent']));
    const requests = takeRequests(world.emulator);
    await world.workspace.succeed('destroy -auto-approve', env);

    expect(agent).toContain(`cdktf-datadog-webhooks/${packageJson.version} node/${major}.`);
    expect(requests).toStrictEqual([
      LIST,
      LIST,
      `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 'first-secret' })}`,
      'GET payments',
      'GET payments',
      'PATCH payments {"scope":"read","client_secret":"second-secret"}',
    ]);
    expect(world.emulator.methods()).toStrictEqual([]);
  });

  test('a stack is synthesized', async () => {
    const app = ['node_modules/tsx/dist/cli.mjs', 'examples/quickstart/main.ts'].map((file) =>
      join(ROOT, file),
    );
    succeeded(await run(node, app, { cwd: bin, env: cleanEnvironment({ ...env, CDKTF_OUTDIR: bin }) }));

    expect(existsSync(join(bin, 'stacks/webhooks/cdk.tf.json'))).toBe(true);
  });
});
