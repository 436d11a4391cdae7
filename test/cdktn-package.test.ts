import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import packageJson from '../package.json';
import { ABOUT_BOTH } from '../scripts/cdktn-package';
import { packedFiles } from './helpers/packed-files';
import { ROOT } from './helpers/terraform';

const FOLDER = join(ROOT, 'dist-cdktn');
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

/**
 * What keeps cdktf's name in a project of cdktn: files, variables, the provider's address and the repository.
 */
const KEPT =
  /cdktf-datadog-webhooks\/(?:cdktf-datadog-webhooks|datadogwebhooks)|cdktf\.(?:json|out)|CDKTF_|terraform\.local\/cdktf|github\.com\/\S*|cdk\.tf|cdktf-datadog-webhooks\.git/g;

describe('the package for cdktn', () => {
  const names = packedFiles(FOLDER);

  test('has the files of the one for cdktf', () => {
    expect(names).toEqual(packedFiles(ROOT));
  });

  test('needs cdktn and the constructs that it accepts, and has names of its own, below those of the project', () => {
    const manifest = JSON.parse(read('package.json'));
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).toMatchObject({
      name: 'cdktn-datadog-webhooks',
      version: packageJson.version,
      jsii: {
        targets: {
          python: { distName: 'cdktn-datadog-webhooks', module: 'cdktn_datadog_webhooks' },
          java: {
            maven: { groupId: 'io.github.cdktf-datadog-webhooks', artifactId: 'cdktn-datadog-webhooks' },
            package: 'io.github.cdktf_datadog_webhooks.cdktn',
          },
          go: {
            moduleName: 'github.com/cdktf-datadog-webhooks/datadog-webhooks-go/cdktn',
            packageName: 'datadogwebhooks',
          },
        },
      },
    });
    expect(manifest.peerDependencies).toEqual({ cdktn: '^0.24.0', constructs: '>=10.6.0 <10.8.0' });
    expect(Object.keys(manifest.bin)).toEqual(['cdktn-datadog-webhooks', 'datadog-webhooks']);
  });

  test('loads the other framework nowhere', () => {
    const loading = names.filter(
      (name) => /\.(?:js|d\.ts)$/.test(name) && /(?:require\(|from )["']@?cdktf/.test(read(name)),
    );
    expect(loading).toEqual([]);
  });

  test('names itself in the commands that it prints', () => {
    expect(read('dist/cli/main.js')).not.toContain('npx cdktf-datadog-webhooks');
  });

  test('has a README that installs its own framework', () => {
    expect(read('README.md')).toContain('\nnpm install cdktn-datadog-webhooks cdktn constructs@10.7\n');
    expect(read('README.md')).toContain('\nYou need Node 22.19 or newer and Terraform, ');
    expect(read('README.md')).toMatch(/<!-- framework -->\n\nThis package is for \[cdktn\]/);
    expect(read('docs/recording.svg')).toContain('$ npx cdktn deploy');
  });

  test('names the framework and the package that its documents come with', () => {
    const documents = names.filter(
      (name) => name.endsWith('.md') && !/CHANGELOG/.test(name) && !ABOUT_BOTH.includes(basename(name)),
    );
    const found = documents.flatMap((name) =>
      [
        ...read(name)
          .replace(/<!-- framework -->[^]*<!-- \/framework -->/, '')
          .replaceAll(KEPT, '')
          .matchAll(/.*\bcdktf\b.*/gi),
      ].map(([line]) => `${name}: ${line}`),
    );
    expect(documents.length).toBeGreaterThan(3);
    expect(found).toEqual([]);
  });
});
