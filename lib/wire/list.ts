import { PROTOCOL } from '../attributes';
import { isRecord } from '../text/json';
import { methodObject, readMethodObject, type AuthMethod } from './answer';
import { isProblem, type Read } from './read';
import { METHOD_TAG } from './request';

/** The type of the list's entries, for all protocols. */
const ENTRY_TAG = 'webhooks-auth-method';

/** The list as Datadog sends it: entries and, with the query `include`, the complete auth methods. */
export function listBody(methods: readonly AuthMethod[], include: boolean) {
  const data = methods.map(({ id }) => ({
    id,
    type: ENTRY_TAG,
    attributes: { protocol: PROTOCOL },
    relationships: { [PROTOCOL]: { data: { id, type: METHOD_TAG } } },
  }));
  return include ? { data, included: methods.map(methodObject) } : { data };
}

/** Reads the list's auth methods of our protocol. Ignores others. */
export function readList(body: unknown): Read<readonly AuthMethod[]> {
  if (!isRecord(body) || !Array.isArray(body.data)) return { problem: 'has no array "data"' };
  // The key may be absent if the organisation has no auth methods.
  const included = body.included ?? [];
  if (!Array.isArray(included)) return { problem: 'has no array "included"' };
  const methods: AuthMethod[] = [];
  for (const entry of included) {
    if (!isRecord(entry) || entry.type !== METHOD_TAG) continue;
    const read = readMethodObject(entry);
    if (isProblem(read)) return { problem: `has an auth method in "included" that ${read.problem}` };
    methods.push(read.value);
  }
  return { value: methods };
}
