import { PROTOCOL } from '../attributes';
import { UUID } from '../checks';
import { AUDIT_PATH } from './audit-events';
import { DELEGATED_TOKEN_PATH } from './delegated-token';
import { USER_PATH } from './user';

/** The list of all auth methods, of all protocols. */
export const LIST_PATH = '/api/v2/integration/webhooks/configuration/auth-method';

/** Auth methods of this protocol are created here. */
export const COLLECTION_PATH = `${LIST_PATH}/${PROTOCOL}`;

/** With this query the list contains the complete auth methods of this protocol. */
export const LIST_QUERY = `include=${PROTOCOL}`;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** One auth method, to read, change and delete. */
export function methodPath(id: string): string {
  return `${COLLECTION_PATH}/${encodeURIComponent(id)}`;
}

type FixedKind = 'list' | 'collection' | 'user' | 'audit' | 'token';
export type Route = { kind: FixedKind } | { kind: 'method'; id: string };

const FIXED: ReadonlyMap<string, FixedKind> = new Map([
  [LIST_PATH, 'list'],
  [COLLECTION_PATH, 'collection'],
  [USER_PATH, 'user'],
  [AUDIT_PATH, 'audit'],
  [DELEGATED_TOKEN_PATH, 'token'],
]);

/** The route of a path without its query; undefined if it is not part of this API. */
export function readRoute(path: string): Route | undefined {
  const kind = FIXED.get(path);
  if (kind !== undefined) return { kind };
  const id = path.startsWith(`${COLLECTION_PATH}/`) ? path.slice(COLLECTION_PATH.length + 1) : '';
  return id !== '' && !id.includes('/') ? { kind: 'method', id } : undefined;
}
