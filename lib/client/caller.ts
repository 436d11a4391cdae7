import { REAL_CLOCK, type Clock } from './clock';
import {
  BUDGET_SPENT,
  CALL_TOO_LONG,
  DatadogError,
  RATE_LIMITED,
  shown,
  unreachable,
  waitInterrupted,
} from './errors';
import type { requestBody } from '../wire/request';
import type { Http, HttpReply, HttpRequest } from './http';
import { RetryBudget } from './retry-budget';
import { verdict, type Operation } from './retry-policy';
import { waitMs } from './retry-timing';

/** What is told of each attempt, for a log. Neither a credential nor a body is in it. */
export interface CallRecord {
  readonly method: string;
  readonly path: string;
  /** Absent when no answer came. */
  readonly status?: number;
  readonly milliseconds: number;
  /** The names of the attributes that were sent. */
  readonly attributes?: readonly string[];
}

/** A wait between two attempts of a call, or all waits of one that succeeded in the end. */
export interface Wait {
  readonly milliseconds: number;
  /** What made it necessary, as a sentence. */
  readonly reason: string;
}

export interface CallerOptions {
  /** How many times a call may be repeated. */
  readonly maxRetries: number;
  readonly clock?: Clock;
  readonly onCall?: (record: CallRecord) => void;
  /** Told before a wait. */
  readonly onWait?: (wait: Wait) => void;
  /** Told when a call succeeded that had waited for over {@link LONG_WAIT_MS} in total. */
  readonly onLongWait?: (wait: Wait) => void;
}

/** For how long a call is repeated, in milliseconds: after them no further attempt begins. */
const LONGEST_CALL_MS = 300_000;

/** From when on a person should be told that calls wait, in milliseconds. */
const LONG_WAIT_MS = 10_000;

interface Attempts {
  /** By the clock, when the last attempt has to begin. */
  readonly deadline: number;
  /** How many failed. */
  failed: number;
  waited: number;
  reason: string;
  /** Of the last repetition, out of the budget. */
  cost?: number;
}

/** Makes calls, and repeats those that can be repeated, within the bounds of each call and of all of them together. */
export class Caller {
  private readonly budget = new RetryBudget();
  private readonly clock: Clock;
  /** Until when, by the clock, the rate limit keeps every call waiting. */
  private resumeAt = -Infinity;

  constructor(
    private readonly http: Http,
    private readonly options: CallerOptions,
  ) {
    this.clock = options.clock ?? REAL_CLOCK;
  }

  /**
   * @param read makes a value of an answer, or throws {@link DatadogError}
   * @throws DatadogError the last attempt's
   */
  async call<Value>(
    operation: Operation,
    request: HttpRequest,
    read: (reply: HttpReply) => Value,
  ): Promise<Value> {
    const attempts: Attempts = {
      deadline: this.clock.now() + LONGEST_CALL_MS,
      failed: 0,
      waited: 0,
      reason: RATE_LIMITED,
    };
    for (;;) {
      await this.waitForRateLimit(operation, request, attempts);
      let reply: HttpReply | undefined;
      try {
        reply = await this.once(operation, request);
        const value = read(reply);
        this.succeeded(attempts);
        return value;
      } catch (error) {
        if (!(error instanceof DatadogError)) throw error;
        await this.prepareRepetition(error, reply, request, attempts);
      }
    }
  }

  private succeeded({ cost, waited, reason }: Attempts): void {
    this.budget.succeeded(cost);
    if (waited > LONG_WAIT_MS) this.options.onLongWait?.({ milliseconds: waited, reason });
  }

  /** Waits until a failed call may be repeated. @throws DatadogError when it may not */
  private async prepareRepetition(
    error: DatadogError,
    reply: HttpReply | undefined,
    request: HttpRequest,
    attempts: Attempts,
  ): Promise<void> {
    const { clock, options } = this;
    const wait = waitMs(attempts.failed, reply, clock.random(), clock.date());
    const limited = error.status === 429;
    // All calls wait together, also when this one is not made again.
    if (limited) this.resumeAt = Math.max(this.resumeAt, clock.now() + wait);
    attempts.failed += 1;
    if (verdict(error.operation, error.fault) !== 'repeat') throw error.afterAttempts(attempts.failed);
    if (attempts.failed > options.maxRetries) throw error.afterAttempts(attempts.failed);
    if (clock.now() + wait > attempts.deadline) throw error.afterAttempts(attempts.failed, CALL_TOO_LONG);
    attempts.cost = this.budget.pay(error.fault);
    if (attempts.cost === undefined) throw error.afterAttempts(attempts.failed, BUDGET_SPENT);
    attempts.reason = error.message;
    options.onWait?.({ milliseconds: wait, reason: error.message });
    if (!limited) await this.sleep(wait, error.operation, request, attempts);
  }

  /** A wait between two calls. @throws DatadogError when it is interrupted */
  async pause(milliseconds: number, before: Operation, request: HttpRequest): Promise<void> {
    await this.clock.sleep(milliseconds, request.signal).catch((error: unknown) => {
      throw waitInterrupted(before, shown(request), error);
    });
  }

  private async waitForRateLimit(
    operation: Operation,
    request: HttpRequest,
    attempts: Attempts,
  ): Promise<void> {
    for (;;) {
      const wait = Math.min(this.resumeAt, attempts.deadline) - this.clock.now();
      if (wait <= 0) return;
      await this.sleep(wait, operation, request, attempts);
    }
  }

  private async sleep(
    milliseconds: number,
    operation: Operation,
    request: HttpRequest,
    attempts: Attempts,
  ): Promise<void> {
    attempts.waited += milliseconds;
    await this.pause(milliseconds, operation, request);
  }

  private async once(operation: Operation, request: HttpRequest): Promise<HttpReply> {
    const start = this.clock.now();
    let status: number | undefined;
    try {
      const reply = await this.http.call(request);
      status = reply.status;
      return reply;
    } catch (error) {
      throw unreachable(operation, shown(request), error);
    } finally {
      this.options.onCall?.({
        method: request.method,
        path: request.path,
        ...(status === undefined ? {} : { status }),
        milliseconds: Math.round(this.clock.now() - start),
        ...attributeNames(request.body),
      });
    }
  }
}

function attributeNames(body: unknown): { attributes?: readonly string[] } {
  const data = (body as ReturnType<typeof requestBody> | undefined)?.data;
  return data ? { attributes: Object.keys(data.attributes) } : {};
}
