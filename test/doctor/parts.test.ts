import { healthyProject } from './play';
import { checkFramework } from '../../lib/doctor/framework';
import { checkNode, checkTerraform } from '../../lib/doctor/programs';
import { checkProxy } from '../../lib/doctor/proxy';
import { checkInstallation, checkProvider } from '../../lib/doctor/stacks';
import { Project } from './project';

let project: Project;
beforeEach(() => {
  project = new Project('http://127.0.0.1:8130');
});
afterEach(() => project.clear());

describe('a program', () => {
  const run = (check: typeof checkNode, timeoutMs = 10_000) =>
    check({ folder: project.folder, environment: project.environment, timeoutMs });

  test.each([
    ['node', 'v20.9.0', 'ok'],
    ['node', 'v100.0.0', 'ok'],
    ['node', 'v20.8.1', 'wrong'],
    ['terraform', 'Terraform v1.11.0', 'ok'],
    ['terraform', 'OpenTofu v1.11.0-rc1', 'ok'],
    ['terraform', 'Terraform v2.0.0', 'ok'],
    ['terraform', 'Terraform v1.9.8', 'wrong'],
  ])('%s that prints %s is %s', async (name, words, status) => {
    project.program(name, `echo ${words}`);

    expect(await run(name === 'node' ? checkNode : checkTerraform)).toMatchObject({ status });
  });

  test('that is not there, fails or prints something else is wrong', async () => {
    project.remove('bin/node');
    expect(await run(checkNode)).toMatchObject({
      found: 'There is no node on the PATH. Terraform starts the provider with the node on the PATH.',
    });
    project.program('terraform', 'echo "no such option" >&2; exit 1');
    expect(await run(checkTerraform)).toMatchObject({
      found: 'terraform version failed: no such option.',
    });
    project.program('terraform', 'echo hello');
    expect(await run(checkTerraform)).toMatchObject({ found: 'terraform version prints no version.' });
  });

  test('that does not end is ended', async () => {
    project.program('node', 'while :; do :; done');

    expect(await run(checkNode, 100)).toMatchObject({
      found: 'node did not end within 0.1 seconds. Terraform starts the provider with the node on the PATH.',
    });
  });

  test('Terraform asks no server for a newer version', async () => {
    project.program('terraform', 'echo Terraform v1.11.$CHECKPOINT_DISABLE');

    expect(await run(checkTerraform)).toMatchObject({ found: 'Terraform 1.11.1' });
  });
});

describe('the framework', () => {
  const broken = (found: string, advice: string) => ({ check: 'framework', status: 'wrong', found, advice });

  test.each<[rule: string, prepare: () => void, finding: object]>([
    [
      'is not installed: its package is',
      () => project.remove('node_modules/cdktf-datadog-webhooks'),
      broken(
        'cdktf-datadog-webhooks is not installed in this project.',
        'Run npm install cdktf-datadog-webhooks.',
      ),
    ],
    [
      'may be cdktn under the name of cdktf, as docs/languages.md shows',
      () => project.install('cdktf', '0.24.0', { name: 'cdktn' }),
      {
        check: 'framework',
        status: 'ok',
        found: 'cdktn 0.24.0 (installed as cdktf), cdktf-datadog-webhooks 1.0.0',
      },
    ],
    [
      'may be cdktn under the name of cdktf for other packages, beside cdktn',
      () => {
        project.install('cdktf', '0.24.0', { name: 'cdktn' });
        project.install('cdktn', '0.24.0');
      },
      {
        check: 'framework',
        status: 'ok',
        found: 'cdktn 0.24.0 (installed as cdktf), cdktn 0.24.0, cdktf-datadog-webhooks 1.0.0',
      },
    ],
    [
      'may be both, each with its package',
      () => {
        project.install('cdktn', '0.24.0');
        project.install('cdktn-datadog-webhooks', '1.0.0');
      },
      {
        check: 'framework',
        status: 'ok',
        found: 'cdktf 0.21.0, cdktn 0.24.0, cdktf-datadog-webhooks 1.0.0, cdktn-datadog-webhooks 1.0.0',
      },
    ],
    [
      "cannot be seen with Yarn's Plug'n'Play",
      () => {
        project.remove('node_modules');
        project.write('.pnp.cjs', '');
      },
      {
        check: 'framework',
        status: 'not-checked',
        found: "Yarn's Plug'n'Play has no node_modules folder to look into.",
        advice: "cdktf's CLI does not run with it. Set nodeLinker: node-modules in .yarnrc.yml.",
      },
    ],
  ])('%s', (_, prepare, finding) => {
    prepare();
    expect(checkFramework(project.folder, 'cdktf-datadog-webhooks')).toStrictEqual(finding);
  });

  test('of a project without any is that of the package which the command comes with', () => {
    project.remove('node_modules');
    expect(checkFramework(project.folder, 'cdktn-datadog-webhooks')).toStrictEqual(
      broken(
        'cdktn-datadog-webhooks is not installed in this project.',
        'Run npm install cdktn-datadog-webhooks.',
      ),
    );
  });
});

test.each([
  [{ https_proxy: 'http://a:1', NO_PROXY: 'localhost' }, 'https_proxy http://a:1'],
  [{ ALL_PROXY: 'https://b' }, 'ALL_PROXY https://b'],
])('a proxy is shown: %j', (environment, found) => {
  expect(checkProxy(environment)).toStrictEqual({ check: 'proxy', status: 'ok', found });
});

