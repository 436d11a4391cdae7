import { auditBody, auditEvent, type AuditSearch, type RecordedChange } from '../wire/audit-events';
import { methodPath } from '../wire/routes';
import type { Change } from './auth-methods';

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

/** The changes with another one. */
export function record(
  changes: readonly RecordedChange[],
  change: Change,
  origin: ChangeOrigin,
): readonly RecordedChange[] {
  const { id, attributes } = (change.before ? (change.after ?? change.before) : change.after).visible;
  const action = !change.before ? 'created' : change.after ? 'modified' : 'deleted';
  const recorded: RecordedChange = {
    id: `AUDIT-${(Number(changes.at(-1)?.id.slice(6)) || 0) + 1}`,
    at: origin.at,
    action,
    email: origin.by,
    asset: { id, name: String(attributes.name) },
    values: [change.before?.visible.attributes, change.after?.visible.attributes],
    ...(origin.request ? byRequest(origin.request) : byHand(id, action)),
  };
  return [...changes, recorded].slice(-MOST);
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
