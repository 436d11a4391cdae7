import { Caller } from '../client/caller';
import { resolveForCommand, type Connection } from '../client/connection';
import { CREDENTIALS_MISSING, type SettingProblem } from '../client/connection-errors';
import { datadogHttp } from '../client/datadog-client';
import { DatadogError, meaningOf } from '../client/errors';
import { PROGRAM, userAgentOf } from '../client/user-agent';
import { MASK } from '../text/secrets';
import { code, text, words, type Text } from '../text/parts';
import {
  AUDIT_PERMISSION,
  auditRequest,
  readAuditPage,
  type AuditedMethod,
  type AuditPage,
  type AuditTrail,
} from '../wire/audit-events';
import { isUuid } from '../wire/routes';

/** The auth methods of one organisation. */
export interface Wanted {
  readonly ids: readonly string[];
  /** The address in the provider's configuration. Default: the one of the environment. */
  readonly site?: string;
  readonly apiUrl?: string;
}

export interface SearchOptions {
  /** Has the credentials, in the variables of a deploy or in DD_AUDIT_API_KEY and DD_AUDIT_APP_KEY. */
  readonly environment: NodeJS.ProcessEnv;
  /** The version of the package, for the `User-Agent`. */
  readonly version: string;
  /** How long the search may take, in milliseconds. Default: 10 s. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** A request's query has one id of 36 characters twice. Servers take 8 KiB. */
const MOST_IDS = 50;
/** Datadog keeps events for 90 days at most: https://docs.datadoghq.com/account_management/audit_trail/ */
const PERIOD_MS = 90 * 24 * 3_600_000;

/**
 * Searches Datadog's audit trail once, for the newest changes of auth methods. It throws nothing: whatever
 * goes wrong is the limit.
 */
export async function searchAuditTrail(wanted: Wanted, options: SearchOptions): Promise<AuditTrail> {
  const { environment, version, timeoutMs = TIMEOUT_MS } = options;
  const { connection, problems } = resolveForCommand(settingsOf(wanted, environment), environment);
  if (!connection)
    return { methods: new Map(), limit: limitBy(notConfigured(problems[0] as SettingProblem)) };
  const all = [...new Set(wanted.ids.map((id) => id.toLowerCase()))].filter(isUuid);
  const ids = all.slice(0, MOST_IDS);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeoutMs);
  try {
    const { changes, isComplete } = await search(connection, version, ids, deadline.signal);
    const methods = new Map(ids.map((id) => [id, sinceLastDeploy(changes.filter((one) => one.id === id))]));
    return isComplete && ids.length === all.length ? { methods } : { methods, limit: limitBy(PART) };
  } catch (error) {
    if (!(error instanceof DatadogError)) throw error;
    return { methods: new Map(), limit: limitBy(reasonOf(error, timeoutMs / 1000)) };
  } finally {
    clearTimeout(timer);
  }
}

function settingsOf({ site, apiUrl }: Wanted, { DD_AUDIT_API_KEY, DD_AUDIT_APP_KEY }: NodeJS.ProcessEnv) {
  // An empty variable counts as unset.
  const keys = { api_key: DD_AUDIT_API_KEY || undefined, app_key: DD_AUDIT_APP_KEY || undefined };
  return { ...keys, site, api_url: apiUrl };
}

function search(
  connection: Connection,
  version: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<AuditPage> {
  const http = datadogHttp(connection, { userAgent: userAgentOf(version) });
  // No sentence shows an error text.
  const caller = new Caller(http, { ...connection, redact: () => MASK });
  const path = auditRequest({ ids, from: Date.now() - PERIOD_MS });
  const request = { operation: 'list', method: 'GET', success: 200, path, signal } as const;
  return caller.call(request, (body) => readAuditPage(body, ids));
}

/** @param changes newest first */
function sinceLastDeploy(changes: AuditPage['changes']): AuditedMethod {
  const all = changes.map(({ id: _, ...change }) => change);
  const deploy = all.findIndex(({ program }) => program === PROGRAM);
  const lastDeploy = all[deploy]?.at;
  return lastDeploy === undefined ? { changes: all } : { changes: all.slice(0, deploy), lastDeploy };
}

function notConfigured(problem: SettingProblem): Text {
  const isAboutKeys = problem === CREDENTIALS_MISSING || /^(api|app)_key$/.test(problem.attribute ?? '');
  const next = isAboutKeys ? NEED : words(problem.advice.replace(/\.$/, ''));
  return text`${code(problem.summary)}. ${next}`;
}

const PART = text`Datadog has more events than one search shows, or events of an unknown form`;

function reasonOf(error: DatadogError, seconds: number): Text {
  const { fault } = error;
  const meaning = meaningOf(error);
  if (meaning === 'interrupted') return text`the search took longer than ${seconds} seconds`;
  if (meaning === 'unreadable') return text`Datadog answered in a form that this version does not know`;
  if (fault.kind !== 'status') return text`Datadog did not answer (${code(fault.problem)})`;
  const answer = text`Datadog answered ${code(String(fault.status))}`;
  return ['bad-credentials', 'no-permission'].includes(meaning) ? text`${answer}. ${NEED}` : answer;
}

const KEYS = text`${code('DD_AUDIT_API_KEY')} and ${code('DD_AUDIT_APP_KEY')}`;
const NEED = text`Set ${KEYS} to keys with the permission ${code(AUDIT_PERMISSION)}`;

function limitBy(reason: Text): Text {
  return text`The search of the audit trail is incomplete: ${reason}.`;
}
