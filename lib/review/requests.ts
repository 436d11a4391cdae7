import type { ComparedName, Scalar } from '../attributes';
import { changes, requestAttributes, type Change, type KnownChange } from '../change/change';
import { MASK } from '../text/secrets';
import { requestBody } from '../wire/request';
import { COLLECTION_PATH, methodPath } from '../wire/routes';
import type { Method } from './methods';
import { AFTER_APPLY } from './plan';
import type { PlannedRequest } from './review';

/** A request, and the changes that it makes. A DELETE makes none. */
export interface Sending {
  readonly method: PlannedRequest['method'];
  readonly path: string;
  readonly changes?: readonly Change[];
}

/** What a deploy sends for an auth method: the provider's own diff, in the provider's order. */
export function sendings({ id, steps, secretSent }: Method): Sending[] {
  const path = methodPath(id ?? '');
  return steps.flatMap((step): Sending[] => {
    if (step.kind === 'delete') return [{ method: 'DELETE', path }];
    if (step.kind === 'create')
      return [{ method: 'POST', path: COLLECTION_PATH, changes: changes(null, step.desired, true) }];
    const list = changes(step.prior, step.desired, secretSent !== 'no');
    return list.length === 0 ? [] : [{ method: 'PATCH', path, changes: list }];
  });
}

/**
 * The complete request, without the client secret, which no plan has, and without what is hidden.
 *
 * @param isHidden whether the value that an attribute gets must not be shown
 */
export function plannedRequest(
  { method, path, changes: list }: Sending,
  secretSent: Method['secretSent'],
  isHidden: (attribute: ComparedName, value: Scalar | null) => boolean,
): PlannedRequest {
  if (!list) return { method, path, settled: true };
  const shown = list.map((change): KnownChange => {
    if (change.kind === 'secret') return change;
    if (change.kind === 'unknown') return { ...change, kind: 'set', value: AFTER_APPLY };
    const value = change.kind === 'set' ? change.value : null;
    return isHidden(change.attribute, value) ? { ...change, kind: 'set', value: MASK } : change;
  });
  const body = requestBody(requestAttributes(shown, MASK));
  const settled = list.every(({ kind }) => kind !== 'unknown') && secretSent !== 'unknown';
  return { method, path, body, settled };
}
