import { nearNames, ofName } from '../client/by-name';
import type { AuthMethod } from '../wire/answer';
import { isUuid } from '../wire/routes';
import { noneOfThisId, noneOfThisName, severalOfThisName } from './errors';

/** What makes a name of whatever follows, as in an import block. */
const NAME = 'name:';

/**
 * The auth methods that somebody named, each once, in the order of the list.
 *
 * @param words names or ids
 * @throws ImportError when one of them names none, or several
 */
export function named(methods: readonly AuthMethod[], words: readonly string[]): readonly AuthMethod[] {
  const chosen = new Set(words.map((word) => one(methods, word)));
  return methods.filter((method) => chosen.has(method));
}

function one(methods: readonly AuthMethod[], word: string): AuthMethod {
  if (isUuid(word)) {
    const found = methods.find(({ id }) => id.toLowerCase() === word.toLowerCase());
    if (!found) throw noneOfThisId(word);
    return found;
  }
  const name = word.startsWith(NAME) ? word.slice(NAME.length) : word;
  const found = ofName(methods, name);
  const [first, ...others] = found;
  if (!first) throw noneOfThisName(name, nearNames(methods, name), methods.length);
  if (others.length > 0)
    throw severalOfThisName(
      name,
      found.map(({ id }) => id),
    );
  return first;
}
