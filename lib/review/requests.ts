import type { ComparedName, Scalar } from '../attributes';
import {
  changes,
  requestAttributes,
  type Change,
  type DesiredValues,
  type KnownChange,
} from '../change/change';
import { attribute, listed, text, words } from '../text/parts';
import { MASK } from '../text/secrets';
import { requestBody } from '../wire/request';
import { COLLECTION_PATH, methodPath } from '../wire/routes';
import { AFTER_APPLY, type Change as PlannedChange } from './plan';
import type { PlannedRequest } from './review';
import { knownIn } from './values';

/** A request, and the changes that it makes. A DELETE makes none. */
export interface RequestDraft {
  readonly method: PlannedRequest['method'];
  readonly path: string;
  readonly changes: readonly Change[];
}

/** Whether a deploy sends the client secret. */
export type SecretSent = 'yes' | 'no' | 'unknown';

interface Planned {
  readonly change: PlannedChange;
  readonly id?: string;
  /** Absent for a deletion. */
  readonly desired: DesiredValues | false;
  readonly secretSent: SecretSent;
}

/** What a deploy sends for an auth method: the provider's own diff, in the provider's order. */
export function draftsOf({ change, id, desired, secretSent }: Planned): RequestDraft[] {
  const path = methodPath(id ?? '');
  return change.actions.flatMap((action): RequestDraft[] => {
    if (action === 'delete') return [{ method: 'DELETE', path, changes: [] }];
    if (!desired || (action !== 'create' && action !== 'update')) return [];
    if (action === 'create')
      return [{ method: 'POST', path: COLLECTION_PATH, changes: changes(null, desired, true) }];
    const list = changes(knownIn(change.before), desired, secretSent !== 'no');
    return list.length === 0 ? [] : [{ method: 'PATCH', path, changes: list }];
  });
}

/**
 * The complete request, without the client secret, which no plan has, and without what is hidden.
 *
 * @param isHidden whether the value that an attribute gets must not be shown
 */
export function plannedRequest(
  { method, path, changes: list }: RequestDraft,
  secretSent: SecretSent,
  isHidden: (attribute: ComparedName, value: Scalar | null) => boolean,
): PlannedRequest {
  if (method === 'DELETE') return { method, path, settled: true };
  const visible = list.map((change): KnownChange => {
    if (change.kind === 'secret') return change;
    if (change.kind === 'unknown') return { ...change, kind: 'set', value: AFTER_APPLY };
    const value = change.kind === 'set' ? change.value : null;
    return isHidden(change.attribute, value) ? { ...change, kind: 'set', value: MASK } : change;
  });
  const body = requestBody(requestAttributes(visible, MASK));
  const late = list.filter(
    ({ kind }) => kind === 'unknown' || (kind === 'secret' && secretSent === 'unknown'),
  );
  if (late.length === 0) return { method, path, body, settled: true };
  const names = listed(late.map((change) => attribute(change.attribute)));
  const empties =
    method === 'PATCH' ? ' What turns out equal is omitted, and an empty PATCH is not sent.' : '';
  const reason = text`Not final: ${names} will be known after apply.${words(empties)}`;
  return { method, path, body, settled: false, reason };
}
