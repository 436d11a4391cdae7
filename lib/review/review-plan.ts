import type { Code } from './code';
import { Configuration } from './configuration';
import { reviewMethod, type ReviewedMethod } from './review-method';
import { isOurs, methodsOf, type Made } from './methods';
import { notCompared } from './not-compared';
import type { Plan, ResourceChange } from './plan';
import type { StackReview } from './review';
import { SensitiveValues } from './sensitive';

/** What the one who made a plan knows of it; a plan's file does not tell. */
export interface Known {
  readonly stack?: string;
  /** Whether Terraform refreshed, and did not plan with `-refresh=false`. Default: 'not-known'. */
  readonly refreshed?: Made['refreshed'];
  /** Default: what the plan looks like. */
  readonly refreshOnly?: boolean;
  /** The stack's synthesized code, for construct paths and `ignoreChanges`. */
  readonly code?: Code;
}

/** What came of one plan, and what only a comparison with an approval needs of it. */
export interface ReviewedStack {
  readonly stack: StackReview;
  /** In the order of the stack's methods. */
  readonly methods: readonly ReviewedMethod[];
}

/**
 * Reviews a plan.
 *
 * @throws ReviewError when the plan has something in it that this version cannot judge
 */
export function reviewPlan(plan: Plan, known: Known = {}): ReviewedStack {
  const refreshOnly = known.refreshOnly ?? looksRefreshOnly(plan);
  const made = { refreshed: refreshed(plan, known.refreshed ?? 'not-known'), refreshOnly };
  const context = {
    sensitive: new SensitiveValues(plan),
    configuration: new Configuration(plan),
    code: known.code,
  };
  const methods = methodsOf(plan, made);
  const reviewed = methods.map((method) => reviewMethod(method, context));
  return {
    stack: {
      ...(known.stack === undefined ? {} : { stack: known.stack }),
      methods: reviewed.map(({ finding }) => finding),
      plan: {
        terraformVersion: plan.terraformVersion,
        ...(plan.timestamp === undefined ? {} : { madeAt: plan.timestamp }),
        ...made,
        applyable: plan.applyable ?? looksApplyable(plan, refreshOnly),
      },
      notCompared: notCompared(plan, methods, made),
      others: others(plan, refreshOnly),
    },
    methods: reviewed,
  };
}

/** A plan with the code in it lists every managed resource of it, if only as a no-op. */
function looksRefreshOnly(plan: Plan): boolean {
  return plan.changes.length === 0 && plan.complete !== false && plan.prior.length + plan.drift.length > 0;
}

/** What drifted was found by a refresh; what moved in the code can be listed beside it without one. */
function refreshed(plan: Plan, told: Made['refreshed']): Made['refreshed'] {
  const found = plan.drift.some(({ change }) => change.actions.join() !== 'no-op');
  return told === 'not-known' && found ? 'yes' : told;
}

/** What `applyable` says in a plan that has it. */
function looksApplyable(plan: Plan, refreshOnly: boolean): boolean {
  const acts = ({ actions, importedFrom }: ResourceChange['change']) =>
    actions.join() !== 'no-op' || importedFrom !== undefined;
  if (refreshOnly) return plan.drift.length > 0;
  return (
    plan.changes.some(({ change, previousAddress }) => acts(change) || previousAddress !== undefined) ||
    plan.outputs.some(acts)
  );
}

function others(plan: Plan, refreshOnly: boolean): StackReview['others'] {
  const strangers = (refreshOnly ? plan.drift : plan.changes).filter((entry) => !isOurs(entry));
  const idle = strangers.filter(({ change }) => ['no-op', 'read'].includes(change.actions.join())).length;
  const changed = strangers.length - idle;
  if (!refreshOnly) return { unchanged: idle, changed };
  const still = new Set(strangers.map(({ address }) => address));
  return {
    unchanged: plan.prior.filter((entry) => !isOurs(entry) && !still.has(entry.address)).length + idle,
    changed,
  };
}
