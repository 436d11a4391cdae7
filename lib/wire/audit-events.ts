import { isRecord } from '../text/json';
import { isProblem, type Read } from './read';

/**
 * Everything that this package assumes of Datadog's audit trail. It follows Datadog's documentation, and was
 * not run against the service. So the reader is tolerant: it counts events of an unknown shape, and keeps no
 * value of an event.
 *
 * The call, its query, the envelope and the paging: https://docs.datadoghq.com/api/latest/audit/
 * The names of attributes: https://docs.datadoghq.com/ddsql_reference/data_directory/dd/dd.audit.dataset/
 * The kinds of events: https://docs.datadoghq.com/account_management/audit_trail/events/
 * `API + App Key` as `auth_method`: the recorded answers in the tests of Datadog's API clients.
 *
 * Nothing documents the event of an auth method. It is recognised by its id: as `asset.id`, or at the end of
 * the path.
 */
export const AUDIT_PATH = '/api/v2/audit/events';
export const AUDIT_PERMISSION = 'audit_logs_read';

/** The most events in an answer. */
export const LARGEST_PAGE = 1_000;

/** A search for the changes of auth methods, newest first. */
export interface AuditSearch {
  /** Of auth methods, in lower case. Empty: all events. */
  readonly ids: readonly string[];
  /** In milliseconds since 1970. */
  readonly from: number;
  readonly limit: number;
  /** Where the page before ended. */
  readonly cursor?: string;
}

/** Path and query of a search. */
export function auditRequest({ ids, from, limit, cursor }: AuditSearch): string {
  const query = new URLSearchParams({
    'filter[query]': queryOf(ids),
    'filter[from]': new Date(from).toISOString(),
    sort: '-timestamp',
    'page[limit]': String(limit),
    ...(cursor === undefined ? {} : { 'page[cursor]': cursor }),
  });
  return `${AUDIT_PATH}?${query.toString()}`;
}

function queryOf(ids: readonly string[]): string {
  if (ids.length === 0) return '*';
  const paths = ids.map((id) => `*${id}`).join(' OR ');
  return `@asset.id:(${ids.join(' OR ')}) OR @http.url_details.path:(${paths})`;
}

const QUERY = /^@asset\.id:\(([-0-9a-f OR]+)\) OR @http\.url_details\.path:\(([-*0-9a-f OR]+)\)$/;

/** Reads a search of the form that {@link auditRequest} writes. */
export function readAuditSearch(query: string): Read<AuditSearch> {
  const given = new URLSearchParams(query);
  const [from, limit] = [Date.parse(given.get('filter[from]') ?? ''), Number(given.get('page[limit]') ?? 10)];
  if (Number.isNaN(from)) return { problem: 'has no time in "filter[from]"' };
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE)
    return { problem: `has no number from 1 to ${LARGEST_PAGE} in "page[limit]"` };
  if (given.get('sort') !== '-timestamp') return { problem: 'does not have "-timestamp" in "sort"' };
  const ids = readQuery(given.get('filter[query]') ?? '*');
  if (isProblem(ids)) return ids;
  const cursor = given.get('page[cursor]');
  return { value: { ids: ids.value, from, limit, ...(cursor === null ? {} : { cursor }) } };
}

function readQuery(query: string): Read<readonly string[]> {
  if (query === '*') return { value: [] };
  const ids = QUERY.exec(query)?.[1]?.split(' OR ') ?? [];
  return ids.length > 0 && ids.every((id) => /^[-0-9a-f]{36}$/.test(id)) && queryOf(ids) === query
    ? { value: ids }
    : { problem: 'has a "filter[query]" that is not supported here' };
}

/** A page of events as Datadog sends it. */
export function auditBody(events: readonly unknown[], after?: string) {
  return { data: events, meta: { status: 'done', page: after === undefined ? {} : { after } } };
}

/** A change of an auth method, as Datadog records it. */
export interface RecordedChange {
  readonly id: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly action: 'created' | 'modified' | 'deleted';
  readonly email: string;
  readonly authMethod: string;
  readonly userAgent: string;
  readonly method: string;
  readonly path: string;
  readonly asset: { readonly id: string; readonly name: string };
  /** The values before and after. Nobody shows them. */
  readonly values: readonly [unknown, unknown];
}

/** The event of a change. */
export function auditEvent(change: RecordedChange) {
  const [before, after] = change.values;
  const timestamp = new Date(change.at).toISOString();
  return {
    id: change.id,
    type: 'audit',
    attributes: {
      timestamp,
      tags: ['source:datadog'],
      attributes: {
        timestamp,
        status: 'info',
        action: change.action,
        auth_method: change.authMethod,
        evt: { name: 'Integration', actor: { type: 'USER' } },
        usr: { email: change.email },
        asset: { type: 'integration', ...change.asset, prev_value: before, new_value: after },
        http: {
          method: change.method,
          useragent: change.userAgent,
          url_details: { path: change.path },
        },
      },
    },
  };
}

