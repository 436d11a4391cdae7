import { sentence } from '../text/sentence';
import { mayHaveEffect, type Fault, type Operation } from './retry-policy';

/** What a person reads about something that failed. */
export interface Explanation {
  readonly summary: string;
  readonly detail: string;
  /** The attribute that Datadog's answer is about, by its name in Datadog's API. */
  readonly attribute?: string;
}

/** A call to Datadog that failed. */
export interface FailedCall {
  readonly operation: Operation;
  /** Such as `GET /api/v2/…`. */
  readonly request: string;
  /** Where calls go and which setting decided it, as a sentence. */
  readonly address: string;
}

export interface FailureDetails extends ErrorOptions {
  /** Default: 1. */
  readonly attempts?: number;
  /** Default: as the fault shows. */
  readonly unanswered?: boolean;
}

/** A call that failed, as data. It contains no credential and no request body. */
export class DatadogError extends Error {
  override readonly name = 'DatadogError';
  readonly attempts: number;
  /** Whether any attempt got no answer that shows if it took effect, whatever a later one was answered. */
  readonly unanswered: boolean;

  /** @param fault why the last attempt failed */
  constructor(
    readonly call: FailedCall,
    readonly fault: Fault,
    details: FailureDetails = {},
  ) {
    const { attempts = 1, unanswered = mayHaveEffect(fault) } = details;
    super(`${describe(call, fault)}${attempts === 1 ? '' : ` It was tried ${attempts} times.`}`, details);
    this.attempts = attempts;
    this.unanswered = unanswered;
  }

  /** The same failure at the end of a call. */
  after(attempts: number, unanswered: boolean): DatadogError {
    return new DatadogError(this.call, this.fault, { cause: this.cause, attempts, unanswered });
  }
}

function describe({ request }: FailedCall, fault: Fault): string {
  switch (fault.kind) {
    case 'status':
      return fault.errors.length === 0
        ? `${request} was answered ${fault.status} without an error message.`
        : `${request} was answered ${fault.status}: ${fault.errors.map(sentence).join(' ')}`;
    case 'garbled':
    case 'strange':
      return `${request} was answered with a body that ${fault.problem}.`;
    case 'no-login':
      return `${request} could not log in: ${sentence(fault.problem)}`;
    default:
      return `${request} got no answer: ${sentence(fault.problem)}`;
  }
}

/** What a failure means to the caller. */
export type Meaning =
  | 'bad-credentials'
  | 'no-permission'
  /** Datadog itself answered that the auth method does not exist. */
  | 'absent'
  | 'wrong-address'
  | 'name-in-use'
  | 'rate-limited'
  /** Datadog, or a proxy in between, is in trouble. */
  | 'outage'
  | 'redirected'
  /** Datadog refused the request for another reason. */
  | 'refused'
  /** The answer does not look like Datadog's. */
  | 'foreign'
  /** The answer is a success that cannot be read. */
  | 'unreadable'
  | 'no-login'
  | 'no-answer'
  | 'timed-out'
  | 'interrupted';

export function meaningOf({ fault }: DatadogError): Meaning {
  switch (fault.kind) {
    case 'status':
      return meaningOfStatus(fault);
    case 'unsent':
      return 'no-answer';
    case 'unanswered':
      return fault.isTimeout ? 'timed-out' : 'no-answer';
    case 'interrupted':
    case 'no-login':
      return fault.kind;
    default:
      return 'unreadable';
  }
}

const MEANING = new Map<number, Meaning>([
  [401, 'bad-credentials'],
  [403, 'no-permission'],
  [404, 'wrong-address'],
  [408, 'outage'],
  [409, 'name-in-use'],
  [429, 'rate-limited'],
]);

function meaningOfStatus({ status, errors, isAbsent }: Extract<Fault, { kind: 'status' }>): Meaning {
  if (isAbsent) return 'absent';
  if (status >= 500) return 'outage';
  if (status >= 300 && status < 400) return 'redirected';
  return MEANING.get(status) ?? (errors.length > 0 ? 'refused' : 'foreign');
}
