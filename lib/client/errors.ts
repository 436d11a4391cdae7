import type { HttpError } from './http-error';
import { sentence } from '../text/sentence';
import { verdict, type Fault, type Operation } from './retry-policy';

/** What a person reads about a failed call. */
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

interface Failure {
  /** What happened, as a sentence. */
  readonly happened: string;
  /** What to do. */
  readonly next: string;
  readonly attribute?: string;
  /** Whether the answer has an error list in Datadog's format, and so does not come from a proxy. */
  readonly isFromDatadog?: boolean;
  readonly cause?: unknown;
}

/** A call that failed. It contains no credential and no request body. */
export class DatadogError extends Error {
  override readonly name = 'DatadogError';

  constructor(
    readonly operation: Operation,
    readonly fault: Fault,
    private readonly failure: Failure,
  ) {
    super(failure.happened, { cause: failure.cause });
  }

  /** Absent when no answer came, and when the answer was a success that could not be read. */
  get status(): number | undefined {
    return this.fault.kind === 'status' ? this.fault.status : undefined;
  }

  get isFromDatadog(): boolean {
    return this.failure.isFromDatadog ?? false;
  }

  /** Whether the answer was a success that could not be read. */
  get unreadable(): boolean {
    return ['garbled', 'strange', 'too-large'].includes(this.fault.kind);
  }

  /** Whether the call may have taken effect, so that only reading what exists can tell. */
  get ambiguous(): boolean {
    return verdict(this.operation, this.fault) === 'look-up';
  }

  /**
   * The same failure after several attempts. @param limit why there was no further attempt, if it was not the
   * last
   */
  afterAttempts(attempts: number, limit?: string): DatadogError {
    if (attempts === 1 && limit === undefined) return this;
    const times = attempts === 1 ? 'once' : `${attempts} times`;
    const tried =
      limit === undefined ? `It was tried ${times}.` : `It was tried ${times}, and not again: ${limit}.`;
    return new DatadogError(this.operation, this.fault, {
      ...this.failure,
      happened: `${this.failure.happened} ${tried}`,
    });
  }

  /** @param subject what the call was about, such as `auth method "payments"` */
  explain(subject: string): Explanation {
    const { happened, next, attribute } = this.failure;
    return {
      summary: `Could not ${this.operation} ${subject}`,
      detail: `${happened}\n\n${next}`,
      ...(attribute === undefined ? {} : { attribute }),
    };
  }
}

export const CALL_TOO_LONG = 'a call is retried for five minutes at most';
export const BUDGET_SPENT = 'too many calls failed recently, and more retries would make it worse';

/** Why a call waits although it was not refused itself. */
export const RATE_LIMITED = 'Another call was answered 429: the rate limit is exhausted.';

const PERMISSION: Record<Operation, string> = {
  create: 'manage_integrations',
  update: 'manage_integrations',
  delete: 'manage_integrations',
  read: 'integrations_read',
  list: 'integrations_read',
};

/** What is known after a call without a usable answer. */
const KNOWN_EFFECT: Record<Operation, string> = {
  create:
    'It is unknown whether Datadog created the auth method. ' +
    'Another run creates no second one: Datadog refuses a name that is in use.',
  update:
    'It is unknown whether Datadog changed the auth method. ' +
    'The next plan reads what Datadog holds, and shows what is left to change.',
  delete:
    'It is unknown whether Datadog deleted the auth method. ' +
    'Another run is safe: to delete one that no longer exists is not an error.',
  read: 'Nothing was changed.',
  list: 'Nothing was changed.',
};

/**
 * Datadog answered with a status other than the expected one.
 *
 * @param texts the errors in the answer, if it has the format of Datadog's; without secrets
 * @param attributes all attributes by their names in Datadog's API, to find the one that the errors are about
 */
export function refused(
  call: FailedCall,
  status: number,
  texts: readonly string[],
  attributes: readonly string[],
): DatadogError {
  const isFromDatadog = texts.length > 0;
  const errors = isFromDatadog ? `: ${texts.map(sentence).join(' ')}` : ' without an error message.';
  const attribute = status === 409 ? 'name' : attributes.find((name) => mentions(texts, name));
  return new DatadogError(
    call.operation,
    { kind: 'status', status },
    {
      happened: `${call.request} was answered ${status}${errors}`,
      next: nextStep(call, status, isFromDatadog),
      ...(attribute === undefined ? {} : { attribute }),
      isFromDatadog,
    },
  );
}

