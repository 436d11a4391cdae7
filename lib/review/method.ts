import {
  AUTH_METHOD_TYPE,
  COMPARED,
  isAuthMethodAddress,
  isProviderAddress,
  type AttributeName,
  type ComparedName,
} from '../attributes';
import { ABSENT, NOT_READ, type StoredValues, type WantedValues } from '../drift/values';
import { isRecord } from '../text/json';
import { quoted } from '../text/quoted';
import type { Configuration } from './configuration';
import { isOfOrphan, type PlanDiagnostic } from './diagnostics';
import { unknown } from './errors';
import {
  importedFrom,
  priorResources,
  type Change,
  type Plan,
  type PriorResource,
  type ResourceChange,
  type ResourceKind,
} from './plan';
import { draftsOf, type RequestDraft, type SecretSent } from './requests';
import type { Action, StackReview } from './review';
import { desiredIn, isMarked, knownIn, scalarIn, valuesBy } from './values';

/** One auth method of a plan, with its values as they are. */
export interface Method {
  readonly address: string;
  readonly resource: ResourceKind;
  /** Undefined where the plan does not show it. */
  readonly organisation?: string;
  readonly action: Action;
  /** In Terraform's order. */
  readonly drafts: readonly RequestDraft[];
  /** Whether the plan lists it, if only as unchanged. */
  readonly isPlanned: boolean;
  /** Datadog has it under this id, or had it until somebody deleted it. */
  readonly id?: string;
  readonly importedFrom?: string;
  readonly movedFrom?: string;
  /** The address of the deletion that is this creation under an earlier name. */
  readonly renamedFrom?: string;
  readonly isDeposed: boolean;
  readonly deployed: StoredValues;
  readonly live: StoredValues;
  readonly wanted: WantedValues;
  /** The attributes that the plan marks as sensitive. */
  readonly sensitive: ReadonlySet<ComparedName>;
  readonly secretSent: SecretSent;
  /** Whether the plan omits what somebody changed in Datadog, although a refresh read it. */
  readonly isDriftHidden: boolean;
  /** Whether the deploy asks for a token first. */
  readonly verifiesToken: 'yes' | 'no' | 'unknown';
  readonly diagnostics: readonly PlanDiagnostic[];
}

/** How a plan was made. */
export type PlanMode = Pick<StackReview['plan'], 'refreshed' | 'refreshOnly'>;

/** All that a plan has of one object. */
interface Entries {
  planned?: ResourceChange;
  drift?: ResourceChange;
  prior?: PriorResource;
  readonly diagnostics: PlanDiagnostic[];
}

/** Made once: `localeCompare` makes one for each comparison. */
const BY_NUMBER = new Intl.Collator('en', { numeric: true });

export function isOurs({ mode, type, provider_name }: ResourceKind): boolean {
  return mode === 'managed' && type === AUTH_METHOD_TYPE && isProviderAddress(provider_name);
}

interface Context {
  readonly plan: Plan;
  readonly mode: PlanMode;
  readonly configuration: Configuration;
  readonly diagnostics: readonly PlanDiagnostic[];
}

/** The auth methods of a plan: everything that it has of each is joined by the address. */
export function methodsOf(context: Context): Method[] {
  const { plan, diagnostics } = context;
  const objects = new Map<string, Entries>();
  const at = (address: string): Entries => {
    const entries = objects.get(address) ?? { diagnostics: [] };
    objects.set(address, entries);
    return entries;
  };
  for (const one of plan.resource_changes.filter(isOurs)) at(keyOf(one)).planned = one;
  for (const one of plan.resource_drift.filter(isOurs)) at(one.address).drift = one;
  for (const one of priorResources(plan).filter(isOurs)) at(one.address).prior = one;
  for (const one of diagnostics) if (isAuthMethodAddress(one.address)) at(one.address).diagnostics.push(one);
  return [...objects]
    .map(([address, entries]) => methodOf(address, entries, context))
    .sort((a, b) => BY_NUMBER.compare(a.address, b.address));
}

function keyOf({ address, deposed }: ResourceChange): string {
  return deposed === undefined ? address : `${address} (deposed object ${deposed})`;
}

function methodOf(address: string, entries: Entries, context: Context): Method {
  const { planned, drift, prior, diagnostics } = entries;
  const { configuration } = context;
  const [change, refresh] = [planned?.change, drift?.change];
  const resource = planned ?? drift ?? prior ?? kindIn(address);
  const action = actionOf(address, planned, drift);
  const desired = isRecord(change?.after) && desiredIn(change.after, change.after_unknown);
  const id = idOf(priorIn(entries)) ?? idOf(refresh?.before);
  const secretSent = change ? secretSentBy(change, configuration.hasLateSecret(resource)) : 'no';
  const marks = [change, refresh].flatMap((one) => [one?.before_sensitive, one?.after_sensitive]);
  const isDeposed = planned?.deposed !== undefined;
  const stored = storedIn(action, entries, context);
  const isOrphan = !planned || action === 'delete';
  return {
    address,
    resource,
    organisation: configuration.organisation(resource),
    action,
    drafts: change ? draftsOf({ change, id, desired, secretSent }) : [],
    isPlanned: planned !== undefined,
    id,
    importedFrom: change && importedFrom(change),
    movedFrom: (planned ?? drift)?.previous_address,
    isDeposed,
    ...stored,
    wanted: desired || (isUnwanted(action, entries, context) ? ABSENT_VALUES : NO_VALUES),
    sensitive: new Set(
      COMPARED.filter((name) => [...marks, prior?.sensitive_values].some((mark) => isMarked(mark, name))),
    ),
    secretSent,
    isDriftHidden: !drift && (isDestroyPlan(action, entries) || isDeposed || action === 'forget'),
    verifiesToken: change ? verifiesToken(change) : 'no',
    diagnostics: [
      ...diagnostics,
      ...context.diagnostics.filter((one) => isOrphan && isOfOrphan(one, stored.deployed.name)),
    ],
  };
}

