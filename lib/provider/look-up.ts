import { nearNames, ofName } from '../client/by-name';
import { DatadogError } from '../client/errors';
import { RequestError } from '../plugin/errors';
import type { Call } from '../plugin/provider';
import type { AuthMethod } from '../wire/answer';
import type { Configured } from './configure';
import { ambiguousName, nameNeedsTheList, noSuchName } from './errors/look-up';

/** The auth method of exactly this name. @throws RequestError when there is none, or several */
export async function lookUp({ reads }: Configured, name: string, call: Call): Promise<AuthMethod> {
  const methods = await reads.all(call.signal).catch((error: unknown) => {
    throw error instanceof DatadogError ? new RequestError(nameNeedsTheList(error, name)) : error;
  });
  const found = ofName(methods, name);
  const [first, ...others] = found;
  if (!first) throw new RequestError(noSuchName(name, nearNames(methods, name), methods.length));
  if (others.length === 0) return first;
  const ids = found.map(({ id }) => id);
  throw new RequestError(ambiguousName(name, ids));
}
