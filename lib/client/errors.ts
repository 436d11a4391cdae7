import { quoted } from '../checks';
import { SITES } from '../settings';
import { faultOf, verdict, type Fault, type Operation } from './retry-policy';

/** What a person reads of a failed call. */
export interface Explanation {
  readonly summary: string;
  readonly detail: string;
  /** The attribute, by its name on the wire, that Datadog's answer is about. */
  readonly attribute?: string;
}

interface Seen {
  /** What was seen: Datadog's own texts, or what the network did. */
  readonly seen: string;
  readonly next: string;
  readonly attribute?: string;
  /** Whether the refusal carries Datadog's own words, and so is not a proxy's. */
  readonly inDatadogsWords?: boolean;
  readonly cause?: unknown;
}

/** A call that did not do what it was made for. No credential and no request body is in it. */
export class DatadogError extends Error {
  override readonly name = 'DatadogError';
  readonly inDatadogsWords: boolean;

  constructor(
    readonly operation: Operation,
    readonly fault: Fault,
    private readonly what: Seen,
  ) {
    super(what.seen, { cause: what.cause });
    this.inDatadogsWords = what.inDatadogsWords ?? false;
  }

  /** Absent when no answer came, or one that said success. */
  get status(): number | undefined {
    return this.fault.kind === 'status' ? this.fault.status : undefined;
  }

  /** Whether a success was answered that could not be believed. */
  get unreadable(): boolean {
    return this.fault.kind === 'garbled' || this.fault.kind === 'strange';
  }

  /** Whether the call may have taken effect all the same, so that only a look at what is there can tell. */
  get ambiguous(): boolean {
    return verdict(this.operation, this.fault) === 'look';
  }

  /** The same failure as the last of several. @param why no further attempt was made, if fewer than allowed were */
  afterAttempts(attempts: number, why?: string): DatadogError {
    if (attempts === 1 && why === undefined) return this;
    const times = attempts === 1 ? 'once' : `${attempts} times`;
    const seen = `${this.what.seen} It was tried ${times}${why === undefined ? '' : `, and not again: ${why}`}.`;
    return new DatadogError(this.operation, this.fault, { ...this.what, seen });
  }

  /** @param subject what the call was about, such as `auth method "payments"` */
  explain(subject: string): Explanation {
    return {
      summary: `Could not ${this.operation} ${subject}`,
      detail: `${this.what.seen}\n\n${this.what.next}`,
      ...(this.what.attribute === undefined ? {} : { attribute: this.what.attribute }),
    };
  }
}

const PERMISSION: Record<Operation, string> = {
  create: 'manage_integrations',
  update: 'manage_integrations',
  delete: 'manage_integrations',
  read: 'integrations_read',
  list: 'integrations_read',
};

/** Datadog answered with a status that is no success. */
export function refused(
  operation: Operation,
  request: string,
  status: number,
  texts: readonly string[],
  attributes: readonly string[],
): DatadogError {
  const said = texts.length > 0 ? `: ${texts.join('; ')}` : ' without a reason of its own';
  const attribute = status === 409 ? 'name' : attributes.find((name) => mentions(texts, name));
  return new DatadogError(
    operation,
    { kind: 'status', status },
    {
      seen: `${request} was answered ${status}${said}.`,
      next: nextStep(operation, status, texts.length > 0),
      ...(attribute === undefined ? {} : { attribute }),
      inDatadogsWords: texts.length > 0,
    },
  );
}

function mentions(texts: readonly string[], attribute: string): boolean {
  return texts.some((text) => new RegExp(`\\b${attribute}\\b`).test(text));
}

function nextStep(operation: Operation, status: number, fromDatadog: boolean): string {
  if (status === 401)
    return 'Datadog does not know these credentials. Check DD_API_KEY and DD_APP_KEY (or DD_BEARER_TOKEN), and that they belong to the site that is asked.';
  if (status === 403)
    return `Either the keys are not valid for this site, or the application key's owner lacks the permission ${PERMISSION[operation]}. Grant it under Organization Settings > Roles, or give the application key that scope.`;
  if (status === 404 && fromDatadog && operation !== 'list')
    return 'The auth method is not there (any more). Run a plan to see what is left of it.';
  if (status === 409)
    return 'An auth method of this name exists already, and names must be unique. Choose another name.';
  if (status === 429)
    return 'The rate limit was still exhausted after the last repetition. Wait a minute and run it again, raise max_retries, or lower -parallelism.';
  if (status >= 500 || status === 408)
    return `Datadog, or a proxy on the way to it, is in trouble. ${NEXT_AFTER_FAULT[operation]} Run it again later.`;
  if (status >= 300 && status < 400)
    return 'Redirects are not followed, since they would carry the keys to another host. Check api_url (or DD_HOST) and site.';
  return fromDatadog
    ? 'Change what Datadog names, and run it again.'
    : 'The answer does not look like one of Datadog. Check api_url (or DD_HOST), site and the proxy in between.';
}

