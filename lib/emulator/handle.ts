import { PROTOCOL, ROWS, type Scalar } from '../attributes';
import { quoted } from '../text/quoted';
import { answerBody } from '../wire/answer';
import { AUDIT_PERMISSION, readAuditSearch, type RecordedChange } from '../wire/audit-events';
import { tokenBody } from '../wire/delegated-token';
import { errorBody } from '../wire/errors';
import { listBody } from '../wire/list';
import { isProblem } from '../wire/read';
import { readRequest, type SentAttributes } from '../wire/request';
import { isUuid, readRoute, type Route } from '../wire/routes';
import { userBody } from '../wire/user';
import { denial, permissionsOf, type Access } from './access';
import type { EmulatorPermission } from './permissions';
import { searchChanges } from './audit-trail';
import {
  changeMethod,
  createMethod,
  findMethod,
  removeMethod,
  type ChangeResult,
  type Methods,
  type StoredMethod,
} from './auth-methods';
import { exchange } from './identities';
import { count, type EmulatorRateLimit, type Window } from './rate-limit';

/** What a request carried. */
export type Content =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'not JSON'; readonly text: string }
  | { readonly kind: 'too large' };

/** A request with everything that its answer depends on, the time and the next new id included. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Content;
  /** In milliseconds of the clock. */
  readonly receivedAt: number;
  readonly newId: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`, which is sent as JSON. */
  readonly text?: string;
}

export interface State {
  readonly methods: Methods;
  /** Oldest first. */
  readonly changes: readonly RecordedChange[];
  readonly window?: Window;
}

export interface Rules extends Access {
  readonly rateLimit?: EmulatorRateLimit;
  /** Who makes all changes. */
  readonly user: string;
  /** Whether changes are recorded. */
  readonly auditTrail: boolean;
}

interface Outcome {
  readonly answer: Answer;
  /** The auth methods after a change; absent if nothing changed. */
  readonly methods?: Methods;
}

interface Context {
  readonly permissions: readonly EmulatorPermission[];
  readonly changes: readonly RecordedChange[];
}

type Run = (methods: Methods, request: Request, id: string, context: Context) => Outcome;

const READ: EmulatorPermission = 'integrations_read';
const MANAGE: EmulatorPermission = 'manage_integrations';
const AUDIT: EmulatorPermission = AUDIT_PERMISSION;

/** The calls of each route. Without a permission, a call needs credentials only. */
const CALLS: Record<
  Exclude<Route['kind'], 'token'>,
  Record<string, readonly [EmulatorPermission | undefined, Run]>
> = {
  list: { GET: [READ, list] },
  collection: { POST: [MANAGE, create] },
  method: {
    GET: [READ, onMethod(show)],
    PATCH: [MANAGE, onMethod(patch)],
    DELETE: [MANAGE, onMethod(remove)],
  },
  user: { GET: [undefined, showUser] },
  audit: { GET: [AUDIT, searchAuditTrail] },
};

/** Datadog's own answer about an auth method that does not exist, as recorded. */
export const ABSENT = 'The requested auth method does not exist.';

/** Datadog's complete behaviour, without side effects. */
export function handle(
  rules: Rules,
  state: State,
  request: Request,
): Outcome & { readonly window: Window | undefined } {
  const { window, exceeded, headers } = count(rules.rateLimit, state.window, request.receivedAt);
  const { methods, answer } = exceeded
    ? refuse(429, 'Too many requests. Wait as many seconds as X-RateLimit-Reset says.')
    : answerTo(rules, state, request);
  return { methods, window, answer: { ...answer, headers: { ...headers, ...answer.headers } } };
}

function answerTo(rules: Rules, { methods, changes }: State, request: Request): Outcome {
  const route = readRoute(request.path);
  if (!route) return refuse(404, `There is nothing at the path ${quoted(request.path)}.`);
  if (route.kind === 'token') return giveToken(rules, request);
  const calls = CALLS[route.kind];
  const call = calls[request.method];
  if (!call) return notAllowed(request, Object.keys(calls).join(', '));
  const [permission, run] = call;
  const denied = denial(rules, request.headers, permission, request.receivedAt);
  if (denied) return refuse(denied.status, denied.text);
  if (request.content.kind === 'too large') return refuse(413, 'The request body is larger than 1 MiB.');
  const permissions = permissionsOf(rules, request.headers, request.receivedAt) ?? [];
  return run(methods, request, route.kind === 'method' ? route.id : '', { permissions, changes });
}

function notAllowed({ method }: Request, allow: string): Outcome {
  const { answer } = refuse(405, `The method ${method} is not allowed here; allowed: ${allow}.`);
  return { answer: { ...answer, headers: { allow } } };
}

/** A token for an identity at AWS. Its proof is all that the request needs. */
function giveToken({ identities = [] }: Rules, request: Request): Outcome {
  if (request.method !== 'POST') return notAllowed(request, 'POST');
  const token = exchange(
    identities,
    request.headers.authorization ?? '',
    request.receivedAt,
    request.newId.slice(0, 8),
  );
  return 'text' in token
    ? refuse(token.status, token.text)
    : { answer: { status: 200, body: tokenBody(token) } };
}

function list(methods: Methods, request: Request): Outcome {
  const include = new URLSearchParams(request.query).getAll('include').flatMap((value) => value.split(','));
  const stranger = include.find((value) => value !== PROTOCOL);
  if (stranger !== undefined)
    return refuse(400, `The query has the unknown value ${quoted(stranger)} in "include".`);
  const visible = methods.map((method) => method.visible);
  return { answer: { status: 200, body: listBody(visible, include.length > 0) } };
}

function searchAuditTrail(_methods: Methods, request: Request, _id: string, { changes }: Context): Outcome {
  const search = readAuditSearch(request.query);
  if (isProblem(search)) return refuse(400, `The query ${search.problem}.`);
  return { answer: { status: 200, body: searchChanges(changes, search.value) } };
}

function showUser(_methods: Methods, _request: Request, _id: string, { permissions }: Context): Outcome {
  return { answer: { status: 200, body: userBody(permissions) } };
}

function create(methods: Methods, request: Request): Outcome {
  return withAttributes(request, 'create', (sent) =>
    changed(201, createMethod(methods, request.newId, sent)),
  );
}

function show(_methods: Methods, _request: Request, { visible }: StoredMethod): Outcome {
  return { answer: { status: 200, body: answerBody(visible) } };
}

/** A PATCH without attributes is answered 200 with the unchanged auth method. */
function patch(methods: Methods, request: Request, method: StoredMethod): Outcome {
  return withAttributes(request, 'patch', (sent) => changed(200, changeMethod(methods, method, sent)));
}

function remove(methods: Methods, _request: Request, method: StoredMethod): Outcome {
  return { methods: removeMethod(methods, method), answer: { status: 204 } };
}

function onMethod(run: (methods: Methods, request: Request, method: StoredMethod) => Outcome): Run {
  return (methods, request, id) => {
    if (!isUuid(id)) return refuse(400, `The id ${quoted(id)} in the path is not a UUID.`);
    const method = findMethod(methods, id);
    return method ? run(methods, request, method) : refuse(404, ABSENT);
  };
}

function changed(status: number, result: ChangeResult): Outcome {
  return 'inUse' in result
    ? refuse(409, nameInUse(result.inUse))
    : { methods: result.methods, answer: { status, body: answerBody(result.method) } };
}

export function nameInUse(name: string): string {
  return `An auth method with the name ${quoted(name)} already exists.`;
}

function withAttributes(
  { headers, content }: Request,
  kind: 'create' | 'patch',
  run: (sent: SentAttributes) => Outcome,
): Outcome {
  const unsupported = unsupportedMedia(headers);
  if (unsupported) return refuse(415, unsupported);
  if (content.kind !== 'json') return refuse(400, 'The request body is not JSON.');
  const read = readRequest(content.value, kind);
  if (isProblem(read)) return refuse(400, `The request body ${read.problem}.`);
  const wrong = Object.entries(read.value).flatMap(([name, value]) => wrongValue(name, value));
  return wrong.length > 0 ? refuse(400, ...wrong) : run(read.value);
}

function unsupportedMedia(headers: Request['headers']): string | undefined {
  const type = headers['content-type'] ?? '';
  if (!/^application\/json *(;|$)/i.test(type))
    return `The Content-Type must be application/json, but is ${quoted(type)}.`;
  const encoding = headers['content-encoding'] ?? 'identity';
  return encoding === 'identity'
    ? undefined
    : `The Content-Encoding ${quoted(encoding)} is not supported; send the body as it is.`;
}

function wrongValue(name: string, value: Scalar | null | undefined): string[] {
  const row = ROWS.find((candidate) => candidate.wire === name);
  const problem = value === null || value === undefined ? undefined : row?.check?.(value as never);
  return problem ? [`The attribute "${name}" ${problem}.`] : [];
}

function refuse(status: number, ...texts: string[]): Outcome {
  return { answer: { status, body: errorBody(texts) } };
}