function mentions(texts: readonly string[], attribute: string): boolean {
  return texts.some((text) => new RegExp(`\\b${attribute}\\b`).test(text));
}

function nextStep({ operation, address }: FailedCall, status: number, isFromDatadog: boolean): string {
  if (status === 401)
    return (
      `Datadog does not accept these credentials. ${address} ` +
      'Check that DD_API_KEY and DD_APP_KEY (or DD_BEARER_TOKEN) are right and belong to this site.'
    );
  if (status === 403)
    return (
      'Either the keys are not valid for this site, ' +
      `or the application key lacks the permission ${PERMISSION[operation]}. ${address} ` +
      'Check the site, then grant the permission under Organization Settings > Roles, ' +
      "or add it to the application key's scopes."
    );
  if (status === 404 && isFromDatadog && operation !== 'list' && operation !== 'create')
    return `The auth method does not exist (any more). ${address} Plan again to see what is left to do.`;
  if (status === 409)
    return 'An auth method of this name already exists, and names must be unique. Choose another name.';
  if (status === 429)
    return (
      'The rate limit was still exhausted after the last retry. ' +
      'Wait a minute and run it again, raise max_retries, or lower -parallelism.'
    );
  if (status >= 500 || status === 408)
    return `Datadog, or a proxy in between, is in trouble. ${KNOWN_EFFECT[operation]} Run it again later.`;
  if (status >= 300 && status < 400)
    return (
      'Redirects are not followed, because they would send the keys to another host. ' +
      `${address} Check the address.`
    );
  if (status === 404)
    return `There is no such API at this address. ${address} Check the address, and its path if it has one.`;
  return isFromDatadog
    ? 'Correct what Datadog names, and run it again.'
    : `The answer does not look like Datadog's. ${address} Check the address, and the proxy in between.`;
}

/**
 * The answer is a success, but its body is not one that this package knows.
 *
 * @param problem the end of a sentence that begins with "a body that"
 * @param kind `garbled` when the body is not even JSON, and so more likely comes from a proxy
 */
export function unreadable(
  { operation, request, address }: FailedCall,
  problem: string,
  kind: 'garbled' | 'strange' | 'too-large' = 'strange',
): DatadogError {
  return new DatadogError(
    operation,
    { kind },
    {
      happened: `${request} was answered with a body that ${problem}.`,
      next:
        `The answer was not used. ${KNOWN_EFFECT[operation]} ` +
        `${address} Check the address, and the proxy in between. ` +
        'If they are right, Datadog changed its API: look for a newer version of this package.',
    },
  );
}

/** No answer came, or only a part of one. */
export function unreachable(call: FailedCall, error: HttpError): DatadogError {
  const { operation, request, address } = call;
  const { fault } = error;
  if (fault.kind === 'too-large') return unreadable(call, error.message, 'too-large');
  return new DatadogError(operation, fault, {
    happened: `${request} got no answer: ${sentence(error.message)}`,
    next: afterNoAnswer(operation, address, fault),
    cause: error,
  });
}

function afterNoAnswer(operation: Operation, address: string, fault: Fault): string {
  if (fault.kind === 'interrupted') return KNOWN_EFFECT[operation];
  if (fault.kind === 'unsent' && fault.reason === 'no-tls')
    return `Nothing was sent. ${address} Begin the address with http:// if this is the right server.`;
  const known = fault.kind === 'unsent' ? 'Nothing reached Datadog.' : KNOWN_EFFECT[operation];
  return (
    `${known} ${address} ` +
    'Check the address, the network and the proxy (HTTPS_PROXY, NO_PROXY), and run it again.'
  );
}

/** Terraform stopped the provider while a call waited for its first or its next attempt. */
export function waitInterrupted({ operation, request }: FailedCall, cause: unknown): DatadogError {
  return new DatadogError(
    operation,
    { kind: 'interrupted' },
    {
      happened: `Terraform interrupted ${request} while it waited.`,
      // A creation waits only as long as it certainly created nothing.
      next: operation === 'create' ? 'Nothing was created.' : KNOWN_EFFECT[operation],
      cause,
    },
  );
}

/** How messages name a request. */
export function requestName(request: { readonly method: string; readonly path: string }): string {
  return `${request.method} ${request.path}`;
}
