import { Secrets } from '../../text/secrets';
import {
  DELEGATED_TOKEN_PATH,
  delegatedAuthorization,
  readToken,
  type DelegatedToken,
} from '../../wire/delegated-token';
import { PUBLIC_TEXTS } from '../../wire/public-texts';
import { Caller, type CallerOptions } from '../caller';
import { REAL_CLOCK, type Clock } from '../clock';
import { DatadogError } from '../errors';
import type { Http, Login } from '../http';
import { interruption, timeout } from '../http-error';
import { untilAborted } from '../until-aborted';
import type { AwsCredentials, ProofTarget } from './aws';
import { noAwsCredentials, noDelegatedToken } from './login-errors';

/** How long before its end a token is renewed, in milliseconds; a fifth of its life if that is shorter. */
const LONGEST_MARGIN_MS = 60_000;

/** How long a failure answers all callers, in milliseconds: AWS's chain may take seconds to find nothing. */
const FAILURE_LASTS_MS = 10_000;

export interface DelegatedLoginOptions extends Omit<CallerOptions, 'redact'> {
  /** How long the search for AWS's credentials may take. */
  readonly timeoutMs: number;
  /** Takes what must never be shown: AWS's keys, the proof and the token. */
  readonly conceal?: (secret: string) => void;
}

/**
 * The credentials of AWS's own chain.
 *
 * @param timeoutMs how long the search may take: the chain has no limit
 * @throws HttpError if it found none
 */
export async function awsCredentials(
  target: ProofTarget,
  timeoutMs: number,
  redact: (text: string) => string,
): Promise<AwsCredentials> {
  const { findAwsCredentials } = await import('./aws');
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), timeoutMs);
  const search = findAwsCredentials(target, timeoutMs);
  return untilAborted(search, limit.signal, () => timeout(timeoutMs))
    .catch((error: unknown) => {
      throw noAwsCredentials(error, redact);
    })
    .finally(() => clearTimeout(timer));
}

/** A token that is being requested, or was. */
interface TokenRequest {
  readonly token: Promise<DelegatedToken>;
  /** Until when it answers callers, by the time of day. */
  validUntil: number;
}

/**
 * Logs in with the identity that the workload has at AWS, without a key: Datadog gives a token for it. The
 * token is renewed before it ends. All callers share one request.
 */
export class DelegatedLogin implements Login {
  private request: TokenRequest | undefined;
  /** AWS or Datadog may repeat a secret in an error text. */
  private readonly secrets = new Secrets([], PUBLIC_TEXTS);

  private readonly caller: Caller;
  private readonly clock: Clock;

  /** @param http without a login */
  constructor(
    http: Http,
    private readonly target: ProofTarget,
    private readonly options: DelegatedLoginOptions,
  ) {
    this.clock = options.clock ?? REAL_CLOCK;
    this.caller = new Caller(http, { ...options, redact: (text) => this.secrets.withhold(text) });
  }

  async headers(signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    const { accessToken } = await untilAborted(this.token(), signal, ({ reason }) => interruption(reason));
    return { Authorization: `Bearer ${accessToken}` };
  }

  async renew(refused: Readonly<Record<string, string>>, signal: AbortSignal): Promise<boolean> {
    const isCurrent = async () => (await this.headers(signal)).Authorization === refused.Authorization;
    // Another caller may have renewed it meanwhile.
    if (await isCurrent()) this.request = undefined;
    return !(await isCurrent());
  }

  private token(): Promise<DelegatedToken> {
    const { clock } = this;
    if (this.request && clock.date() < this.request.validUntil) return this.request.token;
    const request: TokenRequest = { token: this.exchange(), validUntil: Infinity };
    this.request = request;
    request.token.then(
      ({ endsAt }) =>
        (request.validUntil = endsAt - Math.min(LONGEST_MARGIN_MS, (endsAt - clock.date()) / 5)),
      () => (request.validUntil = clock.date() + FAILURE_LASTS_MS),
    );
    return request.token;
  }

  /** @throws HttpError */
  private async exchange(): Promise<DelegatedToken> {
    const { target, clock } = this;
    const redact = (text: string) => this.secrets.withhold(text);
    const credentials = await awsCredentials(target, this.options.timeoutMs, redact);
    const { signCallerIdentity } = await import('./aws');
    const { secretAccessKey, sessionToken } = credentials;
    for (const secret of [secretAccessKey, sessionToken]) if (secret !== undefined) this.conceal(secret);
    const date = new Date(clock.date());
    const authorization = delegatedAuthorization(await signCallerIdentity(target, credentials, date));
    this.conceal(authorization.slice('Delegated '.length));
    const token = await this.post(authorization);
    this.conceal(token.accessToken);
    return token;
  }

  private conceal(secret: string): void {
    this.secrets.add(secret);
    this.options.conceal?.(secret);
  }

  private async post(authorization: string): Promise<DelegatedToken> {
    // Callers come and go, so none of them interrupts the request that all wait for.
    const { signal } = new AbortController();
    const operation = { operation: 'read', method: 'POST', success: 200 } as const;
    const headers = { Authorization: authorization };
    const request = { ...operation, path: DELEGATED_TOKEN_PATH, headers, signal };
    return this.caller
      .call(request, (body) => readToken(body, this.clock.date()))
      .catch((error: unknown) => {
        throw error instanceof DatadogError ? noDelegatedToken(error, this.target, this.clock.date()) : error;
      });
  }
}
