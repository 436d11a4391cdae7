import { sameValue } from '../change/change';
import type { WantedValue } from '../drift/values';
import type { Configuration } from './configuration';
import { saysInUse } from './diagnostics';
import type { Method } from './method';

/** The auth method that has a name until the deploy frees it. */
export interface Holder {
  readonly address: string;
  readonly id?: string;
  readonly isDeleted: boolean;
}

/** The name in Datadog now, or the deployed one where that was not read. */
export function nameIn({ live, deployed }: Pick<Method, 'live' | 'deployed'>): WantedValue {
  return typeof live.name === 'symbol' ? deployed.name : live.name;
}

export function isSameName(one: WantedValue, other: WantedValue): boolean {
  return typeof one === 'string' && typeof other === 'string' && sameValue('name', one, other);
}

/** Names are unique in an organisation. The plan's warning about the taken name has the id of its holder. */
export function isInReach({ providerKey, diagnostics }: Method, holder: Method): boolean {
  const isSameProvider = providerKey !== undefined && providerKey === holder.providerKey;
  return isSameProvider || diagnostics.some((one) => saysInUse(one, holder.id));
}

/**
 * The auth method whose name another one takes, as soon as the deploy deletes or renames it. Two resources
 * that want one name, and names that are swapped, are not here: no plan of them can be made.
 */
export function holderOf(
  method: Method,
  methods: readonly Method[],
  configuration: Configuration,
): Holder | undefined {
  const name = takenName(method);
  if (name === undefined) return undefined;
  const holder = methods.find(
    (one) => one.address !== method.address && isSameName(one.live.name, name) && isInReach(method, one),
  );
  const isDeleted = holder?.drafts.some((draft) => draft.method === 'DELETE') ?? false;
  if (!holder || (!isDeleted && takenName(holder) === undefined)) return undefined;
  const isLater = configuration.waitsFor(holder.resource, method.resource);
  return isLater ? undefined : { address: holder.address, id: holder.id, isDeleted };
}

/** The name that a deploy takes for an auth method: at its creation, or by a new name. */
export function takenName({ drafts }: Method): string | undefined {
  const change = drafts.flatMap(({ changes }) => changes).find((one) => one.attribute === 'name');
  return change?.kind === 'set' ? String(change.value) : undefined;
}

/** The names that a plan takes, by the addresses of their auth methods, with the organisation. */
export type TakenNames = ReadonlyMap<string, string>;

export function takenNames(methods: readonly Method[], configuration: Configuration): TakenNames {
  const taken = methods.flatMap((method) => {
    const [name, organisation] = [takenName(method), configuration.organisation(method.resource)];
    const isKnown = name !== undefined && organisation !== undefined;
    return isKnown ? [[method.address, `name ${organisation} ${name}`] as const] : [];
  });
  return new Map(taken);
}
