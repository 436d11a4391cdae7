import {
  DELEGATED_TOKEN_PATH,
  delegatedAuthorization,
  readToken,
  type DelegatedToken,
} from '../../wire/delegated-token';
import { isProblem } from '../../wire/read';
import { parseJson } from '../../text/json';
import { readErrors } from '../../wire/errors';
import type { Caller } from '../caller';
import type { Clock } from '../clock';
import { DatadogError, refused, unreadable } from '../errors';
import type { HttpReply, Login } from '../http';
import { interrupted } from '../http-error';
import type { ProofTarget } from './aws';
import { noAwsCredentials, noDelegatedToken } from './login-errors';

/** How long before its end a token is renewed, in milliseconds, or a fifth of its life if that is shorter. */
const LONGEST_MARGIN_MS = 60_000;

/** How long a failure answers all callers, in milliseconds: AWS's chain may take seconds to find nothing. */
const FAILURE_LASTS_MS = 10_000;

export interface DelegatedLoginOptions {
  readonly target: ProofTarget;
  /** Calls without a login of their own. */
  readonly caller: Caller;
  readonly clock: Clock;
  /** Takes what must never be shown: AWS's keys, the proof and the token. */
  readonly conceal: (secret: string) => void;
  readonly redact: (text: string) => string;
}

/** A token that is being requested, or was. */
interface Request {
  readonly token: Promise<DelegatedToken>;
  /** Until when it answers callers, by the time of day. */
  validUntil: number;
}

/**
 * Logs in with the identity that a workload has at AWS, without a key: Datadog gives a token for it, which is
 * renewed before it ends. All callers share one request.
 */
export class DelegatedLogin implements Login {
  private request: Request | undefined;

  constructor(private readonly options: DelegatedLoginOptions) {}

  async headers(signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    const { accessToken } = await untilAborted(this.token(), signal);
    return { Authorization: `Bearer ${accessToken}` };
  }

  async renew(refusedHeaders: Readonly<Record<string, string>>, signal: AbortSignal): Promise<boolean> {
    const before = refusedHeaders.Authorization;
    const current = await this.headers(signal);
    // Another caller may have renewed it meanwhile.
    if (current.Authorization === before) this.request = undefined;
    return (await this.headers(signal)).Authorization !== before;
  }

  private token(): Promise<DelegatedToken> {
    const { clock } = this.options;
    if (this.request && clock.date() < this.request.validUntil) return this.request.token;
    const request: Request = { token: this.exchange(), validUntil: Infinity };
    this.request = request;
    request.token.then(
      ({ endsAt }) =>
        (request.validUntil = endsAt - Math.min(LONGEST_MARGIN_MS, (endsAt - clock.date()) / 5)),
      () => (request.validUntil = clock.date() + FAILURE_LASTS_MS),
    );
    return request.token;
  }

  private async exchange(): Promise<DelegatedToken> {
    const { target, clock, conceal } = this.options;
    const { findAwsCredentials, signCallerIdentity } = await import('./aws');
    const credentials = await findAwsCredentials(target).catch((error: unknown) => {
      throw noAwsCredentials(error);
    });
    const { secretAccessKey, sessionToken } = credentials;
    [secretAccessKey, sessionToken].forEach((secret) => secret && conceal(secret));
    const authorization = delegatedAuthorization(
      await signCallerIdentity(target, credentials, new Date(clock.date())),
    );
    conceal(authorization.replace(/^Delegated /, ''));
    const token = await this.post(authorization);
    conceal(token.accessToken);
    return token;
  }
}
