import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { COMMENT_MARKER, markdownReview } from '../../../lib/review/forms';
import { quotedWhole } from '../../../lib/text/visible';
import { reviewHolding, whateverTheValues } from './hostile';
import { conflict, note, reviewOf, sentence, stackOf } from './reviews';

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
  /^<details(?: open)?><summary>(?:[\p{L}\p{N}\p{M} ]|&#\d+;|<code>(?:[\p{L}\p{N}\p{M} ]|&#\d+;)*<\/code>)+<\/summary>$/u;

test('a value can neither link, mention, show an image, be HTML nor get lost, whatever it is', () => {
  whateverTheValues(400, (six) => {
    const markdown = markdownReview(reviewHolding(six), { budget: 1_000_000 });
    const nodes = nodesOf(markdown);
    expect(nodes.filter((node) => !OURS.includes(node.type))).toEqual([]);
    expect(nodes[1]).toMatchObject({ type: 'html', value: COMMENT_MARKER });
    for (const { value: htmlText = '' } of nodes.slice(2).filter((node) => node.type === 'html')) {
      expect(htmlText).toMatch(htmlText.startsWith('<details') ? SUMMARY : /^(?:<\/details>|<sub>|<\/sub>)$/);
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
    const bodies = nodes.filter((node) => node.type === 'code').map((node) => (node.value ?? '').split('\n'));
    expect(
      (JSON.parse(bodies[0]?.slice(1).join('\n') ?? '') as { data: { attributes: unknown } }).data.attributes,
    ).toEqual({ client_id: six[3] });
  });
});

test('no text outside code holds anything that GitHub or GitLab could take for something', () => {
  whateverTheValues(300, (six) => {
    const plain = nodesOf(markdownReview(reviewHolding(six), { budget: 1_000_000 }))
      .filter((node) => node.type === 'text')
      .map((node) => node.value ?? '');
    for (const text of plain) {
      expect(text).not.toMatch(/[@#%{}[\]<>$&]|:\/\/|www\.|![\d]|~[\p{L}"]|GH-|^\//u);
    }
  });
});

test('one long value keeps no other auth method out of a comment, and the details have it', () => {
  const long = 'x'.repeat(70_000);
  const review = reviewOf([
    stackOf([conflict('long', ['a', long, 'c']), conflict('short', ['a', 'b', 'c'])]),
  ]);
  const markdown = markdownReview(review);

  expect(markdown).toContain('_Shortened to fit a comment: 2 of 2 findings are listed._');
  expect(markdown).toContain('conflict: `"long"`: `client_id` (70,000 characters) → `"c"`\n');
  expect(markdownReview(review, { budget: 1_000_000 })).toContain(long);
});

test('a comment fits its budget, whatever that is, and never ends inside a value', () => {
  const many = Array.from({ length: 60 }, (_, index) =>
    conflict(`method-${index}`, [`a${index}`, '日本'.repeat(index), 'c'.repeat(index * 9)]),
  );
  const review = reviewOf([
    stackOf(many, { notCompared: [note(sentence('one')), note(sentence('another'))] }),
  ]);
  const listed = new Set<string>();
  for (let budget = 1_000; budget < 400_000; budget = Math.floor(budget * 1.6)) {
    const markdown = markdownReview(review, { budget });
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(budget);
    expect(markdown.endsWith('Made by `datadog-webhooks 0.1.0`.</sub>\n')).toBe(true);
    expect(nodesOf(markdown).filter((node) => !OURS.includes(node.type))).toEqual([]);
    listed.add(/_Shortened to fit a comment: (.*)\._/.exec(markdown)?.[1] ?? 'complete');
  }
  const [least, ...more] = [...listed];
  expect(least).toMatch(/^\d+ of 62 findings are listed$/);
  expect(more.slice(-2)).toEqual(['62 of 62 findings are listed', 'complete']);
});
