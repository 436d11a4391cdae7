import { auditBody, auditEvent, type AuditSearch, type RecordedChange } from '../wire/audit-events';
import { methodPath } from '../wire/routes';
import type { Methods } from './auth-methods';

/** Who made a change, when and how. */
export interface ChangeOrigin {
  /** An e-mail address. */
  readonly by: string;
  /** In milliseconds of the clock. */
  readonly at: number;
  /** Absent for a change in the web interface. */
  readonly request?: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  };
}

/** An emulator may run for days. */
const MOST = 1_000;

/** The changes with the one that made `after` of `before`. */
export function record(
  changes: readonly RecordedChange[],
  before: Methods,
  after: Methods,
  origin: ChangeOrigin,
): readonly RecordedChange[] {
  // A change concerns one place. What is there before and after shows what kind of change it is.
  let place = 0;
  while (place < before.length && before[place] === after[place]) place += 1;
  const old = after.length > before.length ? undefined : before[place]?.visible;
  const young = after.length < before.length ? undefined : after[place]?.visible;
  const method = young ?? old;
  if (!method) return changes;
  const action = !old ? 'created' : young ? 'modified' : 'deleted';
  const change: RecordedChange = {
    id: `AUDIT-${(Number(changes.at(-1)?.id.slice(6)) || 0) + 1}`,
    at: origin.at,
    action,
    email: origin.by,
    asset: { id: method.id, name: String(method.attributes.name) },
    values: [old?.attributes, young?.attributes],
    ...(origin.request ? byRequest(origin.request) : byHand(method.id, action)),
  };
  return [...changes, change].slice(-MOST);
}

function byRequest({ method, path, headers }: NonNullable<ChangeOrigin['request']>) {
  return { method, path, authMethod: 'API + App Key', userAgent: headers['user-agent'] ?? '' };
}

/** Nothing documents the paths of the web interface; here they are those of the API. */
function byHand(id: string, action: RecordedChange['action']) {
  const method = { created: 'POST', modified: 'PATCH', deleted: 'DELETE' }[action];
  return { method, path: methodPath(id), authMethod: 'session_cookie', userAgent: 'Mozilla/5.0' };
}

/** The answer to a search. */
export function searchChanges(
  changes: readonly RecordedChange[],
  { ids, from, limit }: Required<AuditSearch>,
) {
  const isWanted = ({ asset, at }: RecordedChange) =>
    at >= from && (ids.length === 0 || ids.includes(asset.id));
  const all = changes.filter(isWanted).reverse();
  return auditBody(all.slice(0, limit).map(auditEvent), limit < all.length);
}
