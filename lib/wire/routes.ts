import { PROTOCOL } from '../attributes';
import { AUDIT_PATH } from './audit-events';
import { DELEGATED_TOKEN_PATH } from './delegated-token';
import { USER_PATH } from './user';

/** The list of all auth methods, of all protocols. */
export const LIST_PATH = '/api/v2/integration/webhooks/configuration/auth-method';

/** Auth methods of this protocol are created here. */
export const COLLECTION_PATH = `${LIST_PATH}/${PROTOCOL}`;

/** With this query the list contains the complete auth methods of this protocol. */
export const LIST_QUERY = `include=${PROTOCOL}`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** One auth method, to read, change and delete. */
export function methodPath(id: string): string {
  return `${COLLECTION_PATH}/${encodeURIComponent(id)}`;
}

export type Route =
  | { kind: 'list' }
  | { kind: 'collection' }
  | { kind: 'method'; id: string }
  | { kind: 'user' }
  | { kind: 'audit' }
  | { kind: 'token' };

/** The route of a path without its query; undefined if it is not part of this API. */
export function readRoute(path: string): Route | undefined {
  if (path === LIST_PATH) return { kind: 'list' };
  if (path === COLLECTION_PATH) return { kind: 'collection' };
  if (path === USER_PATH) return { kind: 'user' };
  if (path === AUDIT_PATH) return { kind: 'audit' };
  if (path === DELEGATED_TOKEN_PATH) return { kind: 'token' };
  const id = path.startsWith(`${COLLECTION_PATH}/`) ? path.slice(COLLECTION_PATH.length + 1) : '';
  return id !== '' && !id.includes('/') ? { kind: 'method', id } : undefined;
}
