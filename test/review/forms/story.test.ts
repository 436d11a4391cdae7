import { stripVTControlCharacters } from 'node:util';
import { annotations, htmlReview, jsonReview, markdownReview } from '../../../lib/review/forms';
import { terminalReview } from '../../../lib/review/forms/terminal';
import { Text, type Part } from '../../../lib/text/parts';
import { quotedWhole, visible } from '../../../lib/text/visible';
import { storyFile, storyReview } from './story';

const REVIEW = storyReview();
const terminal = (width: number) => terminalReview(REVIEW, { width, colour: false });

test.each([
  ['story-72.txt', () => terminal(72)],
  ['story.md', () => markdownReview(REVIEW)],
  ['story.json', () => jsonReview(REVIEW)],
  ['story.annotations.txt', () => annotations(REVIEW)],
])('%s is the form of the plan that the real Terraform made', (file, form) => {
  // Wanted as it is now? Run "npm run build && npx tsx scripts/story.ts --forms".
  expect(form()).toBe(storyFile(file));
});

test('colours change nothing but colours', () => {
  expect(stripVTControlCharacters(terminalReview(REVIEW, { width: 120, colour: true }))).toBe(terminal(120));
});

/** Every sentence of the review, and every value of it. */
function textsOf(): Text[] {
  return REVIEW.stacks.flatMap(({ notCompared, methods }) => [
    ...notCompared.map(({ text }) => text),
    ...methods.flatMap(({ notes, waysOut }) => [...notes, ...waysOut].map(({ text }) => text)),
  ]);
}

const shown = ({ kind, text }: Part) =>
  kind === 'value' ? quotedWhole(text) : kind === 'words' ? text : visible(text);

test.each([
  ['terminal', terminal(10_000), shown],
  [
    'Markdown',
    markdownReview(REVIEW),
    (part: Part) => (part.kind === 'words' ? part.text : `\`${shown(part)}\``),
  ],
  [
    'HTML',
    htmlReview(REVIEW),
    (part: Part) => {
      const escaped = shown(part).replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
      return part.kind === 'words' ? escaped : `<code>${escaped}</code>`;
    },
  ],
  ['JSON', jsonReview(REVIEW), (part: Part) => JSON.stringify(new Text([part])).slice(1, -1)],
])('every part of every sentence stands in the %s form', (_, form, write) => {
  const texts = textsOf();
  expect(texts.length).toBeGreaterThan(5);
  expect(
    texts.map(({ parts }) => parts.map(write).join('')).filter((sentence) => !form.includes(sentence)),
  ).toEqual([]);
});
