import type { Fault } from './retry-policy';

/**
 * The figures of the AWS SDKs' retry mode "standard": a full bucket, what a repetition takes out of it (a timeout
 * costs Datadog the most), and what a call that succeeds at once puts back
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
 */
const FULL = 500;
const COST = 5;
const COST_AFTER_TIMEOUT = 10;
const EARNED = 1;

/** Sees to it that many calls that fail at once do not make an outage worse: together they repeat 100 times. */
export class RetryBudget {
  private tokens = FULL;

  /** Pays for a repetition after a fault. @returns what it cost, undefined when there is too little left for it */
  pay(fault: Fault): number | undefined {
    // The rate limit has a brake of its own: all calls stand still for as long as Datadog tells.
    if (fault.kind === 'status' && fault.status === 429) return 0;
    const cost = fault.kind === 'unanswered' && fault.timeout ? COST_AFTER_TIMEOUT : COST;
    if (cost > this.tokens) return undefined;
    this.tokens -= cost;
    return cost;
  }

  /** @param cost of the repetition that succeeded; absent when the first attempt did */
  succeeded(cost: number = EARNED): void {
    this.tokens = Math.min(FULL, this.tokens + cost);
  }
}
