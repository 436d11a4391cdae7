import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { startEmulator } from '../../lib/emulator';
import { takeRequests } from '../helpers/requests';
import { cleanEnvironment, ROOT, run, succeeded, type Finished } from '../helpers/terraform';

/**
 * The package as people get it: packed, and installed from the registry in a project that had nothing of
 * ours.
 */
describe('the installed package', () => {
  let folder: string;
  const exec = async (
    command: string,
    args: string,
    extra: NodeJS.ProcessEnv = {},
    cwd = folder,
  ): Promise<Finished> =>
    succeeded(await run(command, args.split(' '), { cwd, env: cleanEnvironment(extra) }));
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'packed-'));
    // The build has run before the tests; packing must not run it again beneath them.
    await exec('npm', `pack ${ROOT} --pack-destination ${folder} --ignore-scripts`);
    write('package.json', JSON.stringify({ private: true, type: 'module' }));
    // The newest constructs that npm finds, not the ones that we compile against.
    const tarball = `cdktf-datadog-webhooks-${packageJson.version}.tgz`;
    await exec(
      'npm',
      `install --no-audit --no-fund ${tarball} cdktf@0.21 constructs@10 @cdktf/provider-null@11`,
    );
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('brings no dependency of its own', async () => {
    const { stdout } = await exec('npm', 'ls --all --json');
    const { dependencies } = JSON.parse(stdout) as {
      dependencies: Record<string, { dependencies?: object }>;
    };

    // npm shows the peers of a package below it; they are the project's own.
    expect(Object.keys(dependencies['cdktf-datadog-webhooks']?.dependencies ?? {}).sort()).toStrictEqual([
      '@cdktf/provider-null',
      'cdktf',
      'constructs',
    ]);
  });

  test('deploys from a project of ES modules with the newest constructs', async () => {
    cpSync(join(ROOT, 'examples/quickstart/main.ts'), join(folder, 'main.ts'));
    const emulator = await startEmulator();
    const environment = {
      DD_HOST: emulator.url,
      DD_API_KEY: 'any',
      DD_APP_KEY: 'any',
      TF_VAR_payments_secret: 's1',
      TF_VAR_orders_secret: 's2',
      TF_VAR_refunds_secret: 's3',
    };
    try {
      await exec(join(ROOT, 'node_modules/.bin/tsx'), 'main.ts', environment);
      const stack = join(folder, 'cdktf.out/stacks/webhooks');
      await exec('terraform', 'init', environment, stack);
      await exec('terraform', 'apply -auto-approve', environment, stack);

      expect(takeRequests(emulator).filter((request) => !request.startsWith('GET'))).toHaveLength(3);
      expect(
        emulator
          .methods()
          .map(({ attributes }) => attributes.name)
          .sort(),
      ).toStrictEqual(['orders', 'payments', 'refunds']);
    } finally {
      await emulator.close();
    }
  });
});
