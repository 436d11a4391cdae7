import type { Review } from '..';

/**
 * The forms of a review. The one for the terminal is loaded on demand (`./terminal`): it measures
 * characters.
 */
export { annotations } from './annotations';
export { htmlReview } from './html';
export { COMMENT_MARKER, markdownReview } from './markdown';

/** The JSON form: the review itself, in which a text is a string. docs/review.schema.json describes it. */
export function jsonReview(review: Review): string {
  return `${JSON.stringify(review, null, 2)}\n`;
}
