import { datadogWebhooksProvider } from '../lib/provider/provider';
import { registryPages } from '../scripts/registry';

const PAGES = registryPages();
const { resources, dataSources, actions = {} } = datadogWebhooksProvider('1.2.0');
const lists = Object.entries(resources).flatMap(([type, { list }]) => (list ? [type] : []));

const FOLDERS: [folder: string, types: readonly string[]][] = [
  ['resources', Object.keys(resources)],
  ['data-sources', Object.keys(dataSources)],
  ['list-resources', lists],
  ['actions', Object.keys(actions)],
];

test.each(FOLDERS)('%s: every type has a page, whose example names it', (folder, types) => {
  const pages = [...PAGES].filter(([name]) => name.startsWith(`${folder}/`));

  expect(pages.map(([name]) => name.replace(/.*\/(.*)\.md/, 'datadogwebhooks_$1'))).toStrictEqual(types);
  pages.forEach(([, text], at) =>
    expect(text).toMatch(new RegExp(`## Example Usage\n\n\`\`\`terraform\n[^\`]*"${types[at]}" `)),
  );
});

test.each([...PAGES])('%s: has what the registries read, and no link that leads nowhere there', (_, text) => {
  expect(text).toMatch(
    /^---\npage_title: "[^"]+ - datadogwebhooks"\nsubcategory: ""\ndescription: \|-\n {2}.+\n---\n\n# /,
  );
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);
  expect(links.filter((target) => !/^(https:\/\/|#)/.test(target ?? ''))).toStrictEqual([]);
});

test('a guide has the paragraphs of its document, without the comments between and behind them', () => {
  const guide = PAGES.get('guides/terraform-versions.md');

  expect(guide).toContain('unless the block has a `limit`.\n\nUse `terraform query` for HCL.');
  expect([...PAGES.values()].filter((text) => text.includes('<!--'))).toStrictEqual([]);
});
