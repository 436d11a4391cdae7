import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { temporaryFolder } from '../helpers/temporary-folder';
import { cleanEnvironment, ROOT, run, succeeded, type Finished } from '../helpers/terraform';

/**
 * The package as it is published, in a project of ES modules; use-it.full.test.ts installs it from the
 * registry.
 */
describe('the packed package', () => {
  const folder = temporaryFolder('packed');
  const exec = async (command: string, args: string): Promise<Finished> =>
    succeeded(await run(command, args.split(' '), { cwd: folder, env: cleanEnvironment() }));
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

  beforeAll(async () => {
    // `npm test` has built it already; packing must not build it again while other tests use it.
    await exec('npm', `pack ${ROOT} --pack-destination ${folder} --ignore-scripts`);
    await exec('tar', `-xf cdktf-datadog-webhooks-${packageJson.version}.tgz`);
    mkdirSync(join(folder, 'node_modules'));
    cpSync(join(folder, 'package'), join(folder, 'node_modules/cdktf-datadog-webhooks'), { recursive: true });
    for (const name of ['cdktf', 'constructs', '@cdktf'])
      symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
    write('package.json', JSON.stringify({ private: true, type: 'module' }));
  });

  test('brings no dependency of its own', () => {
    expect(packageJson).not.toHaveProperty('dependencies');
  });

  test('synthesizes a stack with its provider', async () => {
    cpSync(join(ROOT, 'examples/quickstart/main.ts'), join(folder, 'main.ts'));
    await exec(join(ROOT, 'node_modules/.bin/tsx'), 'main.ts');

    const stack = join(folder, 'cdktf.out/stacks/webhooks');
    expect(existsSync(join(stack, 'cdk.tf.json'))).toBe(true);
    expect(existsSync(join(stack, 'terraform.d/plugins/terraform.local/cdktf/datadogwebhooks'))).toBe(true);
  });

  test('has types that a strict project compiles with, in both module resolutions', async () => {
    write(
      'types.ts',
      `import { DatadogWebhooksProvider, OAuth2ClientCredentialsAuthMethodConfig } from 'cdktf-datadog-webhooks';
import { startEmulator, type Emulator } from 'cdktf-datadog-webhooks/emulator';
export const config: OAuth2ClientCredentialsAuthMethodConfig = { name: 'a', accessTokenUrl: 'https://a', clientId: 'b' };
export const start: () => Promise<Emulator> = () => startEmulator({ latencyMs: 1 });
export { DatadogWebhooksProvider };
`,
    );

    for (const modules of ['nodenext', 'commonjs --moduleResolution node10'])
      await exec(
        join(ROOT, 'node_modules/.bin/tsc'),
        `--noEmit --strict --skipLibCheck --target ES2022 --module ${modules} --typeRoots ${join(ROOT, 'node_modules/@types')} --types node types.ts`,
      );
  });

  test.each([
    ['an old library', 'ES2020', 'const emulator: Emulator ='],
    ['the newest library', 'ESNext', 'await using emulator ='],
  ])("has types of the emulator's that need no other package's, with %s", async (_, lib, declaration) => {
    write(
      'emulator.ts',
      `import { startEmulator, EmulatorError, type Emulator, type FaultCount } from 'cdktf-datadog-webhooks/emulator';
export async function names(): Promise<string[]> {
  ${declaration} await startEmulator({ faults: [{ kind: 503, method: 'POST' }] });
  const counts: readonly FaultCount[] = emulator.faults();
  await emulator[Symbol.asyncDispose]();
  if (counts.length > 1) throw new EmulatorError('no');
  return emulator.methods().map(({ attributes }) => attributes.name ?? '');
}
export type { Emulator };
`,
    );

    await exec(
      join(ROOT, 'node_modules/.bin/tsc'),
      `--noEmit --strict --target ES2022 --lib ${lib} --module node16 emulator.ts`,
    );
  });

  test("has an HTTP client that loads without Node's fetch, which would double its time", async () => {
    write(
      'loaded.cjs',
      `require('./node_modules/cdktf-datadog-webhooks/dist/provider/axios.js');
console.log(process.moduleLoadList.filter((name) => /undici$/.test(name)));
`,
    );

    expect((await exec('node', 'loaded.cjs')).stdout).toBe('[]\n');
  });

  test.each(['datadog-webhooks', 'cdktf-datadog-webhooks'] as const)('has the command %s', async (name) => {
    const command = join(folder, 'node_modules/cdktf-datadog-webhooks', packageJson.bin[name]);

    expect((await exec(command, '--version')).stdout).toBe(`${packageJson.version}\n`);
  });
});
