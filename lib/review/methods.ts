import {
  AUTH_METHOD_TYPE,
  COMPARED,
  isProviderAddress,
  type AttributeName,
  type ComparedName,
} from '../attributes';
import type { DesiredValues, KnownValues } from '../change/change';
import { ABSENT, NOT_READ, type StoredValues, type WantedValues } from '../drift/values';
import { isRecord } from '../text/json';
import { unknownActions } from './errors';
import type { Plan, PriorResource, ResourceChange, ResourceKind } from './plan';
import type { Action, StackReview } from './review';
import { desiredIn, everyAttribute, knownIn, isMarked, scalarIn, storedIn } from './values';

/** What Terraform will ask the provider to do. Only known or desired values can be in a request. */
export type Step =
  | { readonly kind: 'create'; readonly desired: DesiredValues }
  | { readonly kind: 'update'; readonly prior: KnownValues; readonly desired: DesiredValues }
  | { readonly kind: 'delete' };

/** One auth method of a plan, with its values as they are. */
export interface Method {
  readonly address: string;
  readonly resource: ResourceKind;
  readonly action: Action;
  /** In Terraform's order. */
  readonly steps: readonly Step[];
  /** Whether the plan lists it, if only as unchanged. */
  readonly isPlanned: boolean;
  readonly id?: string;
  /** The id under which Datadog has it, or had it until somebody deleted it. */
  readonly lastId?: string;
  readonly importedFrom?: string;
  readonly movedFrom?: string;
  readonly isDeposed: boolean;
  readonly deployed: StoredValues;
  readonly live: StoredValues;
  readonly wanted: WantedValues;
  /** The attributes that the plan marks as sensitive. */
  readonly sensitive: ReadonlySet<ComparedName>;
  readonly secretSent: 'yes' | 'no' | 'unknown';
  /** Whether the plan omits what somebody changed in Datadog, although a refresh read it. */
  readonly isDriftHidden: boolean;
  /** What the code says of an attribute that Datadog does not know, such as `verify_token`. */
  readonly flag: (name: AttributeName) => 'yes' | 'no' | 'unknown';
}

/** How a plan was made. */
export type Made = Pick<StackReview['plan'], 'refreshed' | 'refreshOnly'>;

/** Made once: `localeCompare` makes one for each comparison. */
const BY_NUMBER = new Intl.Collator('en', { numeric: true });

export function isOurs({ mode, type, provider }: ResourceKind): boolean {
  return mode === 'managed' && type === AUTH_METHOD_TYPE && isProviderAddress(provider);
}

/**
 * The auth methods of a plan by address: those that it lists, those that only drifted, and those that it
 * omits.
 */
export function methodsOf(plan: Plan, made: Made): Method[] {
  const changes = plan.changes.filter(isOurs);
  const drift = new Map(plan.drift.filter(isOurs).map((entry) => [entry.address, entry]));
  const planned = new Set(changes.map(({ address }) => address));
  const methods = [
    ...changes.map((change) => plannedMethod(change, drift.get(change.address), made)),
    ...[...drift.values()]
      .filter(({ address }) => !planned.has(address))
      .map((entry) => driftedMethod(entry, plan, made)),
    ...plan.prior
      .filter((entry) => isOurs(entry) && !planned.has(entry.address) && !drift.has(entry.address))
      .map((entry) => omittedMethod(entry, made)),
  ];
  return methods.sort((a, b) => BY_NUMBER.compare(a.address, b.address));
}

function plannedMethod(entry: ResourceChange, drift: ResourceChange | undefined, made: Made): Method {
  const { change, deposed } = entry;
  const { actions, before, after, afterUnknown, importedFrom } = change;
  const isDeposed = deposed !== undefined;
  const address = isDeposed ? `${entry.address} (deposed object ${deposed})` : entry.address;
  const found = isDeposed ? undefined : drift?.change;
  const action = actionOf(actions, address, found?.after === null);
  const prior = before === null ? undefined : knownIn(before, address);
  const desired = after === null ? undefined : desiredIn(after, afterUnknown, address);
  const held = prior ?? everyAttribute(ABSENT);
  // A plan to destroy is made from the refreshed state, and keeps nothing of the one before. It gives no
  // reasons.
  const isDestroyPlan = action === 'delete' && entry.reason === undefined && !found && !isDeposed;
  // Terraform does not refresh what it forgets.
  const isUnread = isDeposed || action === 'forget' || (made.refreshed === 'no' && before !== null);
  return {
    ...common({ ...entry, address }, [...marksOf(change), ...(found ? marksOf(found) : [])]),
    action,
    steps: stepsOf(actions, prior, desired),
    isPlanned: true,
    id: before === null ? undefined : idOf(before, address),
    lastId: idOf(before ?? found?.before ?? {}, address),
    importedFrom,
    movedFrom: entry.previousAddress,
    isDeposed,
    deployed:
      importedFrom !== undefined
        ? everyAttribute(ABSENT)
        : found
          ? storedIn(found.before, address)
          : isDestroyPlan && made.refreshed !== 'no'
            ? everyAttribute(NOT_READ)
            : held,
    // A deletion is planned from the state before the refresh, so the drift entry comes first.
    live: found
      ? storedIn(found.after, address)
      : isUnread && !importedFrom
        ? everyAttribute(NOT_READ)
        : held,
    wanted: (action === 'forget' ? undefined : desired) ?? everyAttribute(ABSENT),
    secretSent: secretSent(actions, afterUnknown),
    isDriftHidden: !found && (isDestroyPlan || isDeposed || action === 'forget'),
    flag: (name) =>
      isMarked(afterUnknown, name) ? 'unknown' : isRecord(after) && after[name] === true ? 'yes' : 'no',
  };
}

