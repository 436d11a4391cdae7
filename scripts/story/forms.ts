export const PLAN = ['--plan', 'plan.json', '--plan-log', 'plan.log', '--code', 'cdk.tf.json', '--refreshed'];

/** The forms of the story's review that are committed, and what makes them. */
export const FORMS: readonly (readonly [file: string, args: readonly string[]])[] = [
  ['story-72.txt', [...PLAN, '--width', '72']],
  ['story.md', [...PLAN, '--format', 'markdown']],
  ['story.json', [...PLAN, '--format', 'json']],
  ['story.annotations.txt', [...PLAN, '--format', 'github']],
];

/** The documents that have blocks of the story's output. */
export const DOCUMENTS = ['README.md', 'docs/review.md'];

const BLOCK = /(<!-- (?:story|doctor): (\w+) -->\n+```\w*\n)(?:(?!```).*\n)*```/g;

/**
 * A document with the blocks behind their markers written anew: `<!-- story: deploy -->` or `<!-- doctor:
 * keys -->`, and a fence. Blocks of other names stay.
 */
export function withBlocks(document: string, blocks: ReadonlyMap<string, string>): string {
  return document.replace(BLOCK, (all: string, start: string, name: string) => {
    const block = blocks.get(name);
    return block === undefined ? all : `${start}${block}\n\`\`\``;
  });
}
