import { isAuthMethodAddress } from '../attributes';
import type { Code } from './code';
import { Configuration, type Address } from './configuration';
import { isOfProvider, reportedDiagnostics, type PlanDiagnostic } from './diagnostics';
import { erroredPlan, logOfAnotherPlan } from './errors';
import { findingOf } from './finding';
import { gapsOf } from './gaps';
import { isOurs, methodsOf, type PlanMode } from './method';
import type { Plan, ResourceChange } from './plan';
import { takenNames, type TakenNames } from './names';
import { withRenamed } from './renamed';
import type { MethodFinding, StackReview } from './review';
import { SensitiveValues } from './sensitive';

/** How a plan was made, which its file does not show. The default is what the plan looks like. */
export interface PlanOrigin extends Partial<PlanMode & Pick<StackReview['plan'], 'madeBy'>> {
  readonly stack?: string;
  /** The stack's synthesized code, for construct paths and `ignoreChanges`. */
  readonly code?: Code;
  /** The errors and warnings of the plan. Absent where they are not at hand. */
  readonly diagnostics?: readonly PlanDiagnostic[];
  /** The addresses of the auth methods that the plan changes, as its log says. Absent where nobody asks. */
  readonly changed?: readonly string[];
}

/** An auth method that somebody changed or deleted in Datadog. */
export interface Drifted {
  readonly finding: MethodFinding;
  readonly id: string;
  /** Where Datadog has it, or had it. */
  readonly datadog: Address;
}

/** The result of one plan. */
export interface ReviewedStack {
  readonly stack: StackReview;
  readonly drifted: readonly Drifted[];
  /** Where the auth methods of the stack are. */
  readonly organisations: readonly Address[];
  readonly sensitive: SensitiveValues;
  readonly names: TakenNames;
}

/**
 * Reviews a plan.
 *
 * @throws ReviewError when the plan has something in it that this version cannot judge
 */
export function reviewPlan(plan: Plan, origin: PlanOrigin = {}): ReviewedStack {
  const { code, diagnostics = [] } = origin;
  if (plan.errored && !diagnostics.some(({ severity }) => severity === 'error')) throw erroredPlan();
  if (origin.changed && !hasChanges(plan, new Set(origin.changed))) throw logOfAnotherPlan();
  const refreshOnly = origin.refreshOnly ?? looksRefreshOnly(plan);
  const mode = { refreshed: origin.refreshed ?? 'not-known', refreshOnly };
  if (mode.refreshed === 'not-known' && showsRefresh(plan)) mode.refreshed = 'yes';
  const configuration = new Configuration(plan);
  const sensitive = new SensitiveValues(plan, configuration);
  const methods = withRenamed(methodsOf({ plan, mode, configuration }, diagnostics));
  const findings = methods.map((method) => findingOf(method, { methods, sensitive, configuration, code }));
  const stack = {
    stack: origin.stack,
    methods: findings,
    plan: {
      madeBy: origin.madeBy ?? plan.madeBy,
      terraformVersion: plan.terraformVersion,
      madeAt: plan.timestamp,
      ...mode,
      applyable: plan.applyable ?? looksApplyable(plan, refreshOnly),
      errored: plan.errored,
    },
    notCompared: gapsOf({ plan, methods, lacksLog: origin.diagnostics === undefined, ...mode }),
    diagnostics: reportedDiagnostics(
      diagnostics.filter((one) => isOfProvider(one) && !isAuthMethodAddress(one.address)),
      sensitive,
    ),
    others: others(plan, refreshOnly),
  };
  const drifted = methods.flatMap(({ lastId, resource }, index): Drifted[] => {
    const finding = findings[index];
    if (lastId === undefined || !finding || !finding.matches.includes('drift')) return [];
    return [{ finding, id: lastId, datadog: configuration.address(resource) }];
  });
  const organisations = methods.map(({ resource }) => configuration.address(resource));
  return { stack, drifted, organisations, sensitive, names: takenNames(methods, configuration) };
}

/** A plan of the code lists every managed resource of it, if only as a no-op. */
function looksRefreshOnly(plan: Plan): boolean {
  const isComplete = plan.complete !== false && !plan.errored;
  return isComplete && plan.changes.length === 0 && plan.prior.length + plan.drift.length > 0;
}

/** Only a refresh finds drift. A moved resource can be listed there without one. */
function showsRefresh(plan: Plan): boolean {
  return plan.drift.some(({ change }) => change.actions.join() !== 'no-op');
}

/** Whether the plan changes these auth methods. The log of an errored one can lack some. */
function hasChanges(plan: Plan, changed: ReadonlySet<string>): boolean {
  const listed = plan.changes.filter((one) => isOurs(one) && acts(one));
  const addresses = new Set(listed.map(({ address }) => address));
  return [...changed].every((one) => addresses.has(one)) && (plan.errored || changed.size === addresses.size);
}

function acts({
  change,
  previousAddress,
}: Partial<ResourceChange> & Pick<ResourceChange, 'change'>): boolean {
  return (
    change.actions.join() !== 'no-op' || change.importedFrom !== undefined || previousAddress !== undefined
  );
}

/** What `applyable` says in a plan that has it. */
function looksApplyable(plan: Plan, refreshOnly: boolean): boolean {
  if (refreshOnly) return plan.drift.length > 0;
  return plan.changes.some(acts) || plan.outputs.some((change) => acts({ change }));
}

function others(plan: Plan, refreshOnly: boolean): StackReview['others'] {
  const strangers = (refreshOnly ? plan.drift : plan.changes).filter((entry) => !isOurs(entry));
  const idle = strangers.filter(({ change }) => ['no-op', 'read'].includes(change.actions.join())).length;
  const changed = strangers.length - idle;
  if (!refreshOnly) return { unchanged: idle, changed };
  const listed = new Set(strangers.map(({ address }) => address));
  const still = plan.prior.filter((entry) => !isOurs(entry) && !listed.has(entry.address)).length;
  return { unchanged: still + idle, changed };
}
