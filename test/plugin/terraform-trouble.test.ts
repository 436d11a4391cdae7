import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mirrorOf } from '../helpers/mirror';
import { cleanEnvironment, run, succeeded } from '../helpers/terraform';

/** What the real Terraform makes of a provider in trouble. */

const ADDRESS = 'registry.terraform.io/test/fixture';
const mirror = mirrorOf({ entry: '../plugin/fixture-provider.ts', address: ADDRESS, version: '1.0.0' });
const folder = mkdtempSync(join(tmpdir(), 'stacks-'));

afterAll(() => {
  mirror.remove();
  rmSync(folder, { recursive: true });
});

/** A folder with a probe, in which Terraform is initialised. */
async function stackOf(does: string) {
  const cwd = join(folder, does.replace(' ', '-'));
  mkdirSync(cwd);
  writeFileSync(
    join(cwd, 'main.tf'),
    `terraform {
  required_providers { fixture = { source = "${ADDRESS}" } }
}
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
  const terraform = (args: string) =>
    run('terraform', [...args.split(' '), '-no-color'], { cwd, env: cleanEnvironment(mirror.env) });
  succeeded(await terraform('init'));
  return {
    terraform,
    /** The first resource's object. */
    stored: () => JSON.parse(readFileSync(join(cwd, 'terraform.tfstate'), 'utf8')).resources[0]?.instances[0],
  };
}

test('after an unexpected error in an update the stored state and private data are what they were', async () => {
  const { terraform, stored } = await stackOf('nothing');
  succeeded(await terraform('apply -auto-approve'));
  const before = stored();
  const private_ = Buffer.from('made').toString('base64');
  expect(before).toMatchObject({ attributes: { id: 'created-1', secret_wo: null }, private: private_ });
  const { code, text } = await terraform('apply -auto-approve -var count_=13');
  expect([code, text]).toEqual([1, expect.stringContaining('Error: Unexpected error in the provider')]);
  expect(stored()).toEqual(before);
});

test('after an unexpected error in a creation nothing is stored', async () => {
  const { terraform, stored } = await stackOf('throw');
  expect((await terraform('apply -auto-approve')).code).toBe(1);
  expect(stored()).toBeUndefined();
});

test('a provider that crashed is shown to Terraform’s user with where it did', async () => {
  const { terraform } = await stackOf('throw later');
  const { code, text } = await terraform('apply -auto-approve');
  expect([code, text]).toEqual([1, expect.stringMatching(/panic: Error: uncaught with[^]*plugin crashed!/)]);
});