/** The object that the plan was made from; `null` for none, undefined where the plan only names it. */
function priorIn({ planned, drift, prior }: Entries): unknown {
  const change = (planned ?? drift)?.change;
  return change ? (change.before ?? null) : prior?.values;
}

/**
 * A plan to destroy is made from the refreshed state, and keeps nothing of the one before. It gives no
 * reasons.
 */
function isDestroyPlan(action: Action, { planned, drift }: Entries): boolean {
  return action === 'delete' && !planned?.action_reason && !drift && planned?.deposed === undefined;
}

/** Only a complete plan shows that the code omits what is gone too. */
function isUnwanted(action: Action, { planned }: Entries, { plan, mode }: Context): boolean {
  if (planned) return action !== 'forget';
  return action === 'gone' && !mode.refreshOnly && plan.complete !== false;
}

function storedIn(action: Action, entries: Entries, { plan, mode }: Context) {
  const { planned, drift } = entries;
  const { refreshed, refreshOnly } = mode;
  const prior = priorIn(entries);
  if (planned?.change.importing) return { deployed: ABSENT_VALUES, live: valuesOf(prior) };
  // A deletion is planned from the state before the refresh, so the drift entry comes first.
  if (drift) return { deployed: valuesOf(drift.change.before), live: valuesOf(drift.change.after ?? null) };
  const isCovered = planned !== undefined || refreshOnly || plan.errored;
  // Terraform does not refresh what it forgets.
  const isUnread = refreshed === 'no' || planned?.deposed !== undefined || action === 'forget' || !isCovered;
  return {
    deployed: isDestroyPlan(action, entries) && refreshed !== 'no' ? NO_VALUES : valuesOf(prior),
    live: isUnread && prior !== null ? NO_VALUES : valuesOf(prior),
  };
}

const ABSENT_VALUES: StoredValues = valuesBy(() => ABSENT);
const NO_VALUES: StoredValues = valuesBy(() => NOT_READ);

function valuesOf(object: unknown): StoredValues {
  return object === undefined ? NO_VALUES : object === null ? ABSENT_VALUES : knownIn(object);
}

const ACTIONS: Readonly<Record<string, Action>> = {
  'no-op': 'none',
  create: 'create',
  update: 'update',
  delete: 'delete',
  forget: 'forget',
  'delete,create': 'replace',
  'create,delete': 'replace',
  // OpenTofu, with `lifecycle { destroy = false }`.
  'forget,create': 'create-beside',
  'create,forget': 'create-beside',
};

function actionOf(address: string, planned?: ResourceChange, drift?: ResourceChange): Action {
  const isGone = drift !== undefined && !isRecord(drift.change.after);
  if (!planned) return isGone ? 'gone' : 'none';
  const name = planned.change.actions.join();
  const action = Object.hasOwn(ACTIONS, name) && ACTIONS[name];
  if (!action) throw unknown(`the action ${quoted(name)} for ${address}`);
  return action === 'create' && isGone ? 'create-again' : action;
}

/** Where the plan sends the secret, the provider plans an unknown revision. */
function secretSentBy(change: Change, isLate: boolean): SecretSent {
  const { actions, after, after_unknown } = change;
  const isUnknown = (name: AttributeName) => isMarked(after_unknown, name);
  if (actions.includes('create')) return 'yes';
  if (!actions.includes('update') || !isUnknown('client_secret_revision')) return 'no';
  const hasVersion = isRecord(after) && typeof after.client_secret_wo_version === 'number';
  return isUnknown('client_secret_wo_version') || (isLate && !hasVersion) ? 'unknown' : 'yes';
}

/** Datadog does not know the attribute. */
function verifiesToken({ after, after_unknown }: Change): Method['verifiesToken'] {
  if (isMarked(after_unknown, 'verify_token')) return 'unknown';
  return isRecord(after) && after.verify_token === true ? 'yes' : 'no';
}

/** A resource that the plan only names, in an error. */
function kindIn(address: string): ResourceKind {
  const [, module_address, name = ''] = /^(?:(.*)\.)?[^.]+\.([^.[]+)/.exec(address) ?? [];
  return { mode: 'managed', type: AUTH_METHOD_TYPE, name, module_address };
}

function idOf(object: unknown): string | undefined {
  return (scalarIn(object, 'id') ?? undefined) as string | undefined;
}
