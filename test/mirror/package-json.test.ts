import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { PACKAGE_NAME, PACKAGE_ROOT, packageAround, VERSION } from '../../lib/mirror/package-json';
import { cleanEnvironment, ROOT, run } from '../helpers/terraform';
import { temporaryFolder } from '../construct/synthesis';

const PACKAGE = { root: ROOT, name: 'cdktf-datadog-webhooks', version: VERSION };

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect({ root: PACKAGE_ROOT, name: PACKAGE_NAME, version: VERSION }).toStrictEqual({ ...PACKAGE, version });
});

/** A project of a person, with the package installed. */
function project(): string {
  const folder = temporaryFolder();
  write(join(folder, 'package.json'), '{"name":"my-app","version":"9.9.9"}');
  link(join(folder, 'node_modules', PACKAGE.name), ROOT);
  for (const name of ['cdktf', 'constructs', '@cdktf'])
    link(join(folder, 'node_modules', name), join(ROOT, 'node_modules', name));
  return folder;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function link(path: string, target: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

test.each(['dist', 'build/js/app', '.'])('a bundle in %s finds where the package is installed', (folder) => {
  expect(packageAround(join(project(), folder))).toStrictEqual(PACKAGE);
});

test('the package of the other framework is found too', () => {
  const folder = temporaryFolder();
  write(
    join(folder, 'node_modules/cdktn-datadog-webhooks/package.json'),
    '{"name":"cdktn-datadog-webhooks","version":"1.2.3"}',
  );
  expect(packageAround(join(folder, 'dist'))).toMatchObject({
    name: 'cdktn-datadog-webhooks',
    version: '1.2.3',
  });
});

const APP = `
import { App, TerraformStack } from 'cdktf';
import { DatadogWebhooksProvider } from 'cdktf-datadog-webhooks';
const app = new App();
new DatadogWebhooksProvider(new TerraformStack(app, 'webhooks'), 'datadog');
app.synth();
`;

describe('an app that esbuild bundled', () => {
  let folder: string;
  beforeAll(() => {
    folder = project();
    write(join(folder, 'main.ts'), APP);
    buildSync({
      entryPoints: [join(folder, 'main.ts')],
      bundle: true,
      platform: 'node',
      outfile: join(folder, 'dist/main.js'),
    });
  });
  const synth = (cwd: string) => run(process.execPath, ['dist/main.js'], { cwd, env: cleanEnvironment() });

  test('synthesizes, with the provider beside the stack', async () => {
    expect(await synth(folder)).toMatchObject({ code: 0 });
    const lockFile = readFileSync(join(folder, 'cdktf.out/stacks/webhooks/.terraform.lock.hcl'), 'utf8');
    expect(lockFile).toContain(`version     = "${VERSION}"`);
  });

  test('stops where the package is not installed, and names it and the way', async () => {
    const elsewhere = temporaryFolder();
    cpSync(join(folder, 'dist'), join(elsewhere, 'dist'), { recursive: true });
    const { code, text } = await synth(elsewhere);

    expect(code).toBe(1);
    expect(text).toContain(
      `Error: cdktf-datadog-webhooks is bundled into the app, and is not installed at ${elsewhere}/dist. Its code needs the files of the package: synth puts the Terraform provider beside the stack. Install it there, or exclude it from the bundle: \`esbuild --external:cdktf-datadog-webhooks\`.`,
    );
  });
});
