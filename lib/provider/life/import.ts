import { RequestError } from '../../plugin/errors';
import type { Call } from '../../plugin/provider';
import { textOf } from '../model';
import type { ObjectValue } from '../../plugin/value';
import { isUuid } from '../../wire/routes';
import type { Configuration } from '../configure';
import { notAUuid, ofOtherSite } from '../errors/look-up';
import { refuseOtherSite } from '../identity';
import { lookUp } from '../look-up';

/** Introduces a name in an import. */
const NAME = 'name:';

/**
 * Finds the id of an auth method that exists. After an import by name, the list that found the id answers the
 * read that follows too.
 *
 * @param text a UUID, or `name:` and a name
 */
export async function idToImport(configuration: Configuration, text: string, call: Call): Promise<string> {
  // What follows `name:` is a name even if it looks like an id.
  if (text.startsWith(NAME)) return (await lookUp(configuration.get(), text.slice(NAME.length), call)).id;
  if (isUuid(text)) return text;
  throw new RequestError(notAUuid(text));
}

/** The id in an identity, in an `import` block of Terraform 1.12. */
export function idOfIdentity(configuration: Configuration, identity: ObjectValue): string {
  const id = textOf(identity, 'id') ?? '';
  if (!isUuid(id)) throw new RequestError(notAUuid(id));
  refuseOtherSite(configuration.get(), identity, (site, own) => ofOtherSite(id, site, own));
  return id;
}
