import { REAL_CLOCK, type Clock } from '../client/clock';
import { resolveConnection } from '../client/connection';
import type { CallRecord, Wait } from '../client/caller';
import { DatadogClient } from '../client/datadog-client';
import { SharedReads } from '../client/shared-reads';
import { TokenEndpoint } from '../client/token-endpoint';
import { userAgentOf } from '../client/user-agent';
import type { Diagnostic } from '../plugin/provider';
import { log } from '../plugin/log';
import { conceal, exempt, redact } from '../plugin/redact';
import { UNKNOWN, type ObjectValue } from '../plugin/value';
import { REVIEW_VARIABLE, SETTINGS, type DriftMode, type StalePlanMode } from '../settings';
import { PUBLIC_TEXTS } from '../wire/public-texts';
import { explained, notConfigured } from './errors/shared';
import { ExistingAuthMethods } from './existing';
import { Ledger } from './ledger';
import { LongWait } from './long-wait';
import { NameRelease } from './name-release';
import { knownValue, wrongValues } from './validate';

/** What a configured provider has. */
export interface Configured {
  readonly client: DatadogClient;
  /** Datadog's site. Absent if the address is not made from one. */
  readonly site?: string;
  readonly reads: SharedReads;
  readonly existing: ExistingAuthMethods;
  readonly ledger: Ledger;
  readonly nameRelease: NameRelease;
  readonly longWait: LongWait;
  readonly tokenEndpoint: TokenEndpoint;
  readonly onDrift: DriftMode;
  readonly stalePlan: StalePlanMode;
}

/** The provider's configuration in this process; every walk of Terraform's configures anew. */
export class Configuration {
  private configured: Configured | undefined;

  constructor(
    private readonly version: string,
    private readonly clock?: Clock,
  ) {}

  /** The values that are known must be right; called without credentials too. */
  validate(config: ObjectValue): Diagnostic[] {
    return wrongValues(SETTINGS, config);
  }

  configure(config: ObjectValue): Diagnostic[] {
    this.configured = undefined;
    // While planning, what comes from another resource is not known yet. Only a call would need it.
    if (SETTINGS.some((row) => config[row.terraform] === UNKNOWN)) return [];
    const given = Object.fromEntries(
      SETTINGS.map((row) => [row.terraform, knownValue(config, row.terraform)]),
    );
    const { connection, problems, notes, secrets } = resolveConnection(given, process.env);
    exempt(PUBLIC_TEXTS);
    secrets.forEach(conceal);
    if (connection) {
      log('debug', 'Logging in to Datadog', { with: connection.login.kind });
      const userAgent = userAgentOf(this.version);
      const longWait = new LongWait();
      const client = new DatadogClient(connection, {
        userAgent,
        redact,
        conceal,
        ...(this.clock ? { clock: this.clock } : {}),
        onCall: logCall,
        onWait: logWait,
        onLongWait: (wait) => longWait.add(wait),
      });
      const { timeoutMs } = connection;
      const reads = new SharedReads(client);
      const ledger = new Ledger();
      this.configured = {
        client,
        ...(connection.site === undefined ? {} : { site: connection.site }),
        reads,
        existing: new ExistingAuthMethods(reads),
        ledger,
        nameRelease: new NameRelease(ledger, this.clock ?? REAL_CLOCK),
        longWait,
        tokenEndpoint: new TokenEndpoint({ userAgent, timeoutMs, redact }),
        onDrift: driftMode(given.on_drift),
        stalePlan: (given.stale_plan ?? 'stop') as StalePlanMode,
      };
    }
    return [
      ...problems.map((problem) => explained('error', problem)),
      ...notes.map((note) => explained('warning', note)),
    ];
  }

  /** Warnings that belong to no single call. Each is returned once. */
  takeNotices(): Diagnostic[] {
    return this.configured?.longWait.take() ?? [];
  }

  /** What the configuration gave, or why there is none. */
  get(): Configured | Diagnostic {
    return this.configured ?? notConfigured();
  }
}

export function isConfigured(configured: Configured | Diagnostic): configured is Configured {
  return 'client' in configured;
}

function logWait({ milliseconds, reason }: Wait): void {
  log('warn', 'Waiting before a call to Datadog is repeated', { seconds: milliseconds / 1000, reason });
}

/** A review must see the drift that it is to show, so it is not stopped by it. */
function driftMode(given: string | number | undefined): DriftMode {
  const mode = (given ?? 'warn') as DriftMode;
  return mode === 'error' && process.env[REVIEW_VARIABLE] === '1' ? 'warn' : mode;
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
