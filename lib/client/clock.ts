import { setTimeout } from 'node:timers/promises';

/** Time and random numbers; tests bring their own. */
export interface Clock {
  /** Milliseconds since an arbitrary moment; never decreases. */
  now(): number;
  /** The time of day, in milliseconds since 1970. */
  date(): number;
  /** At least 0, less than 1. */
  random(): number;
  /** Rejects as soon as the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const REAL_CLOCK: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
};
