import { join } from 'node:path';
import { buildProvider } from '../helpers/build-provider';
import { endAll } from '../helpers/plugin-client';
import { Stacks } from './stacks';

/** What the real Terraform makes of a provider in trouble. */

const stacks = new Stacks(
  buildProvider(join(__dirname, 'fixture-provider.ts'), 'fixture'),
  'terraform.local/test/fixture',
);

afterEach(endAll);
afterAll(() => stacks.remove());

const probe = (name: string, does: string) => {
  const stack = stacks.add(
    name,
    `
variable "count_" { default = null }
provider "fixture" { token = "hunter22" }
resource "probe" "one" {
  provider  = fixture
  does      = "${does}"
  count_of  = var.count_
  secret_wo = "never stored"
}
`,
  );
  expect(stack.terraform(['init'])).toMatchObject({ status: 0 });
  return stack;
};

test('after an unexpected error in an update the stored state and private data are what they were', () => {
  const stack = probe('update', 'nothing');
  expect(stack.terraform(['apply', '-auto-approve'])).toMatchObject({ status: 0 });
  const before = stack.stored();
  expect(before).toMatchObject({
    attributes: { id: 'created-1', does: 'nothing', tags: null, count_of: null, secret_wo: null },
    private: Buffer.from('made').toString('base64'),
  });
  const failed = stack.terraform(['apply', '-auto-approve', '-var', 'count_=13']);
  expect(failed).toMatchObject({ status: 1 });
  expect(failed.output).toContain('Error: Unexpected error in the provider');
  expect(stack.stored()).toEqual(before);
  expect(stack.terraform(['plan', '-detailed-exitcode'])).toMatchObject({ status: 0 });
});

test('after an unexpected error in a creation nothing is stored', () => {
  const stack = probe('create', 'throw');
  expect(stack.terraform(['apply', '-auto-approve'])).toMatchObject({ status: 1 });
  expect(stack.stored()).toBeUndefined();
});

test('a provider that crashed is shown to Terraform’s user with where it did', () => {
  const stack = probe('crash', 'throw later');
  const { status, output } = stack.terraform(['apply', '-auto-approve']);
  expect(status).toBe(1);
  expect(output).toContain('panic: Error: uncaught with');
  expect(output).toContain('plugin crashed!');
  expect(stack.living()).toEqual([]);
});

test('Ctrl-C stops what is under way, and Terraform ends in order', async () => {
  const stack = probe('interrupt', 'wait');
  const apply = stack.start(['apply', '-auto-approve']);
  await stack.logged('the probe waits');
  process.kill(-apply.child.pid!, 'SIGINT');
  await expect(apply.exit).resolves.toEqual({ code: 1, signal: null });
  expect(apply.stderr).toContain('Error: The operation was stopped');
  expect(stack.stored()).toBeUndefined();
  expect(stack.living()).toEqual([]);
  expect(stacks.socketsLeft()).toEqual([]);
});
