/**
 * The drift review: plans in, a {@link Review} out. The room `forms` writes it, the room `run` makes the
 * plans.
 */
export { approve, readApproval, type Approval } from './approval';
export { readCode, type Code } from './code';
export { conclude, type Options } from './conclude';
export { ReviewError } from './errors';
export { isInSync } from './matches';
export { readPlan, type Plan } from './plan';
export * from './review';
export { drifted, withAuditTrail, type AuditTrail } from './who';
export { reviewPlan, type Known, type ReviewedStack } from './review-plan';
