import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from '../../lib/mirror/package-json';
import { putProviderIntoStackFolder } from '../../lib/construct/stack-folder';
import { cleanEnvironment, run } from '../helpers/terraform';
import { standInProvider } from './stand-in-provider';
import { REQUIRED_PROVIDER, temporaryFolder } from './synthesis';

const PLATFORMS = ['darwin_amd64', 'darwin_arm64', 'linux_amd64', 'linux_arm64'];
const PACKAGES = PLATFORMS.map((platform) => `terraform-provider-datadogwebhooks_${VERSION}_${platform}.zip`);
const MIRROR = 'terraform.d/plugins/terraform.local/cdktf/datadogwebhooks';

const built = standInProvider();

const init = (folder: string) =>
  run('terraform', ['init', '-no-color'], { cwd: folder, env: cleanEnvironment() });

const packagesIn = (folder: string) => readdirSync(join(folder, MIRROR)).sort();

function requireProviders(folder: string, providers: object): void {
  writeFileSync(
    join(folder, 'cdk.tf.json'),
    JSON.stringify({ terraform: { required_providers: providers } }),
  );
}

test('the same package is there for each platform', () => {
  const folder = temporaryFolder();
  putProviderIntoStackFolder(folder, built, REQUIRED_PROVIDER);
  expect(packagesIn(folder)).toEqual(PACKAGES);
  for (const file of PACKAGES) expect(readFileSync(join(folder, MIRROR, file)).equals(built.zip)).toBe(true);
});

test('the packages of other versions and what an interrupted synth left are removed, and other files stay', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, MIRROR), { recursive: true });
  for (const file of [
    'terraform-provider-datadogwebhooks_0.0.1_linux_amd64.zip',
    `${PACKAGES[0]}.4711`,
    'notes.txt',
  ]) {
    writeFileSync(join(folder, MIRROR, file), '');
  }
  putProviderIntoStackFolder(folder, built, REQUIRED_PROVIDER);
  expect(packagesIn(folder)).toEqual(['notes.txt', ...PACKAGES]);
});

test('a second synth writes no file again', () => {
  const folder = temporaryFolder();
  const files = ['.terraform.lock.hcl', ...PACKAGES.map((file) => join(MIRROR, file))];
  const written = () => files.map((file) => statSync(join(folder, file)).ino);
  putProviderIntoStackFolder(folder, built, REQUIRED_PROVIDER);
  const before = written();
  putProviderIntoStackFolder(folder, built, REQUIRED_PROVIDER);
  expect(written()).toEqual(before);
});

test('providers without an exact version are not locked', () => {
  const folder = temporaryFolder();
  const others = {
    null: { source: 'null', version: '~> 3.0' },
    random: { source: 'random' },
    local: { version: '1.0.0' },
  };
  putProviderIntoStackFolder(folder, built, { ...REQUIRED_PROVIDER, ...others });
  expect(lockedIn(folder)).toEqual(['terraform.local/cdktf/datadogwebhooks']);
});

test('terraform init installs the package with its executable bit and leaves the lock file as it is', async () => {
  const folder = temporaryFolder();
  requireProviders(folder, REQUIRED_PROVIDER);
  putProviderIntoStackFolder(folder, built, REQUIRED_PROVIDER);
  const lockFile = readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8');

  expect(await init(folder)).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8')).toBe(lockFile);
  expect(lockFile).toContain(`    "${built.hash}",\n`);
  const [platform] = readdirSync(
    join(folder, '.terraform/providers/terraform.local/cdktf/datadogwebhooks', VERSION),
  );
  const installed = join(
    folder,
    '.terraform/providers/terraform.local/cdktf/datadogwebhooks',
    VERSION,
    platform as string,
  );
  expect(readdirSync(installed)).toEqual(['package.json', 'terraform-provider-datadogwebhooks']);
  expect(statSync(join(installed, 'terraform-provider-datadogwebhooks')).mode & 0o777).toBe(0o755);
});

test('terraform init takes a package that was built anew under the same version', async () => {
  const folder = temporaryFolder();
  requireProviders(folder, REQUIRED_PROVIDER);
  putProviderIntoStackFolder(folder, built, REQUIRED_PROVIDER);
  expect(await init(folder)).toMatchObject({ code: 0 });
  putProviderIntoStackFolder(
    folder,
    standInProvider('datadogwebhooks', '#!/bin/sh\n# fixed\n'),
    REQUIRED_PROVIDER,
  );
  expect(await init(folder)).toMatchObject({ code: 0 });
});

test('terraform init refuses a package that is not the locked one', async () => {
  const folder = temporaryFolder();
  requireProviders(folder, REQUIRED_PROVIDER);
  putProviderIntoStackFolder(
    folder,
    { ...built, hash: 'h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
    REQUIRED_PROVIDER,
  );
  expect((await init(folder)).flat).toContain(
    'the current package for terraform.local/cdktf/datadogwebhooks',
  );
});

describe('another provider of the stack', () => {
  const required = { ...REQUIRED_PROVIDER, null: { source: 'null', version: '3.2.4' } };
  // A stand-in, so that the test needs no registry: Terraform installs it and never starts it.
  const standIn = standInProvider('null');
  let folder: string;

  beforeEach(() => {
    folder = temporaryFolder();
    const mirror = join(folder, 'terraform.d/plugins/registry.terraform.io/hashicorp/null');
    mkdirSync(mirror, { recursive: true });
    for (const version of ['3.2.4', '3.2.5']) {
      for (const platform of PLATFORMS) {
        writeFileSync(join(mirror, `terraform-provider-null_${version}_${platform}.zip`), standIn.zip);
      }
    }
  });

  test('is locked without a hash, which terraform init adds', async () => {
    requireProviders(folder, required);
    putProviderIntoStackFolder(folder, built, required);
    expect(readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8')).toContain(
      'provider "registry.terraform.io/hashicorp/null" {\n  version     = "3.2.4"\n  constraints = "3.2.4"\n}\n',
    );
    expect(await init(folder)).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8')).toContain(
      `provider "registry.terraform.io/hashicorp/null" {\n  version     = "3.2.4"\n  constraints = "3.2.4"\n  hashes = [\n    "${standIn.hash}",\n  ]\n}\n`,
    );
  });

  test('is locked anew when the stack asks for another version, so that a plain init goes on working', async () => {
    requireProviders(folder, required);
    putProviderIntoStackFolder(folder, built, required);
    expect(await init(folder)).toMatchObject({ code: 0 });
    const upgraded = { ...REQUIRED_PROVIDER, null: { source: 'null', version: '3.2.5' } };
    requireProviders(folder, upgraded);
    expect(await init(folder)).toMatchObject({ code: 1 });
    putProviderIntoStackFolder(folder, built, upgraded);
    expect(await init(folder)).toMatchObject({ code: 0 });
  });
});

function lockedIn(folder: string): string[] {
  const text = readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8');
  return [...text.matchAll(/^provider "(.*)"/gm)].map(([, source]) => source as string);
}
