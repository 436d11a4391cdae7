import { REAL_CLOCK, type Clock } from './clock';
import { DatadogError, meaningOf, type FailureDetails } from './errors';
import type { Read } from '../wire/read';
import type { requestBody } from '../wire/request';
import type { Http, HttpReply } from './http';
import { networkError } from './http-error';
import { readReply, type ApiRequest } from './read-reply';
import { isRepeatable, type Fault } from './retry-policy';
import { waitMs } from './retry-timing';

/** An attempt as a log shows it, without credentials and bodies. */
export interface CallRecord {
  readonly method: string;
  readonly path: string;
  /** Absent when no answer came. */
  readonly status?: number;
  readonly milliseconds: number;
  /** The names of the sent attributes. */
  readonly attributes?: readonly string[];
}

/** A wait between two attempts of a call, or all waits of a call that succeeded. */
export interface Wait {
  readonly milliseconds: number;
  /** Why the call waited, as a sentence. */
  readonly reason: string;
}

export interface CallerOptions {
  /** How many times a call is retried at most. */
  readonly maxRetries: number;
  /** Where calls go and which setting decided it, as a sentence for messages. */
  readonly address: string;
  /** Masks secrets in the error texts of answers. */
  readonly redact: (text: string) => string;
  readonly clock?: Clock;
  readonly onCall?: (record: CallRecord) => void;
  /** Called before a wait. */
  readonly onWait?: (wait: Wait) => void;
  /** Called after a call that succeeded and had waited longer than {@link LONG_WAIT_MS} in total. */
  readonly onLongWait?: (wait: Wait) => void;
}

/** How long a call is retried, in milliseconds. No attempt begins later. */
const LONGEST_CALL_MS = 300_000;

/** The total wait of a call that is worth a warning, in milliseconds. */
const LONG_WAIT_MS = 10_000;

/** Why a call waits although it was not refused itself. */
const RATE_LIMITED = 'Another call was answered 429: the rate limit is exhausted.';

interface Attempts {
  readonly request: ApiRequest;
  /** When the last attempt has to begin, by the clock. */
  readonly deadline: number;
  /** How many attempts failed. */
  failed: number;
  unanswered: boolean;
  waited: number;
  reason: string;
}

/** Makes calls and retries them, within the limits of each call and of the rate limit. */
export class Caller {
  private readonly clock: Clock;
  /** When the rate limit lets calls begin again, by the clock. */
  private resumeAt = -Infinity;

  constructor(
    private readonly http: Http,
    private readonly options: CallerOptions,
  ) {
    this.clock = options.clock ?? REAL_CLOCK;
  }

  /**
   * @param read reads the body of a success
   * @throws DatadogError the failure of the last attempt
   */
  async call<Value>(request: ApiRequest, read: (body: unknown) => Read<Value>): Promise<Value> {
    const attempts: Attempts = {
      request,
      deadline: this.clock.now() + LONGEST_CALL_MS,
      failed: 0,
      unanswered: false,
      waited: 0,
      reason: RATE_LIMITED,
    };
    for (;;) {
      await this.waitForRateLimit(attempts);
      let reply: HttpReply | undefined;
      try {
        reply = await this.once(request);
        const result = readReply(request, reply, read, this.options.redact);
        if ('fault' in result) throw this.failure(request, result.fault);
        const { waited, reason } = attempts;
        if (waited > LONG_WAIT_MS) this.options.onLongWait?.({ milliseconds: waited, reason });
        return result.value;
      } catch (error) {
        if (!(error instanceof DatadogError)) throw error;
        await this.waitForRetry(error, reply, attempts);
      }
    }
  }

  private failure({ operation, method, path }: ApiRequest, fault: Fault, details?: FailureDetails) {
    const call = { operation, request: `${method} ${path}`, address: this.options.address };
    return new DatadogError(call, fault, details);
  }

  /** Waits until a failed call may be retried. @throws DatadogError if it may not */
  private async waitForRetry(
    error: DatadogError,
    reply: HttpReply | undefined,
    attempts: Attempts,
  ): Promise<void> {
    const { clock, options } = this;
    const wait = waitMs(attempts.failed, reply, clock.random(), clock.date());
    const isLimited = meaningOf(error) === 'rate-limited';
    // All calls wait for the rate limit, even if this one is not retried.
    if (isLimited) this.resumeAt = Math.max(this.resumeAt, clock.now() + wait);
    attempts.failed += 1;
    attempts.unanswered ||= error.unanswered;
    const isOver = attempts.failed > options.maxRetries || clock.now() + wait > attempts.deadline;
    if (isOver || !isRepeatable(error.call.operation, error.fault))
      throw error.after(attempts.failed, attempts.unanswered);
    attempts.reason = error.message;
    options.onWait?.({ milliseconds: wait, reason: error.message });
    if (!isLimited) await this.sleep(wait, attempts);
  }

  /**
   * Waits before a call, or before another attempt of it.
   *
   * @throws DatadogError if it is interrupted
   */
  async pause(milliseconds: number, request: ApiRequest, unanswered = false): Promise<void> {
    await this.clock.sleep(milliseconds, request.signal).catch((cause: unknown) => {
      const fault = { kind: 'interrupted', problem: 'it was interrupted while it waited' } as const;
      throw this.failure(request, fault, { cause, unanswered });
    });
  }

  private async waitForRateLimit(attempts: Attempts): Promise<void> {
    for (;;) {
      const wait = Math.min(this.resumeAt, attempts.deadline) - this.clock.now();
      if (wait <= 0) return;
      await this.sleep(wait, attempts);
    }
  }

  private async sleep(milliseconds: number, attempts: Attempts): Promise<void> {
    attempts.waited += milliseconds;
    await this.pause(milliseconds, attempts.request, attempts.unanswered);
  }

  private async once(request: ApiRequest): Promise<HttpReply> {
    const start = this.clock.now();
    let reply: HttpReply | undefined;
    try {
      return (reply = await this.http.call(request));
    } catch (error) {
      const cause = networkError(error);
      throw this.failure(request, cause.fault, { cause });
    } finally {
      this.options.onCall?.({
        method: request.method,
        path: request.path,
        ...(reply ? { status: reply.status } : {}),
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
