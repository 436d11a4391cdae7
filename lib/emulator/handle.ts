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
import { permissionsOf, type Access } from './access';
import type { EmulatorPermission } from './permissions';
import { searchChanges } from './audit-trail';
import {
  changeMethod,
  createMethod,
  findMethod,
  type Change,
  type ChangeResult,
  type Methods,
  type StoredMethod,
} from './auth-methods';
import { exchange, type IssuedToken } from './identities';
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
  readonly tokens: readonly IssuedToken[];
  readonly window?: Window;
}

export interface Rules extends Access {
  readonly rateLimit?: EmulatorRateLimit;
  /** Who makes all changes. */
  readonly user: string;
}

interface Outcome {
  readonly answer: Answer;
  /** Absent if nothing changed. */
  readonly change?: Change;
  /** A new one. */
  readonly token?: IssuedToken;
}

/** A request that is let in, and what its answer depends on. */
interface Call {
  readonly methods: Methods;
  readonly changes: readonly RecordedChange[];
  readonly request: Request;
  /** In the path of one auth method; empty in any other path. */
  readonly id: string;
  /** Of the caller. */
  readonly permissions: readonly EmulatorPermission[];
}

type Run = (call: Call) => Outcome;

/** The calls of each route. Without a permission, a call needs credentials only. */
const CALLS: Record<
  Exclude<Route['kind'], 'token'>,
  Record<string, readonly [EmulatorPermission | undefined, Run]>
> = {
  list: { GET: ['integrations_read', list] },
  collection: { POST: ['manage_integrations', create] },
  method: {
    GET: ['integrations_read', onMethod((_, { visible }) => ok(answerBody(visible)))],
    PATCH: ['manage_integrations', onMethod(patch)],
    DELETE: [
      'manage_integrations',
      onMethod((_, before) => ({ change: { before }, answer: { status: 204 } })),
    ],
  },
  user: { GET: [undefined, ({ permissions }) => ok(userBody(permissions))] },
  audit: { GET: [AUDIT_PERMISSION, searchAuditTrail] },
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
  const { answer, ...outcome } = exceeded
    ? refuse(429, 'Too many requests. Wait as many seconds as X-RateLimit-Reset says.')
    : answerTo(rules, state, request);
  return { ...outcome, window, answer: { ...answer, headers: { ...headers, ...answer.headers } } };
}

function answerTo(rules: Rules, { methods, changes, tokens }: State, request: Request): Outcome {
  const route = readRoute(request.path);
  if (!route) return refuse(404, `There is nothing at the path ${quoted(request.path)}.`);
  if (route.kind === 'token') return giveToken(rules, request);
  const calls = CALLS[route.kind];
  const [needed, run] = calls[request.method] ?? [];
  if (!run) return notAllowed(request, Object.keys(calls).join(', '));
  const permissions = permissionsOf(rules, tokens, request, needed);
  if ('status' in permissions) return refuse(permissions.status, permissions.text);
  if (request.content.kind === 'too large') return refuse(413, 'The request body is larger than 1 MiB.');
  return run({ methods, changes, request, id: route.kind === 'method' ? route.id : '', permissions });
}

function notAllowed({ method }: Request, allow: string): Outcome {
  const { answer } = refuse(405, `The method ${method} is not allowed here; allowed: ${allow}.`);
  return { answer: { ...answer, headers: { allow } } };
}

/** A token for an identity at AWS. Its proof is all that the request needs. */
function giveToken({ identities = [] }: Rules, request: Request): Outcome {
  if (request.method !== 'POST') return notAllowed(request, 'POST');
  const { headers, receivedAt, newId } = request;
  const token = exchange(identities, headers.authorization ?? '', receivedAt, newId);
  return 'text' in token ? refuse(token.status, token.text) : { ...ok(tokenBody(token)), token };
}

function list({ methods, request }: Call): Outcome {
  const include = new URLSearchParams(request.query).getAll('include').flatMap((value) => value.split(','));
  const stranger = include.find((value) => value !== PROTOCOL);
  if (stranger !== undefined)
    return refuse(400, `The query has the unknown value ${quoted(stranger)} in "include".`);
  const visible = methods.map((method) => method.visible);
  return ok(listBody(visible, include.length > 0));
}

function searchAuditTrail({ request, changes }: Call): Outcome {
  const search = readAuditSearch(request.query);
  return isProblem(search)
    ? refuse(400, `The query ${search.problem}.`)
    : ok(searchChanges(changes, search.value));
}

function create({ methods, request }: Call): Outcome {
  return withAttributes(request, 'create', (sent) =>
    changed(201, createMethod(methods, request.newId, sent)),
  );
}

/** A PATCH without attributes is answered 200 with the unchanged auth method. */
function patch({ methods, request }: Call, method: StoredMethod): Outcome {
  return withAttributes(request, 'patch', (sent) => changed(200, changeMethod(methods, method, sent)));
}

function onMethod(run: (call: Call, method: StoredMethod) => Outcome): Run {
  return (call) => {
    if (!isUuid(call.id)) return refuse(400, `The id ${quoted(call.id)} in the path is not a UUID.`);
    const method = findMethod(call.methods, call.id);
    return method ? run(call, method) : refuse(404, ABSENT);
  };
}

function changed(status: number, result: ChangeResult): Outcome {
  return 'inUse' in result
    ? refuse(409, nameInUse(result.inUse))
    : { change: result, answer: { status, body: answerBody(result.after.visible) } };
}

export function nameInUse(name: string): string {
  return `An auth method with the name ${quoted(name)} already exists.`;
}

function withAttributes(
  { headers, content }: Request,
  kind: 'create' | 'patch',
  run: (sent: SentAttributes) => Outcome,
): Outcome {
  const type = headers['content-type'] ?? '';
  if (!/^application\/json *(;|$)/i.test(type))
    return refuse(415, `The Content-Type must be application/json, but is ${quoted(type)}.`);
  if (content.kind !== 'json') return refuse(400, 'The request body is not JSON.');
  const read = readRequest(content.value, kind);
  if (isProblem(read)) return refuse(400, `The request body ${read.problem}.`);
  const wrong = Object.entries(read.value).flatMap(([name, value]) => wrongValue(name, value));
  return wrong.length > 0 ? refuse(400, ...wrong) : run(read.value);
}

function wrongValue(name: string, value: Scalar | null | undefined): string[] {
  const row = ROWS.find((candidate) => candidate.wire === name);
  const problem = value === null || value === undefined ? undefined : row?.check?.(value as never);
  return problem ? [`The attribute "${name}" ${problem}.`] : [];
}

function ok(body: unknown): Outcome {
  return { answer: { status: 200, body } };
}

function refuse(status: number, ...texts: string[]): Outcome {
  return { answer: { status, body: errorBody(texts) } };
}
