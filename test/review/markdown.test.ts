import fc from '../helpers/random';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { markdownReview, COMMENT_MARKER } from '../../lib/review/markdown';
import { quotedWhole } from '../../lib/judge/visible';
import { expectGolden } from './golden';
import { HOSTILE, reviewHolding, SIX, type Six } from './hostile';
import { finding, MASKED, methodWith, patch, reviewOf, stackOf, value } from './reviews';
import { NIGHTLY, STACKS } from './short-stories';
import { STORY } from './story';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

function nodesOf(markdown: string): readonly Node[] {
  const all = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(all)];
  return all(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
}

const OURS = [
  'root heading paragraph text strong emphasis inlineCode code html list listItem table tableRow tableCell',
].flatMap((types) => types.split(' '));

/** What a name may look like inside a fold's summary: signs as entities, letters and numbers as they are. */
const SUMMARY =
  /^<details><summary>(?:[\p{L}\p{N}\p{M} ]|&#\d+;)+(?:: <code>(?:[\p{L}\p{N}\p{M} ]|&#\d+;)*<\/code>)?<\/summary>$/u;

test.each([
  ['story.md', 60_000],
  ['story-9000.md', 9_000],
  ['story-4000.md', 4_000],
  ['story-2000.md', 2_000],
  ['story-1000.md', 1_000],
])('the story stands in %s as it is posted with a budget of %d', (file, budget) => {
  expectGolden(file, markdownReview(STORY, { budget }));
});

test.each([
  ['nightly.md', NIGHTLY],
  ['stacks.md', STACKS],
])('a short story stands in %s as it is posted', (file, review) => {
  expectGolden(file, markdownReview(review));
});

test('a value can neither link, mention, show an image, be HTML nor get lost, whatever it is', () => {
  const fixed: [Six][] = HOSTILE.map((text) => [[text, text, text, text, text, text]]);
  fc.assert(
    fc.property(SIX, (six) => {
      const markdown = markdownReview(reviewHolding(six), { budget: 1_000_000 });
      const nodes = nodesOf(markdown);
      expect(nodes.filter((node) => !OURS.includes(node.type))).toEqual([]);
      expect(nodes[1]).toMatchObject({ type: 'html', value: COMMENT_MARKER });
      for (const { value: htmlText = '' } of nodes.slice(2).filter((node) => node.type === 'html')) {
        expect(htmlText).toMatch(
          htmlText.startsWith('<details>') ? SUMMARY : /^(?:<\/details>|<sub>|<\/sub>)$/,
        );
      }
      const cells = nodes
        .filter((node) => node.type === 'tableRow')
        .map((row) =>
          (row.children ?? []).map((cell) => (cell.children ?? []).map((part) => part.value).join('')),
        );
      const row = cells.find(([attribute]) => attribute === 'client_id');
      expect(row?.slice(2).map((text) => JSON.parse(text) as string)).toEqual(six.slice(1, 4));
      const spans = nodes.filter((node) => node.type === 'inlineCode').map((node) => node.value);
      expect(spans.some((text) => text?.includes(quotedWhole(six[2])) ?? false)).toBe(true);
      const bodies = nodes
        .filter((node) => node.type === 'code')
        .map((node) => (node.value ?? '').split('\n'));
      expect(
        (JSON.parse(bodies[0]?.slice(1).join('\n') ?? '') as { data: { attributes: unknown } }).data
          .attributes,
      ).toEqual({ client_id: six[3] });
    }),
    { numRuns: 400, examples: fixed },
  );
});

test('no text outside code holds anything that GitHub or GitLab could take for something', () => {
  fc.assert(
    fc.property(SIX, (six) => {
      const plain = nodesOf(markdownReview(reviewHolding(six), { budget: 1_000_000 }))
        .filter((node) => node.type === 'text')
        .map((node) => node.value ?? '');
      for (const text of plain) {
        expect(text).not.toMatch(/[@#%{}[\]<>$&]|:\/\/|www\.|![\d]|~[\p{L}"]|GH-|^\//u);
      }
    }),
    { numRuns: 300, examples: HOSTILE.map((text): [Six] => [[text, text, text, text, text, text]]) },
  );
});

test('a comment fits its budget, whatever that is, and never ends inside a value', () => {
  const many = Array.from({ length: 60 }, (_, index) =>
    methodWith(
      `method-${index}`,
      [
        finding('client_id', 'conflict', [
          value(`a${index}`),
          value('日本'.repeat(index)),
          value('c'.repeat(index * 9)),
        ]),
      ],
      { action: 'update', requests: [patch({ client_id: 'c'.repeat(index * 9) })] },
    ),
  );
  const review = reviewOf([
    stackOf(many, { notCompared: ['One was left out.', 'Another one was left out.'] }),
  ]);
  const forms = new Set<string>();
  for (let budget = 1_000; budget < 120_000; budget = Math.floor(budget * 1.13)) {
    const markdown = markdownReview(review, { budget });
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(budget);
    expect(markdown.endsWith('<sub>cdktf-datadog-webhooks `0.1.0`</sub>\n')).toBe(true);
    expect(nodesOf(markdown).filter((node) => !OURS.includes(node.type))).toEqual([]);
    forms.add(/_Shortened to fit a comment: (\D*)/.exec(markdown)?.[1] ?? 'whole');
  }
  expect([...forms]).toEqual([
    'shown are ',
    'a line for each auth method with something to look at._\n\n#### Stack `webhooks`\n\nTerraform `',
    'values, requests and what is in sync are left out._\n\n#### Stack `webhooks`\n\nTerraform `',
    'what is in sync is counted only._\n\n#### Stack `webhooks`\n\nTerraform `',
    'whole',
  ]);
});

test('a value too long for any form is told by its length, a masked one by nothing', () => {
  const review = reviewOf([
    stackOf([
      methodWith('a', [finding('client_id', 'conflict', [MASKED, value('x'.repeat(3_001)), value('short')])]),
    ]),
  ]);
  expect(markdownReview(review)).toContain(
    '| `client_id` | ! conflict | (sensitive value) | (a value of 3,001 characters, too long for a comment) | `"short"` |',
  );
});
