import {
  AUTH_METHOD_TYPE,
  COMPARED,
  PROVIDER_SOURCE,
  type AttributeName,
  type ComparedName,
} from '../attributes';
import { ABSENT, NOT_READ, type StoredValues, type WantedValues } from '../judge/values';
import { unknownActions } from './errors';
import type { Plan, PriorResource, ResourceChange, ResourceKind } from './plan';
import type { Action } from './review';
import { everyAttribute, heldAttributes, isMarked, textIn, wantedAttributes } from './values';

/** One auth method of a plan, its values as they are. */
export interface Method {
  readonly address: string;
  readonly resource: ResourceKind;
  readonly action: Action;
  /** Terraform's own words for the action, in its order; empty when the plan leaves the auth method out. */
  readonly steps: readonly string[];
  readonly reason?: string;
  readonly id?: string;
  readonly importedFrom?: string;
  readonly movedFrom?: string;
  readonly deposed: boolean;
  readonly deployed: StoredValues;
  readonly live: StoredValues;
  readonly wanted: WantedValues;
  /** The attributes that the plan marks as sensitive. */
  readonly sensitive: ReadonlySet<ComparedName>;
  readonly secretSent: 'yes' | 'no' | 'unknown';
  /** Whether the plan keeps to itself what somebody changed in Datadog, though a refresh looked. */
  readonly driftUntold: boolean;
  /** The attributes that Terraform alone knows of, before and after. */
  readonly local: { readonly before: unknown; readonly after: unknown; readonly afterUnknown: unknown };
}

/** How a plan was made, as far as its caller knows. */
export interface Made {
  readonly refreshed: 'yes' | 'no' | 'not-known';
  readonly refreshOnly: boolean;
}

/** Made once: `localeCompare` makes one for each comparison. */
const BY_NUMBER = new Intl.Collator('en', { numeric: true });

export function isOurs({ mode, type, provider }: ResourceKind): boolean {
  return mode === 'managed' && type === AUTH_METHOD_TYPE && provider === PROVIDER_SOURCE;
}

/** The auth methods of a plan, by address: what it changes or leaves, what only drifted, what it left out. */
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
      .map((entry) => unplannedMethod(entry, made)),
  ];
  return methods.sort((a, b) => BY_NUMBER.compare(a.address, b.address));
}

function plannedMethod(entry: ResourceChange, drift: ResourceChange | undefined, made: Made): Method {
  const { change, reason } = entry;
  const { actions, before, after, afterUnknown, importedFrom } = change;
  const deposed = entry.deposed !== undefined;
  const address = deposed ? `${entry.address} (deposed object ${entry.deposed})` : entry.address;
  const found = deposed ? undefined : drift;
  const held = heldAttributes(before, address);
  const action = actionOf(actions, address, found?.change.after === null);
  // A plan to destroy is made from the refreshed state, and keeps nothing of the one before; it gives no reasons.
  const isDestroyPlan = action === 'delete' && reason === undefined && !found && !deposed;
  // Terraform does not refresh what it forgets.
  const isUnread = deposed || action === 'forget' || (made.refreshed === 'no' && before !== null);
  return {
    ...common({ ...entry, address }, [change, ...(found ? [found.change] : [])]),
    action,
    steps: actions,
    reason,
    id: before === null ? undefined : (textIn(before, 'id', address) ?? undefined),
    importedFrom,
    movedFrom: entry.previousAddress,
    deposed,
    deployed: deployedBefore(),
    live: liveNow(),
    wanted: action === 'forget' ? everyAttribute(ABSENT) : wantedAttributes(after, afterUnknown, address),
    secretSent: secretSent(actions, afterUnknown),
    driftUntold: !found && (isDestroyPlan || deposed || action === 'forget'),
    local: { before, after, afterUnknown },
  };

  function deployedBefore(): StoredValues {
    if (importedFrom !== undefined) return everyAttribute(ABSENT);
    if (found) return heldAttributes(found.change.before, found.address);
    return isDestroyPlan && made.refreshed !== 'no' ? everyAttribute(NOT_READ) : held;
  }

  function liveNow(): StoredValues {
    // What is deleted is planned from the state as it was, so what the refresh found goes first.
    if (found) return heldAttributes(found.change.after, found.address);
    return isUnread && importedFrom === undefined ? everyAttribute(NOT_READ) : held;
  }
}

function actionOf(actions: readonly string[], address: string, deletedOutside: boolean): Action {
  switch (actions.join()) {
    case 'no-op':
      return 'none';
    case 'create':
      return deletedOutside ? 'create-again' : 'create';
    case 'update':
    case 'delete':
    case 'forget':
      return actions[0] as Action;
    case 'delete,create':
    case 'create,delete':
      return 'replace';
    default:
      throw unknownActions(address, actions);
  }
}

/** The provider plans an unknown revision, and only then, when it sends the secret. */
function secretSent(actions: readonly string[], afterUnknown: unknown): Method['secretSent'] {
  const unknown = (name: AttributeName) => isMarked(afterUnknown, name);
  if (actions.includes('create')) return 'yes';
  if (!actions.includes('update') || !unknown('client_secret_revision')) return 'no';
  return unknown('client_secret_wo_version') ? 'unknown' : 'yes';
}

/** What a refresh found, and the plan says nothing more of. */
function driftedMethod(entry: ResourceChange, plan: Plan, made: Made): Method {
  const { before, after, afterUnknown } = entry.change;
  const gone = after === null;
  // Whether the code left it out too can be told from a whole plan alone.
  const dropped = gone && !made.refreshOnly && plan.complete !== false;
  return {
    ...common(entry, [entry.change]),
    action: gone ? 'gone' : 'none',
    steps: [],
    id: textIn(before, 'id', entry.address) ?? undefined,
    movedFrom: entry.previousAddress,
    deposed: false,
    deployed: heldAttributes(before, entry.address),
    live: heldAttributes(after, entry.address),
    wanted: everyAttribute(dropped ? ABSENT : NOT_READ),
    secretSent: 'no',
    driftUntold: false,
    local: { before: after, after, afterUnknown },
  };
}

/** One that the state has and the plan says nothing of: with `-refresh-only` it is as it was, else it was left out. */
function unplannedMethod(entry: PriorResource, { refreshed, refreshOnly }: Made): Method {
  const held = heldAttributes(entry.values, entry.address);
  return {
    ...common(entry, []),
    sensitive: new Set(COMPARED.filter((name) => isMarked(entry.sensitive, name))),
    action: 'none',
    steps: [],
    id: textIn(entry.values, 'id', entry.address) ?? undefined,
    deposed: false,
    deployed: held,
    live: refreshOnly && refreshed !== 'no' ? held : everyAttribute(NOT_READ),
    wanted: everyAttribute(NOT_READ),
    secretSent: 'no',
    driftUntold: false,
    local: { before: entry.values, after: entry.values, afterUnknown: false },
  };
}

function common(
  entry: ResourceKind & { readonly address: string },
  changes: readonly ResourceChange['change'][],
): Pick<Method, 'address' | 'resource' | 'sensitive'> {
  const marks = changes.flatMap(({ beforeSensitive, afterSensitive }) => [beforeSensitive, afterSensitive]);
  return {
    address: entry.address,
    resource: entry,
    sensitive: new Set(COMPARED.filter((name) => marks.some((mark) => isMarked(mark, name)))),
  };
}
