import type { Fault } from './retry-policy';

/**
 * The figures of the AWS SDKs' retry mode "standard": the tokens at the start, what a retry takes (more after
 * a timeout, which costs the server the most), and what a call that succeeds at the first attempt returns
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
 */
const FULL = 500;
const COST = 5;
const COST_AFTER_TIMEOUT = 10;
const EARNED = 1;

/** Keeps many failing calls from making an outage worse: together they retry at most 100 times. */
export class RetryBudget {
  private tokens = FULL;

  /** Pays for a retry after a fault. @returns the cost, undefined when too few tokens are left */
  pay(fault: Fault): number | undefined {
    // After a 429 all calls wait as long as Datadog asks, which limits them already.
    if (fault.kind === 'status' && fault.status === 429) return 0;
    const cost = fault.kind === 'unanswered' && fault.timeout ? COST_AFTER_TIMEOUT : COST;
    if (cost > this.tokens) return undefined;
    this.tokens -= cost;
    return cost;
  }

  /** @param cost what the successful retry had cost; omit it if the first attempt succeeded */
  succeeded(cost: number = EARNED): void {
    this.tokens = Math.min(FULL, this.tokens + cost);
  }
}