/** Who changed an auth method, when and how, as far as the audit trail shows. */
export interface AuditedChange {
  readonly kind: 'created' | 'changed' | 'deleted';
  /** RFC 3339, in UTC. */
  readonly at: string;
  /** An e-mail address, a name or an id. Absent where the event names no user. */
  readonly by?: string;
  /** `support`: somebody at Datadog. Absent where the event does not show it. */
  readonly via?: 'web' | 'api' | 'support';
  /**
   * The program that made the call, such as `curl`. Absent for a browser, and where the event does not show
   * it.
   */
  readonly program?: string;
}

export interface AuditPage {
  readonly changes: readonly (AuditedChange & { readonly id: string })[];
  /** How many events of the page have an unknown shape. */
  readonly unknown: number;
  /** How many events the page has. */
  readonly count: number;
  /** Where the next page begins. Absent on the last one. */
  readonly after?: string;
  /** Whether Datadog itself ran out of time, so that events may be missing. */
  readonly isPartial: boolean;
}

/** @param ids of the auth methods that were searched for, in lower case */
export function readAuditPage(body: unknown, ids: readonly string[]): Read<AuditPage> {
  if (!isRecord(body) || !Array.isArray(body.data)) return { problem: 'has no array "data"' };
  const read = body.data.map((event) => readEvent(event, ids));
  const meta = isRecord(body.meta) ? body.meta : {};
  const after = isRecord(meta.page) ? meta.page.after : undefined;
  return {
    value: {
      changes: read.filter((one) => typeof one === 'object'),
      unknown: read.filter((one) => one === 'unknown').length,
      count: read.length,
      ...(typeof after === 'string' && after !== '' && read.length > 0 ? { after } : {}),
      isPartial: meta.status === 'timeout',
    },
  };
}

type Attributes = Readonly<Record<string, unknown>>;

/** `no change`: a read, or a request that was refused. */
function readEvent(
  event: unknown,
  ids: readonly string[],
): AuditPage['changes'][number] | 'no change' | 'unknown' {
  const outer = isRecord(event) && isRecord(event.attributes) ? event.attributes : {};
  const inner = isRecord(outer.attributes) ? outer.attributes : {};
  const at = timeOf(outer.timestamp) ?? timeOf(inner.timestamp);
  const kind = kindOf(inner);
  const id = [textIn(inner, 'asset.id'), textIn(inner, 'http.url_details.path')?.split('/').at(-1)]
    .map((text) => text?.toLowerCase())
    .find((text) => text !== undefined && ids.includes(text));
  if (kind === 'no change') return kind;
  if (at === undefined || kind === undefined || id === undefined) return 'unknown';
  return { id, kind, at, ...madeBy(inner) };
}

function timeOf(value: unknown): string | undefined {
  const time = typeof value === 'string' || typeof value === 'number' ? new Date(value) : new Date(NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

const ACTIONS = { created: 'created', modified: 'changed', deleted: 'deleted' } as const;
const METHODS = { POST: 'changed', PATCH: 'changed', PUT: 'changed', DELETE: 'deleted' } as const;

function kindOf(attributes: Attributes): AuditedChange['kind'] | 'no change' | undefined {
  const [action, method] = [textIn(attributes, 'action') ?? '', textIn(attributes, 'http.method') ?? ''];
  const status = Number(field(attributes, 'http.status_code') ?? 0);
  if (status >= 400 || textIn(attributes, 'status') === 'error') return 'no change';
  if (Object.hasOwn(ACTIONS, action)) return ACTIONS[action as keyof typeof ACTIONS];
  // Datadog calls every request an access.
  if (Object.hasOwn(METHODS, method)) return METHODS[method as keyof typeof METHODS];
  return action === 'accessed' || ['GET', 'HEAD'].includes(method) ? 'no change' : undefined;
}

/** More of a name would not fit a line. */
const LONGEST_NAME = 200;

function madeBy(attributes: Attributes): Pick<AuditedChange, 'by' | 'via' | 'program'> {
  const [by] = ['usr.email', 'usr.name', 'usr.id', 'usr.uuid'].flatMap(
    (name) => textIn(attributes, name) ?? [],
  );
  const program = /^[\w.-]{1,40}(?=\/|$)/.exec(textIn(attributes, 'http.useragent') ?? '')?.[0];
  const login = textIn(attributes, 'auth_method') ?? '';
  const isBrowser = program === 'Mozilla';
  const via = /^support/i.test(textIn(attributes, 'evt.actor.type') ?? '')
    ? 'support'
    : /key|token/i.test(login) || (program !== undefined && !isBrowser)
      ? 'api'
      : /session|cookie/i.test(login) || isBrowser
        ? 'web'
        : undefined;
  return {
    ...(by === undefined ? {} : { by: by.length > LONGEST_NAME ? `${by.slice(0, LONGEST_NAME)}…` : by }),
    ...(via === undefined ? {} : { via }),
    ...(program === undefined || isBrowser ? {} : { program }),
  };
}

/** A text or number that is not empty. */
function textIn(attributes: Attributes, name: string): string | undefined {
  const value = field(attributes, name);
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number'
    ? String(value)
    : undefined;
}

/** An attribute in nested objects, or under its complete name, with or without the `@` of a query. */
function field(attributes: Attributes, name: string): unknown {
  const nested = name
    .split('.')
    .reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), attributes);
  return nested ?? attributes[name] ?? attributes[`@${name}`];
}
