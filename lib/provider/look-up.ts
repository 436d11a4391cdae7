import { nearNames, ofName } from '../client/by-name';
import { DatadogError } from '../client/errors';
import type { Call, Diagnostic } from '../plugin/provider';
import type { AuthMethod } from '../wire/answer';
import type { Configured } from './configure';
import { ambiguousName, nameNeedsTheList, noSuchName } from './errors/look-up';

/**
 * How old a list may be when a data source is read, in milliseconds: a hundred in a plan share one. In an
 * apply, what a data source depends on may have changed something since.
 */
export const MOMENT_MS = 1_000;

/** The auth method of exactly this name, or why there is not one. */
export async function lookUp(
  { reads }: Configured,
  name: string,
  call: Call,
): Promise<AuthMethod | Diagnostic> {
  const began = performance.now();
  let methods: readonly AuthMethod[];
  try {
    methods = await reads.all(call.signal, began - MOMENT_MS);
    if (ofName(methods, name).length === 0) methods = await reads.all(call.signal, began);
  } catch (error) {
    if (!(error instanceof DatadogError)) throw error;
    return nameNeedsTheList(error, name);
  }
  const [first, ...others] = ofName(methods, name);
  if (!first) return noSuchName(name, nearNames(methods, name), methods.length);
  return others.length === 0
    ? first
    : ambiguousName(
        name,
        [first, ...others].map(({ id }) => id),
      );
}

export function isFound(found: AuthMethod | Diagnostic): found is AuthMethod {
  return 'attributes' in found;
}
