import type { Clock } from '../client/clock';
import { DatadogError, meaningOf } from '../client/errors';
import { linkedController } from '../client/linked-controller';
import type { AuthMethod } from '../wire/answer';
import type { Walk } from './walk';

/**
 * How long a resource waits while nothing else happens in the apply, in milliseconds. Terraform starts the
 * change that frees the name at any time, or after this one: then waiting is in vain.
 */
const QUIET_MS = 2_000;

/** How long a resource waits in all, in milliseconds. */
const LONGEST_MS = 30_000;

/**
 * How many resources wait for a change that did not begin. Terraform changes ten at once by default: if all
 * ten waited, the change that they wait for could not begin.
 */
const MOST_WAITING = 8;

/** How often a POST or PATCH is sent at most. */
const MOST_ATTEMPTS = 3;

/** Lets a creation or a rename wait for the name that another resource of the same apply gives up. */
export class NameRelease {
  private waiting = 0;
  private isVain = false;

  constructor(
    private readonly walk: Walk,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends a request, and sends it again if its name was in use and is free by now.
   *
   * @param isFree waits for the name
   * @throws DatadogError the last refusal
   */
  async retry<Result>(
    send: () => Promise<Result>,
    isFree: (refusal: DatadogError) => Promise<boolean>,
  ): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send();
      } catch (error) {
        const mayRepeat = attempt < MOST_ATTEMPTS && isNameInUse(error) && !error.unanswered;
        if (!mayRepeat || !(await isFree(error))) throw error;
      }
    }
  }

  /**
   * Waits until the auth method gives up the name.
   *
   * @param holder absent if no auth method has the name
   * @returns false when this apply does not free it in time
   */
  async frees(holder: AuthMethod | undefined, name: string, signal: AbortSignal): Promise<boolean> {
    if (!holder) return this.walk.hasFreed(name);
    const deadline = this.clock.now() + LONGEST_MS;
    while (!signal.aborted) {
      const fate = this.walk.fateOf(holder.id);
      if (fate === 'gone' || this.walk.hasFreed(name)) return true;
      const left = deadline - this.clock.now();
      if (fate === 'kept' || fate === 'failed' || left <= 0) return false;
      if (fate === 'leaving') await this.nextEvent(left, signal);
      else if (!(await this.mayBegin(Math.min(left, QUIET_MS), signal))) return false;
    }
    return false;
  }

  /** Whether anything happened while a change was waited for that did not begin. */
  private async mayBegin(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    if (this.isVain || this.waiting >= MOST_WAITING) return false;
    this.waiting += 1;
    const happened = await this.nextEvent(milliseconds, signal);
    this.waiting -= 1;
    if (!happened) this.isVain = true;
    return happened;
  }

  private async nextEvent(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    const { controller: over, release } = linkedController(signal);
    const unlisten = this.walk.listen(() => over.abort());
    // An event and an interrupt end the sleep with an error.
    await this.clock.sleep(milliseconds, over.signal).catch(() => undefined);
    release();
    unlisten();
    return over.signal.aborted && !signal.aborted;
  }
}

export function isNameInUse(error: unknown): error is DatadogError {
  return error instanceof DatadogError && meaningOf(error) === 'name-in-use';
}
