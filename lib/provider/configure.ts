import { REAL_CLOCK, type Clock } from '../client/clock';
import { resolveConnection } from '../client/connection';
import type { CallRecord, Wait } from '../client/caller';
import { DatadogClient } from '../client/datadog-client';
import { SharedReads } from '../client/shared-reads';
import { TokenEndpoint } from '../client/token-endpoint';
import { userAgentOf } from '../client/user-agent';
import { RequestError } from '../plugin/errors';
import type { Diagnostic } from '../plugin/provider';
import { log } from '../plugin/log';
import { conceal, exempt, withhold } from '../plugin/redact';
import { UNKNOWN, type ObjectValue } from '../plugin/value';
import { REVIEW_VARIABLE, SETTINGS, type DriftMode, type StalePlanMode } from '../settings';
import { PUBLIC_TEXTS } from '../wire/public-texts';
import { notConfigured, waitedLong } from './errors/shared';
import { ExistingAuthMethods } from './existing';
import { NameRelease } from './name-release';
import { knownValue } from './validate';
import { Walk } from './walk';

/** What a configured provider has. */
export interface Configured {
  readonly client: DatadogClient;
  /** Datadog's site. Absent if the address is not made from one. */
  readonly site?: string;
  readonly reads: SharedReads;
  readonly existing: ExistingAuthMethods;
  readonly walk: Walk;
  readonly nameRelease: NameRelease;
  readonly tokenEndpoint: TokenEndpoint;
  readonly onDrift: DriftMode;
  readonly stalePlan: StalePlanMode;
}

/** The provider's configuration in this process; every walk of Terraform's configures anew. */
export class Configuration {
  /** What the settings gave; undefined while some are known only after an apply. */
  known: Configured | undefined;
  /** The running walk. It needs no settings. */
  walk = new Walk();
  /** The first long wait of the walk. A thousand resources that waited together need one warning. */
  private longWait: Wait | 'reported' | undefined;

  constructor(
    private readonly version: string,
    private readonly clock?: Clock,
  ) {}

  configure(config: ObjectValue): Diagnostic[] {
    this.known = undefined;
    this.walk = new Walk();
    this.longWait = undefined;
    // While planning, what comes from another resource is not known yet. Only a call would need it.
    if (SETTINGS.some((row) => config[row.terraform] === UNKNOWN)) return [];
    const settings = Object.fromEntries(
      SETTINGS.map((row) => [row.terraform, knownValue(config, row.terraform)]),
    );
    const { connection, problems, secrets } = resolveConnection(settings, process.env);
    exempt(PUBLIC_TEXTS);
    secrets.forEach(conceal);
    if (connection) {
      log('debug', 'Logging in to Datadog', { with: connection.login.kind });
      const userAgent = userAgentOf(this.version);
      const client = new DatadogClient(connection, {
        userAgent,
        redact: withhold,
        conceal,
        ...(this.clock ? { clock: this.clock } : {}),
        onCall: logCall,
        onWait: logWait,
        onLongWait: (wait) => (this.longWait ??= wait),
      });
      const { timeoutMs } = connection;
      const reads = new SharedReads(client);
      this.known = {
        client,
        ...(connection.site === undefined ? {} : { site: connection.site }),
        reads,
        existing: new ExistingAuthMethods(reads),
        walk: this.walk,
        nameRelease: new NameRelease(this.walk, this.clock ?? REAL_CLOCK),
        tokenEndpoint: new TokenEndpoint({ userAgent, timeoutMs, redact: withhold }),
        onDrift: driftMode(settings.on_drift),
        stalePlan: (settings.stale_plan ?? 'stop') as StalePlanMode,
      };
    }
    return problems.map((problem) => ({ severity: 'error' as const, ...problem }));
  }

  /** Warnings that belong to no single call. Each is returned once. */
  takeNotices(): Diagnostic[] {
    const wait = this.longWait;
    if (wait === undefined || wait === 'reported') return [];
    this.longWait = 'reported';
    return [waitedLong(wait)];
  }

  /** @throws RequestError while some settings are known only after an apply */
  get(): Configured {
    if (!this.known) throw new RequestError(notConfigured());
    return this.known;
  }
}

/** A review reports drift itself, but not that a deploy stops at it. */
function driftMode(setting: unknown): DriftMode {
  const mode = (setting ?? 'warn') as DriftMode;
  return isReview() && mode === 'warn' ? 'ignore' : mode;
}

/** Whether a review plans. It reports drift and rotations itself. */
export function isReview(): boolean {
  return process.env[REVIEW_VARIABLE] === '1';
}

function logWait({ milliseconds, reason }: Wait): void {
  log('warn', 'Waiting before a call to Datadog is repeated', { seconds: milliseconds / 1000, reason });
}

function logCall({ method, path, status, milliseconds, attributes }: CallRecord): void {
  log('debug', 'Called Datadog', {
    method,
    path,
    status: status ?? 'no answer',
    milliseconds,
    ...(attributes ? { attributes: attributes.join(' ') } : {}),
  });
}
