import type { Clock } from '../../lib/client/clock';

/**
 * A clock that stands still but for waits, which are over at once and written down; chance is always the
 * middle.
 */
export class FakeClock implements Clock {
  readonly sleeps: number[] = [];
  private time = 0;

  now(): number {
    return this.time;
  }

  date(): number {
    return Date.parse('2026-11-23T12:00:00Z') + this.time;
  }

  random(): number {
    return 0.5;
  }

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.sleeps.push(milliseconds);
    this.time += milliseconds;
  }

  pass(milliseconds: number): void {
    this.time += milliseconds;
  }
}
