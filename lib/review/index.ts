/**
 * The drift review: plans in, a {@link Review} out, and from it every form; the one for the terminal is loaded when it
 * is asked for (`./terminal`), since the widths of characters are a large table. Only `run` starts other programs.
 */
export { annotations } from './annotations';
export { approve, readApproval, type Approval } from './approval';
export { readCode, type Code } from './code';
export { conclude, type Options } from './conclude';
export { ReviewError } from './errors';
export { htmlReview } from './html';
export { json } from './json';
export { markdownReview } from './markdown';
export { readPlan, type Plan } from './plan';
export * from './review';
export { reviewPlan, type Known, type ReviewedStack } from './review-plan';
export {
  exitCodeOf,
  Interrupted,
  Interruption,
  planProject,
  type PlannedStack,
  type ProjectOptions,
} from './run';
