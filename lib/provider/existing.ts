import { DatadogError } from '../client/errors';
import { linkedController } from '../client/linked-controller';
import type { SharedReads } from '../client/shared-reads';
import type { AuthMethod } from '../wire/answer';

/** The auth methods that exist, or why they could not be listed. */
export type Existing = readonly AuthMethod[] | DatadogError;

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
  private list: Promise<Existing> | undefined;
  /** The ids, in lower case, that the list has shown so far. What a POST creates now is none of them. */
  seen: ReadonlySet<string> = new Set();
  private inTime: Promise<Existing | 'late'> | undefined;

  constructor(private readonly reads: SharedReads) {}

  all(signal: AbortSignal): Promise<Existing> {
    return (this.list ??= this.listNow(signal));
  }

  /** The same for a plan, which needs the list only for its warnings. `late`: it took too long. */
  forPlan(signal: AbortSignal): Promise<Existing | 'late'> {
    return (this.inTime ??= this.listInTime(signal));
  }

  /** Asks for the list without waiting for it. The plan's answer does not end the call. */
  askAhead(): void {
    void this.all(new AbortController().signal).catch(() => undefined);
  }

  /**
   * Sees to it that the list was asked for before a POST. It is awaited only if no plan of this walk asked:
   * a list that shows what the POST creates does no harm, because such an auth method counts as older.
   */
  async ask(signal: AbortSignal): Promise<void> {
    if (!this.list) await this.all(signal);
  }

  /** Whether the auth method existed before. @returns undefined when that is not known */
  async has(id: string, signal: AbortSignal): Promise<boolean | undefined> {
    const existing = await this.all(signal);
    return existing instanceof DatadogError ? undefined : this.seen.has(id.toLowerCase());
  }

  private async listNow(signal: AbortSignal): Promise<Existing> {
    try {
      const methods = await this.reads.all(signal);
      this.seen = new Set(methods.map(({ id }) => id.toLowerCase()));
      return methods;
    } catch (error) {
      if (error instanceof DatadogError) return error;
      throw error;
    }
  }

  private async listInTime(signal: AbortSignal): Promise<Existing | 'late'> {
    const { controller: limit, release } = linkedController(signal);
    const timer = setTimeout(() => limit.abort(), LONGEST_PLAN_WAIT_MS);
    const existing = await this.all(limit.signal);
    clearTimeout(timer);
    release();
    if (!limit.signal.aborted) return existing;
    // The creation asks again.
    this.list = undefined;
    return 'late';
  }
}
