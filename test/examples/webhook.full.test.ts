import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cleanEnvironment, ROOT, run, succeeded, TYPESCRIPT } from '../helpers/terraform';
import { temporaryFolder } from '../helpers/temporary-folder';

/** Datadog's own constructs, which the example uses beside ours: too large for a development dependency. */
const DATADOG = '@cdktf/provider-datadog@12.15.2';

const folder = temporaryFolder('webhook');
beforeAll(() => {
  cpSync(join(ROOT, 'examples/webhook'), folder, { recursive: true });
  const own = [['cdktf-datadog-webhooks', ROOT]] as const;
  const others = ['cdktf', 'constructs', '@cdktf/provider-null'].map(
    (name) => [name, join(ROOT, 'node_modules', name)] as const,
  );
  for (const [name, target] of [...own, ...others]) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link);
  }
  const options = { cwd: folder, env: cleanEnvironment(), encoding: 'utf8' } as const;
  const tarball = execFileSync('npm', ['pack', '--silent', DATADOG], options).trim();
  const target = join(folder, 'node_modules/@cdktf/provider-datadog');
  mkdirSync(target);
  execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'], options);
}, 120_000);

test("the example synthesizes Datadog's webhook beside an auth method, which is created first", async () => {
  const env = cleanEnvironment();
  succeeded(await run(process.execPath, [...TYPESCRIPT, 'main.ts'], { cwd: folder, env }));
  const stack = join(folder, 'cdktf.out/stacks/webhooks');
  const { resource, terraform } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8'));

  expect(Object.keys(terraform.required_providers).sort()).toStrictEqual(['datadog', 'datadogwebhooks']);
  expect(resource.datadog_webhook['payments-webhook']).toStrictEqual({
    '//': expect.anything(),
    name: 'payments',
    url: 'https://payments.example.com/alerts',
    encode_as: 'json',
    depends_on: ['datadogwebhooks_oauth2_client_credentials.payments'],
    lifecycle: { prevent_destroy: true },
  });
  expect(existsSync(join(stack, 'terraform.d/plugins/terraform.local/cdktf/datadogwebhooks'))).toBe(true);
});

test('the example has the types of both packages', async () => {
  const compiler = join(ROOT, 'node_modules/.bin/tsc');
  const options = '--noEmit --strict --skipLibCheck --target es2022 --module preserve --types node';
  const types = ['--typeRoots', join(ROOT, 'node_modules/@types')];
  succeeded(
    await run(compiler, [...options.split(' '), ...types, 'main.ts'], {
      cwd: folder,
      env: cleanEnvironment(),
    }),
  );
}, 120_000);
