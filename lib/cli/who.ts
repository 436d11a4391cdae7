import { searchAuditTrail } from '../audit/search';
import { idsOf, withAuditTrail, type Review, type ReviewedStack } from '../review';
import { VERSION } from './version';

/** Searches Datadog's audit trail for who changed what drifted. Whatever goes wrong, the review goes on. */
export async function addWho(
  reviewed: readonly ReviewedStack[],
): Promise<Pick<Review, 'stacks' | 'auditTrail'>> {
  const wanted = idsOf(reviewed.flatMap(({ drifted }) => drifted));
  const options = { environment: process.env, version: VERSION };
  const trails = await Promise.all(wanted.map((one) => searchAuditTrail(one, options)));
  const stacks = reviewed.map((one) => withAuditTrail(one, trails));
  const limits = trails.flatMap(({ limit }) => limit ?? []);
  return { stacks, auditTrail: wanted.length > 0 ? { limits } : undefined };
}