const ACTIONS: Readonly<Record<string, Action>> = {
  'no-op': 'none',
  create: 'create',
  update: 'update',
  delete: 'delete',
  forget: 'forget',
  'delete,create': 'replace',
  'create,delete': 'replace',
};

function actionOf(actions: readonly string[], address: string, deletedOutside: boolean): Action {
  const action = ACTIONS[actions.join()];
  if (!action) throw unknownActions(address, actions);
  return action === 'create' && deletedOutside ? 'create-again' : action;
}

/** @param prior the refreshed state, as the provider gets it, whether or not the refresh read Datadog */
function stepsOf(
  actions: readonly string[],
  prior: KnownValues | undefined,
  desired: DesiredValues | undefined,
): Step[] {
  return actions.flatMap((kind): Step[] => {
    if (kind === 'delete') return [{ kind }];
    if (kind === 'create' && desired) return [{ kind, desired }];
    return kind === 'update' && prior && desired ? [{ kind, prior, desired }] : [];
  });
}

/** The provider plans an unknown revision if and only if it sends the secret. */
function secretSent(actions: readonly string[], afterUnknown: unknown): Method['secretSent'] {
  const unknown = (name: AttributeName) => isMarked(afterUnknown, name);
  if (actions.includes('create')) return 'yes';
  if (!actions.includes('update') || !unknown('client_secret_revision')) return 'no';
  return unknown('client_secret_wo_version') ? 'unknown' : 'yes';
}

/** Found by a refresh and not listed by the plan. */
function driftedMethod(entry: ResourceChange, plan: Plan, made: Made): Method {
  const { before, after } = entry.change;
  const isGone = after === null;
  // Only a complete plan shows that the code omits it too.
  const isOmitted = isGone && !made.refreshOnly && plan.complete !== false;
  return {
    ...common(entry, marksOf(entry.change)),
    action: isGone ? 'gone' : 'none',
    id: idOf(before, entry.address),
    lastId: idOf(before, entry.address),
    movedFrom: entry.previousAddress,
    deployed: storedIn(before, entry.address),
    live: storedIn(after, entry.address),
    wanted: everyAttribute(isOmitted ? ABSENT : NOT_READ),
  };
}

/** In the state and not in the plan: with `-refresh-only` it is unchanged, otherwise `-target` omits it. */
function omittedMethod(entry: PriorResource, { refreshed, refreshOnly }: Made): Method {
  const held = storedIn(entry.values, entry.address);
  return {
    ...common(entry, [entry.sensitive]),
    id: idOf(entry.values, entry.address),
    deployed: held,
    live: refreshOnly && refreshed !== 'no' ? held : everyAttribute(NOT_READ),
    wanted: everyAttribute(NOT_READ),
  };
}

function marksOf({ beforeSensitive, afterSensitive }: ResourceChange['change']): readonly unknown[] {
  return [beforeSensitive, afterSensitive];
}

function common(entry: ResourceKind & { readonly address: string }, marks: readonly unknown[]) {
  return {
    address: entry.address,
    resource: entry,
    action: 'none',
    steps: [],
    isPlanned: false,
    isDeposed: false,
    secretSent: 'no',
    isDriftHidden: false,
    flag: () => 'no' as const,
    sensitive: new Set(COMPARED.filter((name) => marks.some((mark) => isMarked(mark, name)))),
  } as const;
}

function idOf(object: unknown, address: string): string | undefined {
  return (scalarIn(object, 'id', address) as string | null) ?? undefined;
}
