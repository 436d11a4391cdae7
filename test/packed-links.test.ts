import { dirname, join } from 'node:path/posix';
import { readFileSync } from 'node:fs';
import { packedFiles } from './helpers/packed-files';
import { ROOT } from './helpers/terraform';

/** The relative targets of a document's links and images, from the package's folder. */
function targets(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/ src="([^"]+)"/g)];
  return links
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(file), target));
}

test('every file that a document of the package links to is in the package', () => {
  const packed = packedFiles(ROOT);
  const documents = packed.filter((path) => path.endsWith('.md'));
  const isPacked = (target: string) =>
    packed.some((path) => path === target || path.startsWith(`${target.replace(/\/$/, '')}/`));

  expect(documents).toContain('README.md');
  expect(
    documents.flatMap((document) =>
      targets(document)
        .filter((target) => !isPacked(target))
        .map((target) => `${document} links to ${target}`),
    ),
  ).toStrictEqual([]);
});
