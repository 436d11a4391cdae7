import { isAuthMethodAddress } from '../attributes';
import type { Code } from './code';
import { Configuration, type Address } from './configuration';
import { isOfProvider, reportedDiagnostics, type PlanDiagnostic } from './diagnostics';
import { erroredPlan } from './errors';
import { findingOf } from './finding';
import { GAPS } from './gaps';
import { sentencesOf } from './notes';
import { isOurs, methodsOf, type PlanMode } from './method';
import { priorResources, type Plan, type ResourceChange } from './plan';
import { holdersIn, takenPlace } from './names';
import { withRenamed } from './renamed';
import type { StackReview } from './review';
import { SensitiveValues } from './sensitive';

/** How a plan was made, which its file does not show. The default is what the plan looks like. */
export interface PlanOrigin extends Partial<Pick<PlanMode, 'refreshed'>> {
  readonly stack?: string;
  /** The stack's synthesized code, for construct paths and `ignoreChanges`. */
  readonly code?: Code;
  /** The errors and warnings of the plan. Absent where they are not at hand. */
  readonly diagnostics?: readonly PlanDiagnostic[];
}

/** The result of one plan. */
export interface ReviewedStack {
  readonly stack: StackReview;
  /** Where each auth method of the stack is or may be, in their order. Undefined where the plan hides it. */
  readonly addresses: readonly (readonly (Address | undefined)[])[];
  readonly sensitive: SensitiveValues;
  /** The name that each of them takes, with its organisation. */
  readonly names: readonly (string | undefined)[];
}

/**
 * Reviews a plan.
 *
 * @throws ReviewError when the plan has something in it that this version cannot judge
 */
export function reviewPlan(plan: Plan, origin: PlanOrigin = {}): ReviewedStack {
  const { code, diagnostics = [] } = origin;
  if (plan.errored && !diagnostics.some(({ severity }) => severity === 'error')) throw erroredPlan();
  const refreshOnly = isRefreshOnly(plan);
  const mode = { refreshed: origin.refreshed ?? 'not-known', refreshOnly } as const;
  const configuration = new Configuration(plan, origin.stack !== undefined);
  const sensitive = new SensitiveValues(plan, configuration);
  const methods = withRenamed(methodsOf({ plan, mode, configuration }, diagnostics));
  const holders = holdersIn(methods);
  const findings = methods.map((method) => findingOf(method, { holders, sensitive, configuration, code }));
  const stack: StackReview = {
    stack: origin.stack,
    methods: findings,
    plan: {
      // Every Terraform that has the provider writes `applyable`. OpenTofu writes its version where
      // Terraform does.
      madeBy: plan.applyable === undefined ? 'OpenTofu' : 'Terraform',
      terraformVersion: plan.terraform_version,
      madeAt: plan.timestamp,
      ...mode,
      applyable: plan.applyable ?? looksApplyable(plan, refreshOnly),
      errored: plan.errored,
    },
    notCompared: sentencesOf(GAPS, { plan, methods, lacksLog: origin.diagnostics === undefined, ...mode }),
    diagnostics: reportedDiagnostics(
      diagnostics.filter((one) => isOfProvider(one) && !isAuthMethodAddress(one.address)),
      sensitive,
    ),
    others: othersIn(plan),
  };
  const addresses = methods.map(({ resource }) => configuration.addresses(resource));
  return { stack, addresses, sensitive, names: methods.map(takenPlace) };
}

/** A plan of the code lists every managed resource of it, if only as a no-op. */
function isRefreshOnly(plan: Plan): boolean {
  const isComplete = plan.complete !== false && !plan.errored;
  const objects = priorResources(plan).length + plan.resource_drift.length;
  return isComplete && plan.resource_changes.length === 0 && objects > 0;
}

function acts({ change, previous_address }: Pick<ResourceChange, 'change' | 'previous_address'>): boolean {
  return change.actions.join() !== 'no-op' || !!change.importing || previous_address !== undefined;
}

/** What `applyable` says in a plan that has it. */
function looksApplyable(plan: Plan, refreshOnly: boolean): boolean {
  if (refreshOnly) return plan.resource_drift.length > 0;
  return (
    plan.resource_changes.some(acts) || Object.values(plan.output_changes).some((change) => acts({ change }))
  );
}

function othersIn({ resource_changes }: Plan): StackReview['others'] {
  const others = resource_changes.filter((entry) => !isOurs(entry));
  const unchanged = others.filter(({ change }) => ['no-op', 'read'].includes(change.actions.join())).length;
  return { unchanged, changed: others.length - unchanged };
}
