import { isRecord } from '../text/json';
import type { Text } from '../text/parts';
import { type Read } from './read';

/**
 * Everything that this package assumes of Datadog's audit trail. It follows Datadog's documentation, and was
 * not run against the service. So the reader is tolerant: it skips events of an unknown shape, and keeps no
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
const LARGEST_PAGE = 1_000;

/** A search for the changes of auth methods, newest first. */
export interface AuditSearch {
  /** Of auth methods, in lower case. Empty: all events. */
  readonly ids: readonly string[];
  /** In milliseconds since 1970. */
  readonly from: number;
  /** Default: as many as an answer can contain. */
  readonly limit?: number;
}

/** Path and query of a search. */
export function auditRequest(search: AuditSearch): string {
  return `${AUDIT_PATH}?${queryOf(search).toString()}`;
}

function queryOf({ ids, from, limit = LARGEST_PAGE }: AuditSearch): URLSearchParams {
  const paths = ids.map((id) => `*${id}`).join(' OR ');
  return new URLSearchParams({
    'filter[query]':
      ids.length === 0 ? '*' : `@asset.id:(${ids.join(' OR ')}) OR @http.url_details.path:(${paths})`,
    'filter[from]': new Date(from).toISOString(),
    sort: '-timestamp',
    'page[limit]': String(limit),
  });
}

/** Reads a search of the form that {@link auditRequest} writes. */
export function readAuditSearch(query: string): Read<Required<AuditSearch>> {
  const parameters = new URLSearchParams(query);
  const [from, limit] = [
    Date.parse(parameters.get('filter[from]') ?? ''),
    Number(parameters.get('page[limit]')),
  ];
  const ids = /^@asset\.id:\(([-0-9a-f OR]+)\)/
    .exec(parameters.get('filter[query]') ?? '')?.[1]
    ?.split(' OR ');
  const search = { ids: ids ?? [], from, limit };
  const isKnown = from >= 0 && limit >= 1 && limit <= LARGEST_PAGE;
  return isKnown && queryOf(search).toString() === parameters.toString()
    ? { value: search }
    : { problem: 'is not a search that the emulator supports' };
}

/** The first page of events as Datadog sends it. */
export function auditBody(events: readonly unknown[], hasMore = false) {
  return { data: events, meta: { status: 'done', page: hasMore ? { after: 'cursor' } : {} } };
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

/** What the audit trail shows of an auth method. */
export interface AuditedMethod {
  /** Newest first. Those of our deploys are omitted. */
  readonly changes: readonly AuditedChange[];
  /** When a deploy last changed it; every change is newer. Absent where the audit trail does not show it. */
  readonly lastDeploy?: string;
}

/** What the audit trail shows of the auth methods of an organisation. */
export interface AuditTrail {
  /** By id in lower case. Those that the audit trail was searched for. */
  readonly methods: ReadonlyMap<string, AuditedMethod>;
  /** That changes may be missing, and why. Absent where the search was complete. */
  readonly limit?: Text;
}

export interface AuditPage {
  readonly changes: readonly (AuditedChange & { readonly id: string })[];
  /** Whether there is no other page, Datadog did not run out of time, and every event has a known shape. */
  readonly isComplete: boolean;
}

/** @param ids of the auth methods that were searched for, in lower case */
export function readAuditPage(body: unknown, ids: readonly string[]): Read<AuditPage> {
  if (!isRecord(body) || !Array.isArray(body.data)) return { problem: 'has no array "data"' };
  const read = body.data.map((event) => readEvent(event, ids));
  const meta: Attributes = isRecord(body.meta) ? body.meta : {};
  const isPart = meta.status === 'timeout' || textIn(meta, 'page.after') !== undefined;
  return {
    value: {
      changes: read.filter((one) => typeof one === 'object'),
      isComplete: !isPart && !read.includes('unknown'),
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
  const at = timeOf(outer.timestamp);
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
  const answered = Number(field(attributes, 'http.status_code') ?? 0);
  if (answered >= 400 || textIn(attributes, 'status') === 'error') return 'no change';
  if (Object.hasOwn(ACTIONS, action)) return ACTIONS[action as keyof typeof ACTIONS];
  // Datadog calls every request an access.
  if (Object.hasOwn(METHODS, method)) return METHODS[method as keyof typeof METHODS];
  return action === 'accessed' || ['GET', 'HEAD'].includes(method) ? 'no change' : undefined;
}

function madeBy(attributes: Attributes): Pick<AuditedChange, 'by' | 'via' | 'program'> {
  const [by] = ['usr.email', 'usr.name', 'usr.id'].flatMap((name) => textIn(attributes, name) ?? []);
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
    ...(by === undefined ? {} : { by }),
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

/** An attribute in nested objects. */
function field(attributes: Attributes, name: string): unknown {
  return name.split('.').reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), attributes);
}
