/**
 * The drift review: plans in, a {@link Review} out. `forms` writes it, and the room `project` makes the
 * plans.
 */
export { readCode, type Code } from './code';
export type { Address as Organisation } from './configuration';
export { conclude, type Options } from './conclude';
export type { PlanDiagnostic } from './diagnostics';
export { ReviewError } from './errors';
export { readPlan, type Plan } from './plan';
export { reviewPlan, type PlanOrigin, type ReviewedStack } from './review-plan';
export * from './review';
export { organisationsOf, unmanagedIn } from './unmanaged';
export { driftedIn, hiddenIn, idsOf, withAuditTrail } from './who';
