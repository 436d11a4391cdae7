import { sameValue } from '../change/change';
import type { WantedValue } from '../drift/values';
import type { Method } from './method';

/** The auth method that has a name until the deploy frees it. */
export interface Holder {
  readonly address: string;
  readonly isDeleted: boolean;
}

/** The name in Datadog now, or the deployed one where that was not read. */
export function nameIn({ live, deployed }: Pick<Method, 'live' | 'deployed'>): WantedValue {
  return typeof live.name === 'symbol' ? deployed.name : live.name;
}

export function isSameName(one: WantedValue, other: WantedValue): boolean {
  return typeof one === 'string' && typeof other === 'string' && sameValue('name', one, other);
}

/**
 * The auth method whose name another one takes, as soon as the deploy deletes or renames it. Two resources
 * that want one name, and names that are swapped, are not here: no plan of them can be made.
 */
export function holderOf(method: Method, methods: readonly Method[]): Holder | undefined {
  const name = takenName(method);
  if (name === undefined) return undefined;
  const holder = methods.find(
    ({ address, live }) => address !== method.address && isSameName(live.name, name),
  );
  const isDeleted = holder?.drafts.some((draft) => draft.method === 'DELETE') ?? false;
  if (!holder || (!isDeleted && takenName(holder) === undefined)) return undefined;
  return { address: holder.address, isDeleted };
}

/** The name that a deploy takes for an auth method: at its creation, or by a new name. */
export function takenName({ drafts }: Method): string | undefined {
  const change = drafts.flatMap(({ changes }) => changes).find((one) => one.attribute === 'name');
  return change?.kind === 'set' ? String(change.value) : undefined;
}
