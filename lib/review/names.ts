import type { WantedValue } from '../drift/values';
import type { Configuration } from './configuration';
import { saysInUse } from './diagnostics';
import { groupedBy } from './grouped';
import type { Method } from './method';

/** Auth methods by a name that they have. */
export type Named = ReturnType<typeof holdersIn>;

/** The name in Datadog now, or the deployed one where that was not read. */
export function nameIn({ live, deployed }: Pick<Method, 'live' | 'deployed'>): string | undefined {
  return nameKey(live.name) ?? nameKey(deployed.name);
}

/** Names are the same where these are. Terraform normalises every string; Datadog may not. */
export function nameKey(name: WantedValue): string | undefined {
  return typeof name === 'string' ? name.normalize('NFC') : undefined;
}

/** Names are unique in an organisation. The plan's warning about the taken name has the id of its holder. */
export function isInReach({ organisation, diagnostics }: Method, holder: Method): boolean {
  const isSame = organisation !== undefined && organisation === holder.organisation;
  return isSame || diagnostics.some((one) => saysInUse(one, holder.id));
}

export const holdersIn = (methods: readonly Method[]) => groupedBy(methods, ({ live }) => nameKey(live.name));

/**
 * The auth method whose name another one takes, as soon as the deploy deletes or renames it. Two resources
 * that want one name, and names that are swapped, are not here: no plan of them can be made.
 */
export function holderOf(method: Method, holders: Named, configuration: Configuration): Method | undefined {
  const all = holders.get(takenName(method)) ?? [];
  const holder = all.find((one) => one.address !== method.address && isInReach(method, one));
  if (!holder || configuration.waitsFor(holder.resource, method.resource)) return undefined;
  return deletes(holder) || takenName(holder) !== undefined ? holder : undefined;
}

export function deletes({ drafts }: Pick<Method, 'drafts'>): boolean {
  return drafts.some(({ method }) => method === 'DELETE');
}

/** The name that a deploy takes for an auth method: at its creation, or by a new name. */
export function takenName({ drafts }: Method): string | undefined {
  const change = drafts.flatMap(({ changes }) => changes).find((one) => one.attribute === 'name');
  return change?.kind === 'set' ? nameKey(change.value) : undefined;
}

/** The name that a deploy takes, with the organisation that it is in. Undefined where that is not known. */
export function takenPlace(method: Method): string | undefined {
  const name = takenName(method);
  const { organisation } = method;
  return name === undefined || organisation === undefined ? undefined : `${organisation} ${name}`;
}
