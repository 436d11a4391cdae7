import { notBlank, wholeNumber } from '../checks';
import type { EmulatorCredentials } from './access';
import { badOption } from './errors';
import type { EmulatorFault } from './fault';
import type { EmulatorRateLimit } from './rate-limit';
import type { FinishedRequest } from './requests';

export interface EmulatorOptions {
  /** The TCP port. Default: 0, which takes any free one; {@link Emulator.url} tells which. */
  readonly port?: number;
  /** The address to listen on. Default: `127.0.0.1`, which only this machine reaches. */
  readonly host?: string;
  /** The credentials that are let in. Default: any two keys, and any access token, that are not empty. */
  readonly credentials?: readonly EmulatorCredentials[];
  /** How long each answer is held back after its request was carried out, in milliseconds. Default: 0. */
  readonly latencyMs?: number;
  /** Default: none. With one, every answer carries the five `X-RateLimit-…` headers. */
  readonly rateLimit?: EmulatorRateLimit;
  /** What is to go wrong, see {@link EmulatorFault}; `Emulator.fault` adds to it. Default: nothing. */
  readonly faults?: readonly EmulatorFault[];
  /**
   * A JSON file that keeps the auth methods from one run to the next; made when it does not exist, readable
   * by its owner alone. Secrets are never written to it. Default: none, they live in memory only.
   */
  readonly file?: string;
  /** Called after each request, when its answer is sent or its connection lost. */
  readonly onRequest?: (request: FinishedRequest) => void;
  /**
   * Called with a line for each request: time, method, path, status, duration, what a POST or PATCH carried
   * and why it was refused. Secrets and credentials are `***` in it, and nothing in it steers a terminal.
   */
  readonly log?: (line: string) => void;
  /** The clock of the rate limit, in milliseconds; lets tests pass a period without waiting. Default: `Date.now`. */
  readonly now?: () => number;
}

/** Throws an {@link EmulatorError} that names the first option with a value that cannot work. */
export function checkOptions({ port, host, latencyMs, rateLimit, credentials }: EmulatorOptions): void {
  check('port', port, wholeNumber(0, 65_535));
  check('host', host, notBlank);
  check('latencyMs', latencyMs, wholeNumber(0, 3_600_000));
  check('rateLimit.limit', rateLimit?.limit, wholeNumber(1));
  check('rateLimit.periodSeconds', rateLimit?.periodSeconds, wholeNumber(1));
  for (const one of credentials ?? []) {
    const values = 'bearerToken' in one ? [one.bearerToken] : [one.apiKey, one.appKey];
    if (values.some((value) => !value)) throw badOption('credentials', 'must not hold an empty key or token');
  }
}

function check<Value>(
  name: string,
  value: Value | undefined,
  problem: (value: Value) => string | undefined,
): void {
  const found = value === undefined ? undefined : problem(value);
  if (found) throw badOption(name, found);
}
