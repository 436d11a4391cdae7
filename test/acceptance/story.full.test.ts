import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCUMENTS, withBlocks } from '../../scripts/story/forms';
import { recording } from '../../scripts/story/recording';
import { playEverything, playQuickstart } from '../../scripts/story/play';
import { jsonReview } from '../../lib/review/forms';
import { conclude, readCode, readPlan, reviewPlan } from '../../lib/review';
import { storyFile } from '../review/forms/story';
import { ROOT } from '../helpers/terraform';

/** The package's version is not a part of the story. */
const withoutVersion = (text: string) => text.replace(/datadog-webhooks \d+\.\d+\.\d+/g, 'datadog-webhooks');

test('README.md, docs/review.md and docs/recording.svg show what the product prints', async () => {
  const { blocks, steps } = await playQuickstart();

  for (const name of DOCUMENTS) {
    const document = readFileSync(join(ROOT, name), 'utf8');
    expect(document).toMatch(/<!-- story: \w+ -->/);
    // Stale? Run "npm run build && npx tsx scripts/story.ts".
    expect(withoutVersion(withBlocks(document, blocks))).toBe(withoutVersion(document));
  }
  const committed = readFileSync(join(ROOT, 'docs/recording.svg'), 'utf8');
  expect(withoutVersion(recording(steps))).toBe(withoutVersion(committed));
  expect(committed.length).toBeLessThan(1_000_000);
}, 300_000);

test('the committed plan is the one that Terraform makes of the story', async () => {
  const played = await playEverything();
  const reviewed = (plan: string, code: string) =>
    jsonReview(conclude([reviewPlan(readPlan(plan), { code: readCode(code) })], { madeBy: '1.0.0' }));

  // The plan's own text depends on Terraform's version.
  expect(reviewed(played.get('plan.json') ?? '', played.get('cdk.tf.json') ?? '')).toBe(
    reviewed(storyFile('plan.json'), storyFile('cdk.tf.json')),
  );
}, 300_000);
