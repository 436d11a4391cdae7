import { resolveConnection } from '../client/connection';
import { DatadogClient } from '../client/datadog-client';
import { DatadogError, type Explanation } from '../client/errors';
import { userAgentOf } from '../client/user-agent';
import { Secrets } from '../text/secrets';
import type { AuthMethod } from '../wire/answer';
import { failed } from './errors';

export type { AuthMethod };

interface ListOptions {
  /** Where the credentials and the address come from, by the names that the provider knows. */
  readonly environment: NodeJS.ProcessEnv;
  /** Of the package, which Datadog is told. */
  readonly version: string;
  /** Told what a person should hear though nothing is wrong. */
  readonly onNote: (note: Explanation) => void;
}

/**
 * All auth methods of the organisation by name, with one call.
 *
 * @throws ImportError
 */
export async function existingAuthMethods(options: ListOptions): Promise<readonly AuthMethod[]> {
  const { connection, problems, notes, secrets } = resolveConnection({}, options.environment);
  // Datadog, or a proxy, might repeat a key in its own words.
  const masked = new Secrets(secrets);
  const hide = (text: string) => masked.mask(text);
  if (!connection) throw failed(problems, hide);
  notes.forEach(options.onNote);
  const client = new DatadogClient(connection, { userAgent: userAgentOf(options.version) });
  try {
    const methods = await client.list(new AbortController().signal);
    return [...methods].sort((a, b) => compare(nameOf(a), nameOf(b)) || compare(a.id, b.id));
  } catch (error) {
    if (!(error instanceof DatadogError)) throw error;
    throw failed([error.explain('the auth methods')], hide);
  }
}

export function nameOf({ attributes }: AuthMethod): string {
  return attributes.name ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
