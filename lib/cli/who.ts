import { searchAuditTrail } from '../audit/search';
import { idsOf, withAuditTrail, type ReviewedStack } from '../review';
import type { ListedMethod } from './unmanaged';
import { VERSION } from './version';

/**
 * Searches Datadog's audit trail for who changed what drifted, and for who created what nobody manages.
 * Whatever goes wrong, the review goes on.
 */
export async function addWho(reviewed: readonly ReviewedStack[], listed: readonly ListedMethod[]) {
  const wanted = idsOf([...reviewed.flatMap(({ drifted }) => drifted), ...listed]);
  const options = { environment: process.env, version: VERSION };
  const trails = await Promise.all(wanted.map((one) => searchAuditTrail(one, options)));
  const stacks = reviewed.map((one) => withAuditTrail(one, trails));
  const limits = trails.flatMap(({ limit }) => limit ?? []);
  return { stacks, trails, auditTrail: wanted.length > 0 ? { limits } : undefined };
}
