import { groupedBy } from './grouped';
import type { Method } from './method';
import { isInReach, nameIn, nameKey } from './names';

/**
 * Joins the deletion and the creation of one name: a construct id or a label was renamed, and Terraform takes
 * that for two auth methods.
 */
export function withRenamed(methods: readonly Method[]): Method[] {
  const deletions = groupedBy(
    methods.filter(({ action, isDeposed }) => action === 'delete' && !isDeposed),
    nameIn,
  );
  const former = new Map<Method, Method>();
  for (const creation of methods.filter(({ action }) => action === 'create')) {
    const all = deletions.get(nameKey(creation.wanted.name)) ?? [];
    const deletion = all.find((one) => isInReach(creation, one));
    if (deletion) former.set(creation, deletion);
  }
  const joined = new Set(former.values());
  return methods.filter((method) => !joined.has(method)).map((method) => renamed(method, former.get(method)));
}

function renamed(creation: Method, deletion?: Method): Method {
  if (!deletion) return creation;
  const { id, deployed, live, isDriftHidden, address } = deletion;
  return {
    ...creation,
    ...{ id, deployed, live, isDriftHidden },
    action: 'replace',
    renamedFrom: address,
    drafts: [...deletion.drafts, ...creation.drafts],
    sensitive: new Set([...creation.sensitive, ...deletion.sensitive]),
    diagnostics: [...creation.diagnostics, ...deletion.diagnostics],
  };
}
