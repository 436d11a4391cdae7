import type { ComparedName } from '../attributes';
import {
  changes,
  requestAttributes,
  type Change,
  type DesiredValues,
  type HeldValues,
  type SettledChange,
} from '../change/change';
import { requestBody } from '../wire/request';
import { COLLECTION_PATH, methodPath } from '../wire/routes';
import type { Method } from './methods';
import { AFTER_APPLY } from './plan';
import type { PlannedRequest } from './review';
import { heldAttributes } from './values';

/** Stands for the client secret and for what is sensitive. */
export const MASK = '***';

/** A request, and the changes that it makes. */
export interface Sending {
  readonly method: PlannedRequest['method'];
  readonly path: string;
  /** Absent for a DELETE. */
  readonly changes?: readonly Change[];
}

/** What a deploy sends for an auth method, from the same diff and in the same order as the provider. */
export function sendings(method: Method): Sending[] {
  const path = methodPath(method.id ?? '');
  const desired = method.wanted as DesiredValues;
  return method.steps.flatMap((step): Sending[] => {
    if (step === 'delete') return [{ method: 'DELETE', path }];
    if (step === 'create')
      return [{ method: 'POST', path: COLLECTION_PATH, changes: changes(null, desired, true) }];
    if (step !== 'update') return [];
    // The state of the refresh, whether or not somebody looked: it is what the provider is given.
    const prior = heldAttributes(method.local.before, method.address) as HeldValues;
    const list = changes(prior, desired, method.secretSent !== 'no');
    return list.length === 0 ? [] : [{ method: 'PATCH', path, changes: list }];
  });
}

/** @param isHidden whether the value that an attribute gets must not be shown */
export function plannedRequest(
  { method, path, changes: list }: Sending,
  { secretSent }: Pick<Method, 'secretSent'>,
  isHidden: (attribute: ComparedName, value: string | null) => boolean,
): PlannedRequest {
  if (!list) return { method, path, settled: true };
  const shown = list.map((change): SettledChange => {
    if (change.kind === 'secret') return change;
    if (change.kind === 'unknown') return { ...change, kind: 'set', value: AFTER_APPLY };
    const value = change.kind === 'set' ? change.value : null;
    return isHidden(change.attribute, value) ? { ...change, kind: 'set', value: MASK } : change;
  });
  const settled = list.every(({ kind }) => kind !== 'unknown') && secretSent !== 'unknown';
  return {
    method,
    path,
    body: requestBody(requestAttributes(shown, MASK)),
    settled,
  };
}

/** The whole body with all values, for a digest; the secret is none of them, since no plan has it. */
export function wholeBody({ changes: list }: Sending): object | undefined {
  return list && requestBody(requestAttributes(list.map(settledChange), MASK));
}

function settledChange(change: Change): SettledChange {
  return change.kind === 'unknown' ? { ...change, kind: 'set', value: AFTER_APPLY } : change;
}
