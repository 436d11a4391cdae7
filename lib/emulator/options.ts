import { notBlank, wholeNumber } from '../checks';
import type { EmulatorCredentials } from './access';
import { badOption } from './errors';
import type { EmulatorFault } from './fault';
import type { EmulatorRateLimit } from './rate-limit';
import type { EmulatorIdentity } from './identities';
import type { FinishedRequest } from './requests';

export interface EmulatorOptions {
  /** The TCP port. Default: 0, any free one; {@link Emulator.url} has it. */
  readonly port?: number;
  /**
   * The address to listen on. Default: `127.0.0.1`, which only this machine can reach. Requests need this
   * address or a loopback one in their `Host` header; with `0.0.0.0` or `::`, any address but no name.
   */
  readonly host?: string;
  /** The valid credentials. Default: any two keys and any access token that are not empty. */
  readonly credentials?: readonly EmulatorCredentials[];
  /**
   * The AWS identities that get tokens, which need no keys (workload identity federation). With it, only
   * their tokens and `credentials` are valid. Default: none.
   */
  readonly identities?: readonly EmulatorIdentity[];
  /** The delay of each answer, in milliseconds; the request takes effect before it. Default: 0. */
  readonly latencyMs?: number;
  /** With a rate limit, every answer has the five `X-RateLimit-…` headers. Default: none. */
  readonly rateLimit?: EmulatorRateLimit;
  /** The requests that fail, see {@link EmulatorFault}; `Emulator.fault` adds to them. Default: none. */
  readonly faults?: readonly EmulatorFault[];
  /**
   * A JSON file that stores the auth methods between runs. It is created if it does not exist, and only its
   * owner can read it. Secrets are never written to it. Default: none, auth methods are in memory only.
   */
  readonly file?: string;
  /** Called after each request, when its answer was sent or its connection was lost. */
  readonly onRequest?: (request: FinishedRequest) => void;
  /**
   * Called with a line for each request: time, method, path, status, duration, the body of a POST or PATCH,
   * and why it was refused. Secrets and credentials are masked as `***`, and control characters are escaped.
   */
  readonly log?: (line: string) => void;
  /**
   * The e-mail address of the user who makes all changes, in the audit trail. Default:
   * `somebody@example.com`.
   */
  readonly user?: string;
  /**
   * The clock of the rate limit and of the audit trail, in milliseconds, so that tests need not wait.
   * Default: `Date.now`.
   */
  readonly now?: () => number;
}

/** Throws an {@link EmulatorError} that names the first option whose value is not valid. */
export function checkOptions(options: EmulatorOptions): void {
  const { port, host, latencyMs, rateLimit, credentials, user } = options;
  check('port', port, wholeNumber(0, 65_535));
  check('host', host, notBlank);
  check('user', user, notBlank);
  check('latencyMs', latencyMs, wholeNumber(0, 3_600_000));
  check('rateLimit.limit', rateLimit?.limit, wholeNumber(1));
  check('rateLimit.periodSeconds', rateLimit?.periodSeconds, wholeNumber(1));
  for (const one of credentials ?? []) {
    const values = 'bearerToken' in one ? [one.bearerToken] : [one.apiKey, one.appKey];
    if (values.some((value) => !value))
      throw badOption('credentials', 'must not contain an empty key or token');
  }
}

function check<Value>(
  name: string,
  value: Value | undefined,
  problem: (value: Value) => string | undefined,
): void {
  const text = value === undefined ? undefined : problem(value);
  if (text) throw badOption(name, text);
}
