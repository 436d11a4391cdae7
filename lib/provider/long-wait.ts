import type { Wait } from '../client/caller';
import type { Diagnostic } from '../plugin/provider';
import { waitedLong } from './errors/shared';

/**
 * Reports the first long wait of a walk, once: a thousand resources that waited together need one warning.
 */
export class LongWait {
  private wait: Wait | undefined;
  private isReported = false;

  add(wait: Wait): void {
    this.wait ??= wait;
  }

  /** The warning, for the first answer after the wait; afterwards nothing. */
  take(): Diagnostic[] {
    if (this.wait === undefined || this.isReported) return [];
    this.isReported = true;
    return [waitedLong(this.wait)];
  }
}