test('a proxy of another protocol is not judged: no call may use it', () => {
  expect(checkProxy({ HTTP_PROXY: 'http://a:1', ALL_PROXY: 'socks5://b:1' })).toStrictEqual({
    check: 'proxy',
    status: 'not-checked',
    found: 'ALL_PROXY is not an http or https URL, so a call that uses this proxy may fail.',
    advice:
      'If May read is wrong, begin ALL_PROXY with http:// or https://, as in http://proxy.example.com:3128.',
  });
});

/** A stack whose provider is beside it, unless another source is given. */
function stackAt(folder: string, version: string, source = 'terraform.local/cdktf/datadogwebhooks') {
  return { name: 'a', folder, source, version, variables: {}, providers: [] };
}

describe('the provider', () => {
  test('comes from a registry or a mirror, which Terraform asks, on any platform', () => {
    const stack = stackAt(project.folder, '1.0.0', 'example/datadogwebhooks');

    expect(
      checkProvider(stack, { dist: 'dist', version: '1.0.0', platform: 'win32', arch: 'x64' }),
    ).toStrictEqual({ check: 'provider', status: 'ok', found: '1.0.0 from example/datadogwebhooks' });
  });

  test.each([
    ['win32', 'x64', 'win32_amd64'],
    ['linux', 'riscv64', 'linux_riscv64'],
  ] as const)('does not run on %s %s', (platform, arch, name) => {
    const stack = stackAt(project.folder, '1.0.0');

    expect(checkProvider(stack, { dist: 'dist', version: '1.0.0', platform, arch })).toStrictEqual({
      check: 'provider',
      status: 'wrong',
      found: `There is no provider for ${name}. It runs on Linux and macOS, on amd64 and arm64.`,
      advice: 'Deploy from one of them, or give DatadogWebhooksProvider the source of a released provider.',
    });
  });

  test('must be the one of the package, and that of the lock file', () => {
    const healthy = healthyProject();
    try {
      const folder = healthy.path('cdktf.out/stacks/webhooks');
      const version = '1.0.0';
      const stack = stackAt(folder, version);
      const check = () =>
        checkProvider(stack, { dist: healthy.path('dist'), version, platform: 'linux', arch: 'x64' });
      const zip =
        'cdktf.out/stacks/webhooks/terraform.d/plugins/terraform.local/cdktf/datadogwebhooks/' +
        'terraform-provider-datadogwebhooks_1.0.0_linux_amd64.zip';
      healthy.write(zip, 'a');
      healthy.write('dist/provider.zip', 'b');
      healthy.write('dist/provider.h1', 'h1:b\n');
      const plugins = healthy.path(zip).replace(/\/[^/]*$/, '');
      expect(check()).toMatchObject({
        found: `The provider of the installed package for linux_amd64 is not in ${plugins}.`,
      });
      healthy.write(zip, 'b');
      expect(check()).toMatchObject({
        found:
          '.terraform.lock.hcl does not name this provider, so Terraform would refuse it or not find it.',
      });
      healthy.write(
        'cdktf.out/stacks/webhooks/.terraform.lock.hcl',
        'provider "terraform.local/cdktf/datadogwebhooks" {\n  version = "1.0.0"\n  hashes = ["h1:b"]\n}\n',
      );
      expect(check()).toMatchObject({ status: 'ok' });
    } finally {
      healthy.clear();
    }
  });

  const OWN = 'provider_installation {\n direct {}\n}\n';
  test.each<[where: string, files: Record<string, string>, environment: NodeJS.ProcessEnv, file: string]>([
    ['in a file of the home folder', { 'home/.terraformrc': OWN }, {}, 'home/.terraformrc'],
    ['in quotes', { 'home/.terraformrc': '"provider_installation" {}' }, {}, 'home/.terraformrc'],
    ['as JSON', { 'home/.terraformrc': '{"provider_installation":{}}' }, {}, 'home/.terraformrc'],
    ['in the folder beside it', { 'home/.terraform.d/a.tfrc': OWN }, {}, 'home/.terraform.d/a.tfrc'],
    ['in the file of the variable', { 'own.rc': OWN }, { TF_CLI_CONFIG_FILE: 'own.rc' }, 'own.rc'],
    ['in another file than that', { 'home/.terraformrc': OWN }, { TF_CLI_CONFIG_FILE: 'none' }, ''],
    ['in a file of another name', { 'home/.terraform.d/a.txt': OWN }, {}, ''],
  ])("is not checked where Terraform's own settings name the places: %s", (_, files, environment, file) => {
    for (const [name, text] of Object.entries(files)) project.write(name, text);
    const paths = Object.entries(environment).map(([name, path]) => [name, project.path(path as string)]);
    const check = (source?: string) =>
      checkInstallation(
        { ...project.environment, ...Object.fromEntries(paths) },
        [stackAt(project.folder, '1.0.0', source)],
        false,
      );

    expect(check().map(({ status, found }) => [status, found])).toStrictEqual(
      file === ''
        ? []
        : [
            [
              'not-checked',
              `${project.path(file)} has provider_installation, which names where Terraform looks for providers.`,
            ],
          ],
    );
    expect(check('a/datadogwebhooks')).toStrictEqual([]);
  });
});
