import { searchAuditTrail } from '../audit/search';
import { drifted, withAuditTrail, type Review, type ReviewedStack } from '../review';
import { VERSION } from './version';

interface Named {
  readonly reviewed: readonly ReviewedStack[];
  /** Absent where nothing drifted. */
  readonly auditTrail?: Review['auditTrail'];
}

/** Searches Datadog's audit trail for who changed what drifted. Whatever goes wrong, the review goes on. */
export async function addWho(planned: readonly ReviewedStack[]): Promise<Named> {
  const wanted = drifted(planned);
  if (wanted.length === 0) return { reviewed: planned };
  const options = { environment: process.env, version: VERSION };
  const trails = await Promise.all(wanted.map((one) => searchAuditTrail(one, options)));
  const reviewed = trails.reduce(withAuditTrail, planned);
  return { reviewed, auditTrail: { limits: trails.flatMap(({ limits }) => limits) } };
}
