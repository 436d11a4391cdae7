import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import packageJson from '../package.json';
import { NEWER, OLDEST } from './helpers/terraforms';
import { cleanEnvironment, ROOT, run, succeeded, TYPESCRIPT } from './helpers/terraform';
import { temporaryFolder } from './helpers/temporary-folder';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const DOCUMENTS = [
  ...readdirSync(ROOT),
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md') && name !== 'API.md');

/** The ids that GitHub gives to the headings of a document. */
function anchors(file: string): string[] {
  return [
    ...read(file)
      .replaceAll(/^```[^]*?^```/gm, '')
      .matchAll(/^#+ (.*)$/gm),
  ].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

test.each(DOCUMENTS)('%s links to files and headings that exist', (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)/g)];
  const missing = links.filter(([, path = '', anchor]) => {
    const target = path === '' ? file : join(dirname(file), path);
    return !existsSync(join(ROOT, target)) || (anchor && !anchors(target).includes(anchor));
  });

  expect(missing.map(([link]) => link)).toStrictEqual([]);
});

describe.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])('%s names only what exists:', (file) => {
  const text = read(file);

  test('scripts', () => {
    const scripts = [...text.matchAll(/npm run (\w+)/g)].map((match) => match[1] as string);

    expect(scripts.filter((script) => !(script in packageJson.scripts))).toStrictEqual([]);
  });

  test('paths', () => {
    const paths = [...text.matchAll(/(?:`|^|\s)((?:lib|test|examples|docs|scripts|dist)\/[\w./-]+)/g)];
    const missing = paths.map((match) => match[1] as string).filter((path) => !existsSync(join(ROOT, path)));

    expect(missing).toStrictEqual([]);
  });
});

test("the README's code synthesizes", async () => {
  const code = /```typescript\n([\s\S]*?)```/.exec(read('README.md'))?.[1] ?? '';
  const folder = temporaryFolder('readme');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  // The package finds itself by its name only from inside its own folder.
  writeFileSync(join(folder, 'main.ts'), code.replace("'cdktf-datadog-webhooks'", JSON.stringify(ROOT)));
  const env = cleanEnvironment();
  succeeded(await run(process.execPath, [...TYPESCRIPT, 'main.ts'], { cwd: folder, env }));
  const stack = JSON.parse(readFileSync(join(folder, 'cdktf.out/stacks/webhooks/cdk.tf.json'), 'utf8'));

  expect(Object.keys(stack.resource.datadogwebhooks_oauth2_client_credentials)).toStrictEqual(['payments']);
  expect(stack.variable).toMatchObject({
    payments_secret: { ephemeral: true, sensitive: true, type: 'string' },
  });
});

describe('output in the documents', () => {
  test('has a marker, and so a test that compares it with what the product prints', () => {
    // A fence with a language is code or commands.
    const unmarked = DOCUMENTS.flatMap((name) =>
      [...read(name).matchAll(/(.*)\n\n```\n([^\n]*)[^]*?\n```/g)]
        .filter(([, before = '']) => !/^<!-- (story|doctor|help): \w+ -->$/.test(before))
        .map(([, , line]) => `${name}: ${line}`),
    );

    expect(unmarked).toStrictEqual([]);
  });

  const helps = DOCUMENTS.flatMap((name) =>
    [...read(name).matchAll(/<!-- help: (\w+) -->\n\n```\n([^]*?)```/g)].map(
      ([, command = '', text = '']) => ({
        name,
        command,
        text,
      }),
    ),
  );

  test.each(helps)('is what datadog-webhooks $command --help prints, in $name', async ({ command, text }) => {
    const { stdout } = succeeded(
      await run(process.execPath, [join(ROOT, 'dist/cli/datadog-webhooks.js'), command, '--help'], {
        cwd: ROOT,
        env: cleanEnvironment(),
      }),
    );

    expect(text).toBe(stdout);
  });
});

test.each(['languages', 'testing', 'vaults'])('code in docs/%s.md that names a file is that file', (page) => {
  const blocks = [...read(`docs/${page}.md`).matchAll(/<!-- file: (\S+) -->\n\n```\w+\n([^]*?)```\n/g)];

  expect(blocks.length).toBeGreaterThan(1);
  for (const [, file = '', code] of blocks) expect(code).toBe(read(file));
});

test('docs/running.md names the Terraform versions that the tests run', () => {
  const versions = [OLDEST, ...NEWER.map(({ version }) => version)];
  const newest = versions.pop();

  expect(read('docs/running.md').replace(/\s+/g, ' ')).toContain(
    `The tests run the life of an auth method with Terraform ${versions.join(', ')} and ${newest}.`,
  );
});

test('the repository names no registry and no folder of one machine', () => {
  expect(read('package-lock.json')).not.toContain('"resolved": "http');
});

test("everything runs the command by the name of its package: npx installs a stranger's under any other", () => {
  const inside = ['docs', 'examples', 'lib', 'scripts', '.github'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const texts = [...readdirSync(ROOT), ...inside].filter((file) => /\.(md|ts|ya?ml|sh|json)$/.test(file));

  expect(texts.filter((file) => /\bnpx (-\S+ )*datadog-webhooks/.test(read(file)))).toStrictEqual([]);
  expect(Object.keys(packageJson.bin)).toContain(packageJson.name);
});

describe('a promise', () => {
  const PROMISES = /(?<!-)\b(never|always|only|nothing)\b/i;
  /** For maintainers, or made from the tables, whose texts have tests of their own. */
  const OTHERS = ['docs/reference.md', 'docs/releasing.md', 'docs/verify.md'];
  const pages = DOCUMENTS.filter((name) => /^(docs\/|README|SECURITY)/.test(name) && !OTHERS.includes(name));

  /** The paragraphs, list items and tables of a document, each with the comment behind it. */
  const blocks = (file: string) =>
    read(file)
      .replaceAll(/^ *```[^]*?^ *```/gm, '')
      .replaceAll(/\n+(?=<!-- (?:held by|no promise))/g, ' ')
      .split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )/);
  const words = (block: string) => block.replaceAll(/`[^`]*`|<!--[^]*?-->|\]\([^)]*\)/g, '');

  test.each(pages)('with never, always, only or nothing names the test that holds it, in %s', (file) => {
    // Write `<!-- held by ROOM/FILE.test.ts -->` behind it, or `<!-- no promise -->`.
    const without = blocks(file).filter(
      (block) => PROMISES.test(words(block)) && !/<!-- (held by|no promise)/.test(block),
    );

    expect(without).toStrictEqual([]);
  });

  test.each(pages)('names tests that exist, in %s', (file) => {
    const named = [...read(file).matchAll(/<!-- held by (.*?) -->/g)].flatMap(([, list = '']) =>
      list.split(', '),
    );

    expect(named.filter((name) => !existsSync(join(ROOT, 'test', name)))).toStrictEqual([]);
  });
});

test('the tour of CONTRIBUTING.md has ten files, as short as it says', () => {
  const [tour = ''] = /<!-- tour -->[^]*<!-- \/tour -->/.exec(read('CONTRIBUTING.md')) ?? [];
  const files = [...tour.matchAll(/^\d+\. `(.*?)`/gm)].map(([, file = '']) => file);
  const lines = files.map((file) => read(file).split('\n').length).reduce((sum, count) => sum + count, 0);

  expect(files).toHaveLength(10);
  expect(lines).toBeLessThan(1_300);
});

test('CONTRIBUTING.md has a row for each room of lib/', () => {
  const rooms = readdirSync(join(ROOT, 'lib'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const rows = [...read('CONTRIBUTING.md').matchAll(/^\| `([a-z]+)\/`/gm)].map(([, room]) => room);

  expect(rows.sort()).toStrictEqual(rooms.map(({ name }) => name).sort());
});
