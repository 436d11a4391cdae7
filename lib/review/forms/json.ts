import type { Review } from '..';

/** The JSON form: the review itself, in which a text is a string. docs/review.schema.json describes it. */
export function jsonReview(review: Review): string {
  return `${JSON.stringify(review, null, 2)}\n`;
}
