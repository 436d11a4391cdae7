import { nearNames, ofName } from '../client/by-name';
import type { AuthMethod } from '../wire/answer';
import { isUuid } from '../wire/routes';
import { noneOfThisId, noneOfThisName, severalOfThisName } from './errors';

/** Marks the rest as a name, even if it looks like an id; as in an import block. */
const NAME = 'name:';

/**
 * The auth methods with these names or ids, each once, in the order of `methods`.
 *
 * @throws ImportError if a name or id matches none, or several
 */
export function chosenMethods(
  methods: readonly AuthMethod[],
  words: readonly string[],
): readonly AuthMethod[] {
  const chosen = new Set(words.map((word) => findOne(methods, word)));
  return methods.filter((method) => chosen.has(method));
}

function findOne(methods: readonly AuthMethod[], word: string): AuthMethod {
  if (isUuid(word)) {
    const method = methods.find(({ id }) => id.toLowerCase() === word.toLowerCase());
    if (!method) throw noneOfThisId(word);
    return method;
  }
  const name = word.startsWith(NAME) ? word.slice(NAME.length) : word;
  const [first, ...others] = ofName(methods, name);
  if (!first) throw noneOfThisName(name, nearNames(methods, name));
  if (others.length > 0) throw severalOfThisName(name, [first, ...others]);
  return first;
}
