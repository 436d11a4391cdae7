import type { Method } from './method';
import { isInReach, isSameName, nameIn } from './names';

/**
 * Joins the deletion and the creation of one name: a construct id or a label was renamed, and Terraform takes
 * that for two auth methods.
 */
export function withRenamed(methods: readonly Method[]): Method[] {
  const deletions = methods.filter(({ action, isDeposed }) => action === 'delete' && !isDeposed);
  const creations = methods.filter(({ action }) => action === 'create');
  const pairs = new Map<Method, Method | undefined>();
  for (const deletion of deletions) {
    const [creation, ...others] = creations.filter((one) => isSame(deletion, one));
    const isOnly = creation && deletions.filter((one) => isSame(one, creation)).length === 1;
    if (isOnly && others.length === 0) pairs.set(deletion, undefined).set(creation, deletion);
  }
  return methods.flatMap((method) => {
    const deletion = pairs.get(method);
    if (deletion) return [renamed(method, deletion)];
    return pairs.has(method) ? [] : [method];
  });
}

function isSame(deletion: Method, creation: Method): boolean {
  return isSameName(nameIn(deletion), creation.wanted.name) && isInReach(creation, deletion);
}

function renamed(creation: Method, deletion: Method): Method {
  const { id, lastId, deployed, live, isDriftHidden, address } = deletion;
  return {
    ...creation,
    ...{ id, lastId, deployed, live, isDriftHidden },
    action: 'replace',
    renamedFrom: address,
    drafts: [...deletion.drafts, ...creation.drafts],
    sensitive: new Set([...creation.sensitive, ...deletion.sensitive]),
    diagnostics: [...creation.diagnostics, ...deletion.diagnostics],
  };
}
