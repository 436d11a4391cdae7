import type { Answer, Call, Diagnostic, ResourceState } from '../../plugin/provider';
import type { ObjectValue } from '../../plugin/value';
import { isUuid } from '../../wire/routes';
import { isConfigured, type Configured } from '../configure';
import { identityNotAUuid, ofOtherSite } from '../errors/identity';
import { notAUuid } from '../errors/look-up';
import { isFound, lookUp } from '../look-up';
import { NO_PRIVATE_DATA, noState } from '../results';
import { emptyState, textOf } from '../state';

/** Introduces a name in an import. */
const NAME = 'name:';

/**
 * Imports an auth method that exists. Returns only its id; Terraform reads the rest next. After an import by
 * name, the list that found the id answers that read too.
 *
 * @param text a UUID, or `name:` and a name
 */
export async function importAuthMethod(
  configured: Configured | Diagnostic,
  text: string,
  call: Call,
): Promise<Answer<ResourceState>> {
  // What follows `name:` is a name even if it looks like an id.
  if (!text.startsWith(NAME)) return isUuid(text) ? imported(text.toLowerCase()) : noState(notAUuid(text));
  if (!isConfigured(configured)) return noState(configured);
  const found = await lookUp(configured, text.slice(NAME.length), call);
  return isFound(found) ? imported(found.id) : noState(found);
}

/** Imports by identity, in an `import` block of Terraform 1.12. */
export function importByIdentity(
  configured: Configured | Diagnostic,
  identity: ObjectValue,
): Answer<ResourceState> {
  const id = textOf(identity, 'id') ?? '';
  if (!isUuid(id)) return noState(identityNotAUuid(id));
  if (!isConfigured(configured)) return noState(configured);
  const { site } = identity;
  return typeof site === 'string' && configured.site !== undefined && site !== configured.site
    ? noState(ofOtherSite(id, site, configured.site))
    : imported(id.toLowerCase());
}

function imported(id: string): Answer<ResourceState> {
  return { state: { ...emptyState(), id }, private: NO_PRIVATE_DATA, diagnostics: [] };
}
