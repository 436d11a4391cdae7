import type { Review } from './review';

/** The JSON form, which is the review itself; docs/review.schema.json describes it. */
export function json(review: Review): string {
  return `${JSON.stringify(review, null, 2)}\n`;
}
