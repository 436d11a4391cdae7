import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { linkedController } from '../../lib/client/linked-controller';
import { isRecord, parseJson } from '../../lib/text/json';
import { auditRequest } from '../../lib/wire/audit-events';
import { requestBody } from '../../lib/wire/request';
import { COLLECTION_PATH, LIST_PATH, LIST_QUERY, methodPath } from '../../lib/wire/routes';
import { auditedChanges } from './audited';

/** Names of the auth methods that the story makes begin with it, so that no other is ever touched. */
export const PREFIX = 'contract-test-';

export interface Target {
  readonly url: string;
  readonly apiKey: string;
  readonly appKey: string;
}

/** One call of the story and its answer. */
export interface Exchange {
  readonly step: string;
  readonly status: number;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed if it is JSON; undefined if it is empty. */
  readonly body: unknown;
}

/** The step whose answer has events. */
export const AUDIT_STEP = 'search the audit trail';

type Attributes = Readonly<Record<string, string | null>>;

/** How long one call may take. */
const TIMEOUT_MS = 30_000;
/** An audit trail shows a change some time after it. */
const SEARCHES = { most: 12, everyMs: 10_000 };
const NOBODY = '00000000-0000-4000-8000-000000000000';

/**
 * Makes each kind of call on an organisation: create, read, list, a change of each attribute, clear, a name
 * in use, not found, not valid, delete, and the search that `review --who` makes. What it made is deleted in
 * every case.
 *
 * @param run ends the names of this run's auth methods, so that two runs never meet
 * @param signal ends the story early; what it made is deleted all the same
 */
export async function playStory(target: Target, run: string, signal: AbortSignal): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const name = `${PREFIX}${run}`;
  const play = async (step: string, method: string, path: string, body?: unknown) => {
    const exchange = await call(target, { step, method, path, body }, signal);
    exchanges.push(exchange);
    return exchange;
  };
  const initial = {
    name,
    access_token_url: 'https://login.example.com/token',
    client_id: 'contract-test',
    client_secret: randomUUID(),
    audience: 'https://api.example.com',
    scope: 'read write',
  };
  try {
    const id = idOf((await play('create', 'POST', COLLECTION_PATH, requestBody(initial))).body) ?? NOBODY;
    const one = methodPath(id);
    await play('read', 'GET', one);
    await play('list', 'GET', `${LIST_PATH}?${LIST_QUERY}`);
    await play('list without include', 'GET', LIST_PATH);
    await play('create with a name in use', 'POST', COLLECTION_PATH, requestBody(initial));
    for (const [attribute, value] of Object.entries(CHANGES(name)))
      await play(`change ${attribute}`, 'PATCH', one, requestBody({ [attribute]: value }));
    for (const attribute of ['audience', 'scope'])
      await play(`clear ${attribute}`, 'PATCH', one, requestBody({ [attribute]: null }));
    await play('read what was changed', 'GET', one);
    await play('change nothing', 'PATCH', one, requestBody({}));
    await play('clear a required attribute', 'PATCH', one, requestBody({ client_id: null }));
    await play('change without a type', 'PATCH', one, { data: { attributes: { scope: 'read' } } });
    const incomplete = requestBody({ name: `${name}-incomplete` });
    await play('create without a client id', 'POST', COLLECTION_PATH, incomplete);
    await play('read one that does not exist', 'GET', methodPath(NOBODY));
    await play('change one that does not exist', 'PATCH', methodPath(NOBODY), requestBody({ scope: 'read' }));
    await play('delete one that does not exist', 'DELETE', methodPath(NOBODY));
    await play('read an id that is no UUID', 'GET', methodPath('no-uuid'));
    await play('delete', 'DELETE', one);
    await play('read what was deleted', 'GET', one);
    await play('delete again', 'DELETE', one);
    exchanges.push(await searchAuditTrail(target, id, signal));
    return exchanges;
  } finally {
    await removeAll(target, name);
  }
}

/** The answer that has the deletion, which was the last change. Otherwise that of the last search. */
async function searchAuditTrail(target: Target, id: string, signal: AbortSignal): Promise<Exchange> {
  const path = auditRequest({ ids: [id.toLowerCase()], from: Date.now() - 3_600_000, limit: 100 });
  for (let search = 1; ; search += 1) {
    const exchange = await call(target, { step: AUDIT_STEP, method: 'GET', path }, signal);
    const { changes } = auditedChanges(exchange.body, id);
    const isComplete = changes.some((change) => change.startsWith('deleted'));
    if (exchange.status !== 200 || isComplete || search >= SEARCHES.most) return exchange;
    await wait(SEARCHES.everyMs, undefined, { signal });
  }
}

const CHANGES = (name: string): Attributes => ({
  name: `${name}-renamed`,
  access_token_url: 'https://login.example.com/oauth/token',
  client_id: 'contract-test-2',
  client_secret: randomUUID(),
  audience: 'https://api.example.com/v2',
  scope: 'read',
});

/** Deletes the auth methods of a run by their names: an answer with an id may have been lost. */
async function removeAll(target: Target, name: string): Promise<void> {
  const { signal } = new AbortController();
  const step = 'clean up';
  const list = await call(target, { step, method: 'GET', path: `${LIST_PATH}?${LIST_QUERY}` }, signal);
  const isOurs = (other: string) => other === name || other.startsWith(`${name}-`);
  const failed: string[] = [];
  for (const { id } of methodsIn(list.body).filter((method) => isOurs(method.name))) {
    const { status } = await call(target, { step, method: 'DELETE', path: methodPath(id) }, signal);
    if (status >= 300 && status !== 404) failed.push(`${id} (${status})`);
  }
  if (list.status !== 200)
    throw new Error(
      `The list of auth methods was answered with ${list.status}, so it is unknown what is left. ` +
        `Delete the auth methods whose names begin with ${name} in Datadog.`,
    );
  if (failed.length > 0)
    throw new Error(`Datadog did not delete ${failed.join(', ')}. Delete them there: ${name}.`);
}

interface Call {
  readonly step: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

async function call(
  target: Target,
  { step, method, path, body }: Call,
  signal: AbortSignal,
): Promise<Exchange> {
  const { controller, release } = linkedController(signal);
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(`${target.url.replace(/\/$/, '')}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        'dd-api-key': target.apiKey,
        'dd-application-key': target.appKey,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: JSON.stringify(body),
      signal: controller.signal,
    });
    const text = await response.text();
    const headers = Object.fromEntries(response.headers);
    return {
      step,
      status: response.status,
      headers,
      body: text === '' ? undefined : (parseJson(text) ?? text),
    };
  } finally {
    clearTimeout(timer);
    release();
  }
}

/** The id in the answer to a creation. */
export function idOf(body: unknown): string | undefined {
  const data = isRecord(body) && isRecord(body.data) ? body.data : {};
  return typeof data.id === 'string' ? data.id : undefined;
}

/** The auth methods in the answer to a list call with `include`. */
function methodsIn(body: unknown): { id: string; name: string }[] {
  const included = isRecord(body) && Array.isArray(body.included) ? (body.included as unknown[]) : [];
  return included.filter(isRecord).flatMap(({ id, attributes }) => {
    const name = isRecord(attributes) ? attributes.name : undefined;
    return typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : [];
  });
}
