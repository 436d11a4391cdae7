import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildProvider } from '../helpers/build-provider';
import { endAll, run } from '../helpers/plugin-client';

/** The whole of it under the real Terraform: a provider that knows nothing of Datadog. */

const SOURCE = 'terraform.local/test/null';
const folder = mkdtempSync(join(tmpdir(), 'null-'));
const sockets = join(folder, 'sockets');
const file = buildProvider(join(__dirname, '../helpers/null-provider.ts'), 'null');

beforeAll(() => {
  const target = `${platform() === 'win32' ? 'windows' : platform()}_${arch() === 'x64' ? 'amd64' : arch()}`;
  const mirror = join(folder, 'mirror', SOURCE, '1.0.0', target);
  mkdirSync(mirror, { recursive: true });
  mkdirSync(sockets);
  copyFileSync(file, join(mirror, 'terraform-provider-null'));
  writeFileSync(
    join(folder, 'cli.tfrc'),
    `provider_installation {\n  filesystem_mirror {\n    path = "${join(folder, 'mirror')}"\n  }\n}\n`,
  );
});
afterEach(endAll);
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(dirname(file), { recursive: true });
});

/** A folder with a configuration in it, and Terraform there. */
function stack(name: string) {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  writeFileSync(
    join(cwd, 'main.tf'),
    `terraform {
  required_providers {
    null = { source = "${SOURCE}" }
  }
}
variable "v" { default = "a" }
resource "null_resource" "one" {
  count    = 3
  triggers = { "__proto__" = "x", v = var.v }
}
data "null_data_source" "two" { inputs = { id = null_resource.one[0].id } }
output "same" { value = data.null_data_source.two.outputs.id == null_resource.one[0].id }
`,
  );
  const log = join(cwd, 'terraform.log');
  return {
    cwd,
    log: () => readFileSync(log, 'utf8'),
    terraform: (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
      const { status, stdout, stderr } = spawnSync('terraform', [...args, '-no-color'], {
        cwd,
        encoding: 'utf8',
        env: {
          ...process.env,
          CHECKPOINT_DISABLE: '1',
          TF_CLI_CONFIG_FILE: join(folder, 'cli.tfrc'),
          TF_LOG: 'trace',
          TF_LOG_PATH: log,
          TMPDIR: sockets,
          ...env,
        },
      });
      return { status, output: stdout + stderr };
    },
  };
}

/** Lines of the log that the plugin layer or the provider complains in. */
function complaints(log: string): readonly string[] {
  return log.split('\n').filter((line) => /\[(ERROR|WARN)\].*(provider|plugin)/.test(line));
}

/** The processes that Terraform said it had started. */
function living(log: string): readonly number[] {
  const pids = [...log.matchAll(/plugin started: .*pid=(\d+)/g)].map(([, pid]) => Number(pid));
  expect(pids.length).toBeGreaterThan(10);
  return pids.filter((pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  });
}

test('init, apply, an empty plan, a replacement, an import and destroy, with no complaint and nothing left behind', () => {
  const { terraform, log } = stack('whole');
  expect(terraform(['init'])).toMatchObject({ status: 0 });
  expect(terraform(['apply', '-auto-approve']).output).toContain(
    'Apply complete! Resources: 3 added, 0 changed, 0 d',
  );
  expect(terraform(['output', 'same']).output).toBe('true\n');
  expect(terraform(['plan', '-detailed-exitcode'])).toMatchObject({ status: 0 });
  const replaced = terraform(['apply', '-auto-approve', '-var', 'v=b']).output;
  expect(replaced).toContain('~ "v"         = "a" -> "b"');
  expect(replaced).toContain('Resources: 3 added, 0 changed, 3 destroyed.');
  expect(terraform(['state', 'rm', 'null_resource.one[1]'])).toMatchObject({ status: 0 });
  expect(terraform(['import', 'null_resource.one[1]', 'found'])).toMatchObject({ status: 0 });
  expect(terraform(['state', 'show', 'null_resource.one[1]']).output).toContain('id = "found"');
  expect(terraform(['destroy', '-auto-approve']).output).toContain(
    'Destroy complete! Resources: 3 destroyed.',
  );
  expect(complaints(log())).toEqual([]);
  expect(living(log())).toEqual([]);
  expect(readdirSync(sockets)).toEqual([]);
});

test('without TLS, when Terraform is told so', () => {
  const { terraform, log } = stack('plaintext');
  const env = { TF_DISABLE_PLUGIN_TLS: '1' };
  expect(terraform(['init'], env)).toMatchObject({ status: 0 });
  expect(terraform(['apply', '-auto-approve'], env).output).toContain('Apply complete! Resources: 3 added');
  expect(complaints(log())).toEqual([]);
});

test('a provider in debug mode serves many commands of a Terraform that is told where it is', async () => {
  const { terraform, log } = stack('debug');
  const provider = run(file, ['-debug']);
  await provider.line();
  await provider.line();
  const [, json] = /^TF_REATTACH_PROVIDERS='(.*)'$/.exec(await provider.line())!;
  const env = { TF_REATTACH_PROVIDERS: json };
  expect(terraform(['init'], env)).toMatchObject({ status: 0 });
  expect(terraform(['apply', '-auto-approve'], env).output).toContain('Apply complete! Resources: 3 added');
  expect(terraform(['plan', '-detailed-exitcode'], env)).toMatchObject({ status: 0 });
  expect(terraform(['destroy', '-auto-approve'], env).output).toContain(
    'Destroy complete! Resources: 3 destroyed.',
  );
  expect(log()).not.toContain('plugin started');
  provider.child.kill('SIGINT');
  await expect(provider.exit).resolves.toEqual({ code: 0, signal: null });
});
