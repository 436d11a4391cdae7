import { nearNames, ofName } from '../client/by-name';
import { RequestError } from '../plugin/errors';
import type { Call } from '../plugin/provider';
import type { AuthMethod } from '../wire/answer';
import type { Configured } from './configure';
import { ambiguousName, notFound } from './errors/look-up';
import { aboutAll } from './errors/shared';

/**
 * How old a list may be when a data source is read, in milliseconds: a hundred in a plan share one. In an
 * apply, what a data source depends on may have changed something since.
 */
export const MOMENT_MS = 1_000;

/** The auth method of exactly this name. @throws RequestError when there is none, or several */
export async function lookUp({ reads }: Configured, name: string, call: Call): Promise<AuthMethod> {
  const began = performance.now();
  const listed = (since: number) => reads.all(call.signal, since).catch(aboutAll);
  let methods = await listed(began - MOMENT_MS);
  if (ofName(methods, name).length === 0) methods = await listed(began);
  const matches = ofName(methods, name);
  const [first, ...others] = matches;
  if (!first) throw new RequestError(notFound('name', name, nearNames(methods, name)));
  if (others.length === 0) return first;
  const ids = matches.map(({ id }) => id);
  throw new RequestError(ambiguousName('error', name, ids));
}
