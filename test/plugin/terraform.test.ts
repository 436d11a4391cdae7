import { join } from 'node:path';
import { buildProvider } from '../helpers/build-provider';
import { endAll, run } from '../helpers/plugin-client';
import { Stacks } from './stacks';

/** The whole of it under the real Terraform, with a provider that knows nothing of Datadog. */

const file = buildProvider(join(__dirname, '../helpers/null-provider.ts'), 'null');
const stacks = new Stacks(file, 'terraform.local/test/null');

afterEach(endAll);
afterAll(() => stacks.remove());

const CONFIGURATION = `
variable "v" { default = "a" }
resource "null_resource" "one" {
  count    = 3
  triggers = { "constructor" = "x", v = var.v }
}
data "null_data_source" "two" { inputs = { id = null_resource.one[0].id } }
output "same" { value = data.null_data_source.two.outputs.id == null_resource.one[0].id }
`;

test('init, apply, an empty plan, a replacement, an import and destroy work, and leave nothing behind', () => {
  const stack = stacks.add('whole', CONFIGURATION);
  expect(stack.terraform(['init'])).toMatchObject({ status: 0 });
  expect(stack.terraform(['apply', '-auto-approve']).output).toContain(
    'Resources: 3 added, 0 changed, 0 destroyed.',
  );
  expect(stack.terraform(['output', 'same']).output).toBe('true\n');
  expect(stack.terraform(['plan', '-detailed-exitcode'])).toMatchObject({ status: 0 });
  const replaced = stack.terraform(['apply', '-auto-approve', '-var', 'v=b']).output;
  expect(replaced).toContain('~ "v"           = "a" -> "b"');
  expect(replaced).toContain('Resources: 3 added, 0 changed, 3 destroyed.');
  expect(stack.terraform(['state', 'rm', 'null_resource.one[1]'])).toMatchObject({ status: 0 });
  expect(stack.terraform(['import', 'null_resource.one[1]', 'found'])).toMatchObject({ status: 0 });
  expect(stack.terraform(['state', 'show', 'null_resource.one[1]']).output).toContain('id = "found"');
  expect(stack.terraform(['destroy', '-auto-approve']).output).toContain('Resources: 3 destroyed.');
  expect(stack.complaints()).toEqual([]);
  expect(stack.living()).toEqual([]);
  expect(stacks.socketsLeft()).toEqual([]);
});

test('without TLS, when Terraform is told so', () => {
  const stack = stacks.add('plaintext', CONFIGURATION);
  const env = { TF_DISABLE_PLUGIN_TLS: '1' };
  expect(stack.terraform(['init'], env)).toMatchObject({ status: 0 });
  expect(stack.terraform(['apply', '-auto-approve'], env).output).toContain('Resources: 3 added');
  expect(stack.complaints()).toEqual([]);
});

test('a provider in debug mode serves many commands of a Terraform that is told where it is', async () => {
  const stack = stacks.add('debug', CONFIGURATION);
  const provider = run(file, ['-debug']);
  await provider.line();
  await provider.line();
  const [, json] = /^TF_REATTACH_PROVIDERS='(.*)'$/.exec(await provider.line())!;
  const env = { TF_REATTACH_PROVIDERS: json };
  expect(stack.terraform(['init'], env)).toMatchObject({ status: 0 });
  expect(stack.terraform(['apply', '-auto-approve'], env).output).toContain('Resources: 3 added');
  expect(stack.terraform(['plan', '-detailed-exitcode'], env)).toMatchObject({ status: 0 });
  expect(stack.terraform(['destroy', '-auto-approve'], env).output).toContain('Resources: 3 destroyed.');
  expect(stack.log()).not.toContain('plugin started');
  provider.child.kill('SIGINT');
  await expect(provider.exit).resolves.toEqual({ code: 0, signal: null });
});
