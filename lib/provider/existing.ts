import { DatadogError } from '../client/errors';
import type { SharedReads } from '../client/shared-reads';
import { log } from '../plugin/log';
import type { AuthMethod } from '../wire/answer';

/**
 * The auth methods that existed before this walk created any: one list, read when the first creation is planned.
 *
 * An answer to a POST can be lost. An auth method of the same name and values proves nothing then: it may be the one
 * that the same apply deletes or replaces. One that this list does not show is newer than the list.
 */
export class ExistingAuthMethods {
  private methods: Promise<readonly AuthMethod[] | undefined> | undefined;

  constructor(private readonly reads: SharedReads) {}

  /** @returns undefined when they could not be listed */
  all(signal: AbortSignal): Promise<readonly AuthMethod[] | undefined> {
    this.methods ??= this.reads.all(signal).catch((error: unknown) => {
      if (!(error instanceof DatadogError)) throw error;
      log('debug', 'Could not list the auth methods before a creation', { reason: error.message });
      return undefined;
    });
    return this.methods;
  }

  /** Whether the auth method existed before. @returns undefined when that is not known */
  async has(id: string, signal: AbortSignal): Promise<boolean | undefined> {
    const methods = await this.all(signal);
    return methods?.some((method) => method.id.toLowerCase() === id.toLowerCase());
  }
}
