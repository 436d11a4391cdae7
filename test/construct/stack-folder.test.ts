import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { putProviderIntoStackFolder } from '../../lib/construct/stack-folder';
import type { BuiltProvider } from '../../lib/mirror/package-files';
import { VERSION } from '../../lib/mirror/package-json';
import { cleanEnvironment, run, succeeded } from '../helpers/terraform';
import { REQUIRED_PROVIDER, temporaryFolder } from './synthesis';

const PLATFORMS = ['darwin_amd64', 'darwin_arm64', 'linux_amd64', 'linux_arm64'];
const PACKAGES = PLATFORMS.map((platform) => `terraform-provider-datadogwebhooks_${VERSION}_${platform}.zip`);
const MIRROR = 'terraform.d/plugins/terraform.local/cdktf/datadogwebhooks';

/** A package that Terraform installs, but never starts in these tests. */
function standIn(provider: string): BuiltProvider {
  const files = [
    ['package.json', '{"type":"commonjs"}\n', 0o644],
    [`terraform-provider-${provider}`, '#!/bin/sh\n', 0o755],
  ] as const;
  const zip = zipSync(
    Object.fromEntries(
      files.map(([name, text, mode]) => [
        name,
        [Buffer.from(text), { os: 3, attrs: (0o100000 | mode) << 16, mtime: '2026-01-01T00:00:00Z' }],
      ]),
    ),
  );
  const sha256 = (text: string) => createHash('sha256').update(text);
  // Terraform's h1: the hash of a list of the files' hashes, sorted by file name.
  const sums = files.map(([name, text]) => `${sha256(text).digest('hex')}  ${name}\n`).join('');
  return { zip: Buffer.from(zip), hash: `h1:${sha256(sums).digest('base64')}` };
}
const built = standIn('datadogwebhooks');

let folder: string;
beforeEach(() => (folder = temporaryFolder()));

const put = (required: Parameters<typeof putProviderIntoStackFolder>[2] = {}) =>
  putProviderIntoStackFolder(folder, built, { ...REQUIRED_PROVIDER, ...required });
const lockFile = () => readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8');

test('the packages of other versions and what an interrupted synth left are removed, and other files stay', () => {
  mkdirSync(join(folder, MIRROR), { recursive: true });
  const old = [
    'terraform-provider-datadogwebhooks_0.0.1_linux_amd64.zip',
    `${PACKAGES[0]}.4711`,
    'notes.txt',
  ];
  for (const file of old) writeFileSync(join(folder, MIRROR, file), '');
  put();
  expect(readdirSync(join(folder, MIRROR)).sort()).toEqual(['notes.txt', ...PACKAGES]);
});

test('a second synth writes no file again', () => {
  const files = ['.terraform.lock.hcl', ...PACKAGES.map((file) => join(MIRROR, file))];
  const written = () => files.map((file) => statSync(join(folder, file)).ino);
  put();
  const before = written();
  put();
  expect(written()).toEqual(before);
});

test('providers without an exact version are not locked', () => {
  put({
    null: { source: 'null', version: '~> 3.0' },
    random: { source: 'random' },
    local: { version: '1.0.0' },
  });
  expect(lockFile().match(/^provider ".*"/gm)).toEqual(['provider "terraform.local/cdktf/datadogwebhooks"']);
});

test('terraform init installs the package with its executable bit, and adds the hash of other providers', async () => {
  // A stand-in, so that the test needs no registry.
  const other = standIn('null');
  const mirror = join(folder, 'terraform.d/plugins/registry.terraform.io/hashicorp/null');
  mkdirSync(mirror, { recursive: true });
  for (const platform of PLATFORMS)
    writeFileSync(join(mirror, `terraform-provider-null_3.2.4_${platform}.zip`), other.zip);
  const required_providers = { ...REQUIRED_PROVIDER, null: { source: 'null', version: '3.2.4' } };
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ terraform: { required_providers } }));
  put(required_providers);
  const before = lockFile();
  succeeded(await run('terraform', ['init', '-no-color'], { cwd: folder, env: cleanEnvironment() }));

  expect(before).toContain(`    "${built.hash}",\n`);
  const constraints = '  constraints = "3.2.4"\n';
  expect(lockFile()).toBe(
    before.replace(constraints, `${constraints}  hashes = [\n    "${other.hash}",\n  ]\n`),
  );
  const versions = join(folder, '.terraform/providers/terraform.local/cdktf/datadogwebhooks', VERSION);
  const files = readdirSync(versions, { recursive: true, encoding: 'utf8' }).map((file) =>
    join(versions, file),
  );
  const executable = files.find((file) => file.endsWith('/terraform-provider-datadogwebhooks'));
  expect(statSync(executable as string).mode & 0o777).toBe(0o755);
});
