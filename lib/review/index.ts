/**
 * The drift review: plans in, a {@link Review} out. The room `forms` writes it, the room `run` makes the
 * plans.
 */
export { readCode, type Code } from './code';
export { conclude, type Options } from './conclude';
export { ReviewError } from './errors';
export { readPlan, type Plan } from './plan';
export * from './review';
export { idsOf, withAuditTrail } from './who';
export { reviewPlan, type Known, type ReviewedStack } from './review-plan';
