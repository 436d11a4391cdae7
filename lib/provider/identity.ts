import { RequestError } from '../plugin/errors';
import type { Diagnostic, ResourceIdentity } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { Configured } from './configure';
import { textOf } from './model';

/**
 * What distinguishes an auth method from all others: its id, and the site that has it. Its organisation is
 * missing, because no answer of Datadog names it.
 */
export const IDENTITY_ATTRIBUTES: ResourceIdentity['attributes'] = {
  id: { type: 'string', description: 'The UUID of the auth method.', requiredForImport: true },
  site: {
    type: 'string',
    description: "Datadog's site, such as `datadoghq.eu`. Null if the provider has an `api_url` instead.",
    requiredForImport: false,
  },
};

/** @throws RequestError if the identity names another site. An `api_url` may lead to any. */
export function refuseOtherSite(
  configured: Configured | undefined,
  identity: ObjectValue | null | undefined,
  refusal: (site: string, own: string) => Diagnostic,
): void {
  const [site, own] = [identity?.site, configured?.site];
  if (typeof site !== 'string' || own === undefined || site === own) return;
  throw new RequestError(refusal(site, own));
}

/** The identity of an auth method in a state. A stored one stays as it is. */
export function identify(
  configured: Configured | undefined,
  state: ObjectValue,
  before: ObjectValue | null,
): ObjectValue | null {
  const id = textOf(state, 'id');
  if (id === null) return null;
  if (before && textOf(before, 'id')?.toLowerCase() === id.toLowerCase()) return before;
  return configured ? { id, site: configured.site ?? null } : null;
}
