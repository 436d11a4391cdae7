/**
 * The forms of a review. The one for the terminal is loaded on demand (`./terminal`): it measures
 * characters.
 */
export { annotations } from './annotations';
export { htmlReview } from './html';
export { jsonReview } from './json';
export { COMMENT_MARKER, markdownReview } from './markdown';
