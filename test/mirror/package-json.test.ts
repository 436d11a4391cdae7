import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { PACKAGE_NAME, PACKAGE_ROOT, packageAround, VERSION } from '../../lib/mirror/package-json';
import { temporaryFolder } from '../construct/synthesis';
import { CdktfProject } from '../helpers/cdktf-project';
import { cleanEnvironment, ROOT, run } from '../helpers/terraform';

const PACKAGE = { root: ROOT, name: 'cdktf-datadog-webhooks', version: VERSION };

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect({ root: PACKAGE_ROOT, name: PACKAGE_NAME, version: VERSION }).toStrictEqual({ ...PACKAGE, version });
});

test('the package of the other framework is found too', () => {
  const folder = temporaryFolder();
  const installed = join(folder, 'node_modules/cdktn-datadog-webhooks');
  mkdirSync(installed, { recursive: true });
  const own = { name: 'cdktn-datadog-webhooks', version: '1.2.3' };
  writeFileSync(join(installed, 'package.json'), JSON.stringify(own));
  expect(packageAround(join(folder, 'dist'))).toMatchObject(own);
});

describe('an app that esbuild bundled', () => {
  const project = new CdktfProject({});
  afterAll(() => project.remove());
  beforeAll(() => {
    project.write(
      'main.ts',
      `import { App, TerraformStack } from 'cdktf';
import { DatadogWebhooksProvider } from 'cdktf-datadog-webhooks';
const app = new App();
new DatadogWebhooksProvider(new TerraformStack(app, 'webhooks'), 'datadog');
app.synth();
`,
    );
    buildSync({
      entryPoints: [join(project.folder, 'main.ts')],
      bundle: true,
      platform: 'node',
      outfile: join(project.folder, 'dist/main.js'),
    });
  });
  const synth = (cwd: string) => run(process.execPath, ['dist/main.js'], { cwd, env: cleanEnvironment() });

  test.each(['dist', 'build/js/app', '.'])('in %s finds where the package is installed', (folder) => {
    expect(packageAround(join(project.folder, folder))).toStrictEqual(PACKAGE);
  });

  test('synthesizes, with the provider beside the stack', async () => {
    expect(await synth(project.folder)).toMatchObject({ code: 0 });
    expect(project.read('cdktf.out/stacks/webhooks/.terraform.lock.hcl')).toContain(
      `version     = "${VERSION}"`,
    );
  });

  test('stops where the package is not installed, and names it and the way', async () => {
    const elsewhere = temporaryFolder();
    cpSync(join(project.folder, 'dist'), join(elsewhere, 'dist'), { recursive: true });
    const { code, text } = await synth(elsewhere);

    expect(code).toBe(1);
    expect(text).toContain(
      `Error: cdktf-datadog-webhooks is bundled into the app, and is not installed at ${elsewhere}/dist. Its code needs the files of the package: synth puts the Terraform provider beside the stack. Install it there, or exclude it from the bundle: \`esbuild --external:cdktf-datadog-webhooks\`.`,
    );
  });
});
