import type { Answer, Call, Diagnostic, ResourceState } from '../plugin/provider';
import { isUuid } from '../wire/routes';
import { isConfigured, type Configured } from './configure';
import { isFound, lookUp } from './look-up';
import { notAUuid } from './look-up-errors';
import { emptyState } from './state';

/** What stands before a name in an import. */
const NAME = 'name:';

/**
 * Begins the care of an auth method that exists. Brings its id alone; Terraform has the rest read at once, and after
 * an import by name the list that found it answers that too.
 *
 * @param text a UUID, or `name:` and a name
 */
export async function importAuthMethod(
  configured: Configured | Diagnostic,
  text: string,
  call: Call,
): Promise<Answer<ResourceState>> {
  // What follows `name:` is a name whatever it looks like.
  if (!text.startsWith(NAME)) return isUuid(text) ? imported(text.toLowerCase()) : refused(notAUuid(text));
  if (!isConfigured(configured)) return refused(configured);
  const found = await lookUp(configured, text.slice(NAME.length), call);
  return isFound(found) ? imported(found.id) : refused(found);
}

function imported(id: string): Answer<ResourceState> {
  return { state: { ...emptyState(), id }, private: new Uint8Array(), diagnostics: [] };
}

function refused(diagnostic: Diagnostic): Answer<ResourceState> {
  return { state: null, private: new Uint8Array(), diagnostics: [diagnostic] };
}
