import { explain } from '../client/advice';
import { resolveForCommand } from '../client/connection';
import { DatadogClient } from '../client/datadog-client';
import { DatadogError } from '../client/errors';
import { userAgentOf } from '../client/user-agent';
import { Secrets } from '../text/secrets';
import { escapeUnsafeInLines } from '../text/unsafe';
import type { AuthMethod } from '../wire/answer';
import { PUBLIC_TEXTS } from '../wire/public-texts';
import { failed } from './errors';

export type { AuthMethod };

interface ListOptions {
  /** Has the credentials and the address, in the same variables as for the provider. */
  readonly environment: NodeJS.ProcessEnv;
  /** The version of the package, for the `User-Agent`. */
  readonly version: string;
  /** The address in the provider's configuration. Default: the one of the environment. */
  readonly datadog?: { readonly site?: string; readonly apiUrl?: string };
}

/**
 * All auth methods of the organisation, sorted by name, with one call.
 *
 * @throws ImportError
 */
export async function existingAuthMethods(options: ListOptions): Promise<readonly AuthMethod[]> {
  const { site, apiUrl } = options.datadog ?? {};
  const { connection, problems, secrets } = resolveForCommand({ site, api_url: apiUrl }, options.environment);
  // Datadog or a proxy may repeat a key in an error text, or steer the terminal with it.
  const credentials = new Secrets(secrets, PUBLIC_TEXTS);
  const safe = (text: string) => escapeUnsafeInLines(credentials.mask(text));
  if (!connection) throw failed(problems, safe);
  const client = new DatadogClient(connection, {
    userAgent: userAgentOf(options.version),
    redact: (text) => credentials.withhold(text),
    conceal: (secret) => credentials.add(secret),
  });
  try {
    const methods = await client.list(new AbortController().signal);
    return [...methods].sort((a, b) => compare(nameOf(a), nameOf(b)) || compare(a.id, b.id));
  } catch (error) {
    if (!(error instanceof DatadogError)) throw error;
    throw failed([explain(error, 'the auth methods')], safe);
  }
}

export function nameOf({ attributes }: AuthMethod): string {
  return attributes.name ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
