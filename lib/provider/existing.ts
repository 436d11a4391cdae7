import { DatadogError } from '../client/errors';
import type { SharedReads } from '../client/shared-reads';
import { log } from '../plugin/log';
import type { AuthMethod } from '../wire/answer';

type Existing = Promise<readonly AuthMethod[] | undefined>;

/**
 * How long the plans of a walk wait for the list, in milliseconds, retries included. Terraform plans again
 * during apply, and an interrupt has to wait for that plan.
 */
const LONGEST_PLAN_WAIT_MS = 10_000;

/**
 * The auth methods that existed before this walk created any: one list, read when the first creation is
 * planned.
 *
 * An answer to a POST can be lost. Then an auth method of the same name and values proves nothing: it may be
 * the one that the same apply deletes or replaces. One that this list does not show is newer than the list.
 */
export class ExistingAuthMethods {
  private methods: Existing | undefined;
  private inTime: Existing | undefined;

  constructor(private readonly reads: SharedReads) {}

  /** @returns undefined when they could not be listed */
  all(signal: AbortSignal): Existing {
    this.methods ??= this.reads.all(signal).catch((error: unknown) => {
      if (!(error instanceof DatadogError)) throw error;
      log('debug', 'Could not list the auth methods before a creation', { reason: error.message });
      return undefined;
    });
    return this.methods;
  }

  /**
   * The same for a plan, which needs the list only for its warnings. A creation does not rely on a list that
   * took too long: it reads its own before the POST.
   *
   * @returns undefined when they could not be listed in time
   */
  forPlan(signal: AbortSignal): Existing {
    this.inTime ??= this.listInTime(signal);
    return this.inTime;
  }

  private async listInTime(signal: AbortSignal): Existing {
    const limit = new AbortController();
    const end = () => limit.abort(signal.reason);
    const timer = setTimeout(end, LONGEST_PLAN_WAIT_MS);
    signal.addEventListener('abort', end, { once: true });
    const methods = await this.all(limit.signal);
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    if (limit.signal.aborted) this.methods = undefined;
    return methods;
  }

  /** Whether the auth method existed before. @returns undefined when that is not known */
  async has(id: string, signal: AbortSignal): Promise<boolean | undefined> {
    const methods = await this.all(signal);
    return methods?.some((method) => method.id.toLowerCase() === id.toLowerCase());
  }
}
