import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import packageJson from '../../package.json';
import { notices } from '../../scripts/notices';
import { packedFiles } from '../helpers/packed-files';
import { temporaryFolder } from '../helpers/temporary-folder';

let folder: string;
beforeEach(() => void (folder = temporaryFolder('package')));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

test('the npm package has no variables, states, plugins or synthesized stacks of examples that were run', () => {
  const { name, version, files } = packageJson;
  write('package.json', JSON.stringify({ name, version, files }));
  const example = 'examples/quickstart';
  for (const kept of ['main.ts', 'main.tf', 'pipeline.yml']) write(`${example}/${kept}`, 'kept');
  const left = [
    ...['.env', '.env.local', '.terraform/modules.json', '.terraform.lock.hcl', 'cdktf.out/cdk.tf.json'],
    ...['terraform.tfstate', 'terraform.tfstate.backup', 'terraform.webhooks.tfstate'],
    ...['secrets.auto.tfvars', 'terraform.tfvars.json'],
  ];
  for (const file of ['.env', ...left.map((name) => `${example}/${name}`)]) write(file, 'secret');

  expect(packedFiles(folder)).toStrictEqual([
    `${example}/main.tf`,
    `${example}/main.ts`,
    `${example}/pipeline.yml`,
    'package.json',
  ]);
});

describe('the notices', () => {
  const licence = 'Permission is hereby granted to everybody.';
  const manifest = (name: string) => JSON.stringify({ name, version: '1.0.0', license: 'MIT' });

  test("have the licence's text from its file, or from the README", () => {
    write('node_modules/a/package.json', manifest('a'));
    write('node_modules/a/LICENSE.md', `${licence}\n`);
    write('node_modules/b/package.json', manifest('b'));
    write(
      'node_modules/b/README.md',
      `b\n=\n\nLicense\n-------\n\n(c) B &lt;b@b&gt;\n\n${licence}\n\n[a]: b\n`,
    );

    expect(notices(folder, ['node_modules/a', 'node_modules/b'])).toBe(
      `a 1.0.0 (MIT)\n\n${licence}\n\n${'-'.repeat(78)}\n\nb 1.0.0 (MIT)\n\n(c) B <b@b>\n\n${licence}\n`,
    );
  });

  test('stop the build at a package without the text', () => {
    write('node_modules/c/package.json', manifest('c'));
    write('node_modules/c/README.md', 'c\n=\n\nLicense\n-------\n\nMIT\n');

    expect(() => notices(folder, ['node_modules/c'])).toThrow(
      new Error(
        'The package c has no text of its licence, which the notices must contain. ' +
          'Find where its text is, and name the place in scripts/notices.ts.',
      ),
    );
  });
});
