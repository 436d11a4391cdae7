import { Caller } from '../client/caller';
import { addressSentence, resolveConnection, type Connection } from '../client/connection';
import { datadogHttp } from '../client/datadog-client';
import { DatadogError } from '../client/errors';
import { userAgentOf } from '../client/user-agent';
import type { Text } from '../text/parts';
import { parseJson } from '../text/json';
import {
  auditRequest,
  readAuditPage,
  type AuditedChange,
  type AuditPage,
  type AuditSearch,
} from '../wire/audit-events';
import { isProblem } from '../wire/read';
import { isUuid } from '../wire/routes';
import { isEnough, sinceLastDeploy, type AuditedMethod } from './changes';
import { EMPTY, notConfigured, PARTIAL, searchFailed, tooManyEvents, unknownEvents } from './limits';

/** The auth methods of one organisation. */
export interface Wanted {
  readonly ids: readonly string[];
  /** The address in the provider's configuration. Default: as the environment says. */
  readonly site?: string;
  readonly apiUrl?: string;
}

export interface SearchOptions {
  /** Has the credentials, in the variables of a deploy or in DD_AUDIT_API_KEY and DD_AUDIT_APP_KEY. */
  readonly environment: NodeJS.ProcessEnv;
  /** The version of the package, for the `User-Agent`. */
  readonly version: string;
  /** How long a search may take, in milliseconds. Default: 10 s. */
  readonly timeoutMs?: number;
}

/** What the audit trail shows of auth methods. */
export interface AuditTrail {
  /** By id in lower case. Those that the audit trail was searched for. */
  readonly methods: ReadonlyMap<string, AuditedMethod>;
  /** Whether the entire audit trail was searched. */
  readonly isComplete: boolean;
  /** What is not known, and why. */
  readonly limits: readonly Text[];
}

const TIMEOUT_MS = 10_000;
/** A request's query has one id of 36 characters twice. Servers take 8 KiB. */
const IDS_OF_A_SEARCH = 50;
const PAGE = 200;
const MOST_PAGES = 10;
/** Datadog keeps events for 90 days at most: https://docs.datadoghq.com/account_management/audit_trail/ */
const DAYS = 90;

/**
 * Searches Datadog's audit trail for the changes of auth methods, within bounds. It throws nothing: whatever
 * goes wrong is one of the limits.
 */
export async function searchAuditTrail(wanted: Wanted, options: SearchOptions): Promise<AuditTrail> {
  const { environment, version, timeoutMs = TIMEOUT_MS } = options;
  const { connection, problems } = resolveConnection(settingsOf(wanted, environment), environment);
  if (!connection) return failed(problems.slice(0, 1).map(notConfigured));
  const ids = [...new Set(wanted.ids.map((id) => id.toLowerCase()))].filter(isUuid);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeoutMs);
  const search = new Search(connection, userAgentOf(version), deadline.signal, timeoutMs / 1000);
  try {
    await search.run(ids);
  } catch (error) {
    if (!(error instanceof DatadogError)) throw error;
    search.fail(error);
  } finally {
    clearTimeout(timer);
  }
  return search.result(ids);
}

function failed(limits: readonly Text[]): AuditTrail {
  return { methods: new Map(), isComplete: false, limits };
}

/** An empty variable counts as unset. */
function settingsOf({ site, apiUrl }: Wanted, environment: NodeJS.ProcessEnv) {
  const { DD_AUDIT_API_KEY: api, DD_AUDIT_APP_KEY: app } = environment;
  return {
    ...(api ? { api_key: api } : {}),
    ...(app ? { app_key: app } : {}),
    ...(site === undefined ? {} : { site }),
    ...(apiUrl === undefined ? {} : { api_url: apiUrl }),
  };
}

class Search {
  private readonly caller: Caller;
  private readonly found = new Map<string, AuditedChange[]>();
  private readonly limits: Text[] = [];
  private isComplete = true;
  private isAnswered = false;
  private pages = 0;
  private unknown = 0;

  constructor(
    connection: Connection,
    userAgent: string,
    private readonly signal: AbortSignal,
    private readonly seconds: number,
  ) {
    const { maxRetries } = connection;
    const address = addressSentence(connection);
    this.caller = new Caller(datadogHttp(connection, userAgent), { maxRetries, address });
  }

  async run(ids: readonly string[]): Promise<void> {
    const from = Date.now() - DAYS * 24 * 3_600_000;
    let events = 0;
    for (let at = 0; at < ids.length; at += IDS_OF_A_SEARCH)
      events += await this.group({ ids: ids.slice(at, at + IDS_OF_A_SEARCH), from, limit: PAGE });
    if (events > 0) return;
    // Nothing documents how Datadog answers while the audit trail is off. Without any event, it is.
    const { count } = await this.page({ ids: [], from, limit: 1 });
    if (count === 0) this.limits.push(EMPTY);
  }

  fail(error: DatadogError): void {
    this.isComplete = false;
    this.limits.push(searchFailed(error, this.isAnswered, this.seconds));
  }

  result(ids: readonly string[]): AuditTrail {
    const limits = [...this.limits, ...(this.unknown > 0 ? [unknownEvents(this.unknown)] : [])];
    // Where the search failed or found an empty trail, the limit says it of all auth methods.
    if (!this.isAnswered || this.limits.includes(EMPTY)) return failed(limits);
    const methods = ids.map((id) => [id, sinceLastDeploy(this.found.get(id) ?? [])] as const);
    return { methods: new Map(methods), isComplete: this.isComplete && this.unknown === 0, limits };
  }

  /** Searches page by page. @returns how many events there were */
  private async group(search: AuditSearch): Promise<number> {
    let events = 0;
    let next: AuditSearch | undefined = search;
    while (next) {
      if (this.pages >= MOST_PAGES) {
        this.incomplete(tooManyEvents(MOST_PAGES * PAGE));
        return events;
      }
      const page: AuditPage = await this.page(next);
      this.isAnswered = true;
      events += page.count;
      this.unknown += page.unknown;
      if (page.isPartial) this.incomplete(PARTIAL);
      for (const { id, ...change } of page.changes)
        this.found.set(id, [...(this.found.get(id) ?? []), change]);
      const isDone = search.ids.every((id) => isEnough(this.found.get(id) ?? []));
      next = page.after === undefined || isDone ? undefined : { ...search, cursor: page.after };
    }
    return events;
  }

  private incomplete(limit: Text): void {
    this.isComplete = false;
    if (!this.limits.some((one) => String(one) === String(limit))) this.limits.push(limit);
  }

  private async page(search: AuditSearch): Promise<AuditPage> {
    const request = { method: 'GET', path: auditRequest(search), signal: this.signal } as const;
    const call = this.caller.failedCall('list', request);
    this.pages += 1;
    return this.caller.call('list', request, ({ status, text }) => {
      if (status !== 200) throw new DatadogError(call, { kind: 'status', status, errors: [] });
      const read = readAuditPage(parseJson(text), search.ids);
      if (isProblem(read)) throw new DatadogError(call, { kind: 'strange', ...read });
      return read.value;
    });
  }
}