/** What is certain after a call without an answer to believe, and so what to do. */
const NEXT_AFTER_FAULT: Record<Operation, string> = {
  create:
    'Whether Datadog created the auth method is unknown. Nothing is made twice: if it did, the next apply is answered that the name is in use.',
  update:
    'Whether Datadog changed the auth method is unknown: the next plan reads what it holds, and sends what is left to send.',
  delete: 'Whether Datadog deleted the auth method is unknown; to delete one that is gone is no error.',
  read: 'Nothing was changed.',
  list: 'Nothing was changed.',
};

/**
 * Datadog's answer is not of the shape that this package knows.
 *
 * @param kind `garbled` when it is not even JSON, and so more likely a proxy's
 */
export function unreadable(
  operation: Operation,
  request: string,
  problem: string,
  kind: 'garbled' | 'strange' = 'strange',
): DatadogError {
  return new DatadogError(
    operation,
    { kind },
    {
      seen: `${request} was answered with a body that ${problem}.`,
      next: 'It was not believed. Check api_url (or DD_HOST) and the proxy in between; if they are right, Datadog changed its API: look for a newer version of cdktf-datadog-webhooks.',
    },
  );
}

/** No answer came, or none that could be read to its end. */
export function unreachable(operation: Operation, request: string, cause: unknown): DatadogError {
  const fault = faultOf(cause);
  const certain = fault.kind === 'unsent' ? 'Nothing reached Datadog.' : NEXT_AFTER_FAULT[operation];
  const network = 'Check the network, the proxy (HTTPS_PROXY, NO_PROXY) and the address, and run it again.';
  return new DatadogError(operation, fault, {
    seen: `${request} got no answer: ${causeText(cause)}.`,
    next: fault.kind === 'interrupted' ? certain : `${certain} ${network}`,
    cause,
  });
}

/** Terraform was told to stop while a call waited for its first attempt, or for the next one. */
export function waitInterrupted(operation: Operation, request: string, cause: unknown): DatadogError {
  return new DatadogError(
    operation,
    { kind: 'interrupted' },
    {
      seen: `${request} was waiting when Terraform interrupted it.`,
      // A creation waits only while it is proven that nothing was made.
      next: operation === 'create' ? 'Nothing was created.' : NEXT_AFTER_FAULT[operation],
      cause,
    },
  );
}

/** Why a call waits that was not itself turned away. */
export const RATE_LIMITED = 'Another call was answered 429: the rate limit is exhausted.';

export const CALL_TOO_LONG = 'the five minutes are over for which one call is repeated';
export const BUDGET_SPENT =
  'so many calls failed lately that repeating them would only add to the trouble there';

/** How messages name a request. */
export function shown(request: { readonly method: string; readonly path: string }): string {
  return `${request.method} ${request.path}`;
}

/** What the network did, as the end of a sentence. */
export function causeText(cause: unknown): string {
  const { name, code, message, errors } = cause as Partial<AggregateError & NodeJS.ErrnoException>;
  if (name === 'TimeoutError') return 'none came within the time that request_timeout_seconds allows';
  if (name === 'AbortError') return 'Terraform interrupted it';
  // Node gathers the failures of several addresses in one error that has no message of its own.
  const text = message || errors?.map(String).join('; ') || String(cause);
  return code !== undefined && !text.includes(code) ? `${text} (${code})` : text;
}

export const CREDENTIALS_MISSING: Explanation = {
  summary: 'No credentials for Datadog',
  detail:
    'Neither a pair of keys nor a bearer token was found, so Datadog cannot be asked anything.\n\nSet DD_API_KEY and DD_APP_KEY (or DD_BEARER_TOKEN) in the environment that runs Terraform.',
};

/** One key of the pair is there and the other is not. */
export function halfOfTheKeys(missing: string, environment: string): Explanation {
  return {
    summary: `Datadog's ${missing} is missing`,
    detail: `Datadog wants an API key and an application key, and only one of the two was found.\n\nSet ${environment} in the environment that runs Terraform.`,
    attribute: missing,
  };
}

/** A setting from the environment has a value that cannot be right. */
export function wrongEnvironment(variable: string, problem: string): Explanation {
  return {
    summary: `The environment variable ${variable} cannot be used`,
    detail: `${variable} ${problem}.\n\nCorrect it, or unset it.`,
  };
}

export function bothCredentials(): Explanation {
  return {
    summary: 'Two ways to log in at once',
    detail:
      'The provider is given both a bearer token and keys, and Datadog takes one of them.\n\nRemove bearer_token, or remove api_key and app_key.',
    attribute: 'bearer_token',
  };
}

/** Said when a site was given in another form than its name. */
export function siteRead(given: string, site: string): Explanation {
  return {
    summary: `The site ${quoted(given)} was read as ${quoted(site)}`,
    detail: `Datadog's sites are ${SITES.join(', ')}.\n\nWrite "${site}" to be rid of this message.`,
  };
}
