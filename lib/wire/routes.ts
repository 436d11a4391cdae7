import { PROTOCOL } from '../attributes';

/** Where all auth methods are listed, of whatever protocol. */
export const LIST_PATH = '/api/v2/integration/webhooks/configuration/auth-method';

/** Where auth methods of this protocol are made. */
export const COLLECTION_PATH = `${LIST_PATH}/${PROTOCOL}`;

/** The query that makes the list carry the methods of this protocol whole. */
export const LIST_QUERY = `include=${PROTOCOL}`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Where one auth method is read, changed and deleted. */
export function methodPath(id: string): string {
  return `${COLLECTION_PATH}/${encodeURIComponent(id)}`;
}

export type Route = { kind: 'list' } | { kind: 'collection' } | { kind: 'method'; id: string };

/** What a path without its query leads to; undefined when it is none of ours. */
export function readRoute(path: string): Route | undefined {
  if (path === LIST_PATH) return { kind: 'list' };
  if (path === COLLECTION_PATH) return { kind: 'collection' };
  const id = path.startsWith(`${COLLECTION_PATH}/`) ? path.slice(COLLECTION_PATH.length + 1) : '';
  return id !== '' && !id.includes('/') ? { kind: 'method', id } : undefined;
}
