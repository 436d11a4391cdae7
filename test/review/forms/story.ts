import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlanLog } from '../../../lib/project';
import { conclude, readCode, readPlan, reviewPlan, type Review } from '../../../lib/review';

const FOLDER = join(__dirname, '../../fixtures/story');

/** A file of the scripted story (scripts/story.ts), in which the real Terraform made the plan. */
export function storyFile(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** The review of the story's plan: one of everything that can happen to an auth method. */
export function storyReview(): Review {
  const { diagnostics } = readPlanLog(storyFile('plan.log'));
  const known = { refreshed: 'yes', diagnostics, code: readCode(storyFile('cdk.tf.json')) } as const;
  return conclude([reviewPlan(readPlan(storyFile('plan.json')), known)], {
    madeBy: '1.0.0',
  });
}
