import { changes, requestAttributes, type KnownChange } from '../../change/change';
import { DatadogError } from '../../client/errors';
import { judge } from '../../drift/judge';
import type { Answer, Call, Diagnostic, ResourceState } from '../../plugin/provider';
import { UNKNOWN, type ObjectValue } from '../../plugin/value';
import type { AuthMethod } from '../../wire/answer';
import { isConfigured, type Configured } from '../configure';
import { callFailed, subject } from '../errors/shared';
import { deletedBeforeUpdate, renameRefused, stalePlan, notUpdated } from '../errors/update';
import { written, type UpdateRequest } from '../results';
import {
  isSent,
  privateAfter,
  privatePerhapsSent,
  privateUnchanged,
  secretOf,
  secretStatus,
} from '../secret';
import { comparedValues, identityOf, numberOf, valueOf } from '../state';
import { verify } from '../verify';

/** How often a PATCH is sent at most, if another resource of the same apply frees the new name. */
const MOST_ATTEMPTS = 3;

/**
 * Sends one PATCH with the attributes that changed. If none of Datadog's attributes changed, it sends
 * nothing.
 */
export async function update(
  configured: Configured | Diagnostic,
  request: UpdateRequest,
  call: Call,
): Promise<Answer<ResourceState>> {
  const { prior, planned, private: stored } = request;
  const unchanged = (diagnostic: Diagnostic) => ({
    state: prior,
    private: privateUnchanged(stored),
    diagnostics: [diagnostic],
  });
  if (!isConfigured(configured)) return unchanged(configured);
  const { id, name } = identityOf(prior);
  if (await configured.ledger.wasGiven(id)) return unchanged(notUpdated(name, id));
  const decided = plannedConfig(request);
  // With ignore_changes, the configuration is not the one that was planned with.
  const sendsSecret =
    planned.client_secret_revision === UNKNOWN && isSent(secretStatus(prior, decided, stored));
  const list = changes(comparedValues(prior), comparedValues(planned), sendsSecret);
  const revision = (numberOf(prior, 'client_secret_revision') ?? 0) + (sendsSecret ? 1 : 0);
  const after = privateAfter(sendsSecret, { prior, config: decided }, stored);
  if (list.length === 0)
    return { state: { ...planned, client_secret_revision: revision }, private: after, diagnostics: [] };
  try {
    await verify(configured.tokenEndpoint, request, list, call);
    const stale = await staleness(request, list, configured, call);
    if (stale) return unchanged(stale);
    const method = await send(configured, request, list, call);
    return { ...written(method, planned, revision), private: after };
  } catch (error) {
    const to = comparedValues(planned).name;
    const refused = isNameRefused(error) && to !== name;
    const failed = unchanged(refused ? renameRefused(error, name, to) : callFailed(error, subject(name, id)));
    return isPerhapsDone(error) ? { ...failed, private: privatePerhapsSent(stored, list) } : failed;
  } finally {
    configured.reads.forget();
  }
}

/** The configuration with the version that was planned: `ignore_changes` can make it differ. */
function plannedConfig({ planned, config }: UpdateRequest): ObjectValue {
  return { ...config, client_secret_wo_version: valueOf(planned, 'client_secret_wo_version') };
}

/** Whether a PATCH failed, and one of its attempts may have taken effect all the same. */
function isPerhapsDone(error: unknown): boolean {
  if (!(error instanceof DatadogError) || error.operation !== 'update') return false;
  const { status = 0 } = error;
  return status < 400 || status >= 500 || status === 408 || status === 429;
}

/**
 * Checks whether somebody changed, after the plan was made, what the update is about to change: a saved plan
 * may be days old. Edits to other attributes do not matter, since the PATCH does not touch them.
 */
async function staleness(
  { prior, planned }: UpdateRequest,
  list: readonly KnownChange[],
  { client, stalePlan: mode }: Configured,
  call: Call,
): Promise<Diagnostic | undefined> {
  if (mode === 'overwrite') return undefined;
  // Datadog does not show the secret, so it cannot be compared.
  const changed = list.flatMap((change) => (change.kind === 'secret' ? [] : [change.attribute]));
  if (changed.length === 0) return undefined;
  const [before, wanted] = [comparedValues(prior), comparedValues(planned)];
  const { id, name } = identityOf(prior);
  const live = (await client.read(id, call.signal))?.attributes;
  if (!live) return deletedBeforeUpdate(name, id);
  const judged = changed.map((attribute) => {
    const values = { deployed: before[attribute], live: live[attribute], wanted: wanted[attribute] };
    return [attribute, judge(attribute, values, 'agrees')] as const;
  });
  const conflicts = new Map(judged.filter(([, { verdict }]) => verdict === 'conflict'));
  return conflicts.size > 0 ? stalePlan(name, conflicts) : undefined;
}

function send(
  configured: Configured,
  { prior, planned, config }: UpdateRequest,
  list: readonly KnownChange[],
  call: Call,
): Promise<AuthMethod> {
  const { id, name } = identityOf(prior);
  const patch = () => configured.client.update(id, requestAttributes(list, secretOf(config)), call.signal);
  const to = comparedValues(planned).name;
  return list.some(({ attribute }) => attribute === 'name') && name !== null && to !== null
    ? configured.ledger.rename(id, name, () => rename(configured, { id, to }, patch, call))
    : patch();
}

/**
 * Sends the PATCH of a rename. If another resource of the same apply gives the new name up, waits for that
 * and sends the PATCH again.
 *
 * @throws DatadogError the last refusal
 */
async function rename(
  { client, ledger, nameRelease }: Configured,
  { id, to }: { id: string; to: string },
  patch: () => Promise<AuthMethod>,
  call: Call,
): Promise<AuthMethod> {
  const isFreed = async (): Promise<boolean> => {
    const found = await client.lookFor(to, call.signal, () => ledger.hasFreed(to)).catch(() => []);
    const [holder, ...others] = found.filter((method) => method.id.toLowerCase() !== id.toLowerCase());
    if (!holder) return ledger.hasFreed(to);
    return others.length === 0 && nameRelease.wait(holder.id, to, call.signal);
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await patch();
    } catch (error) {
      if (!isNameRefused(error) || attempt === MOST_ATTEMPTS || !(await isFreed())) throw error;
    }
  }
}

function isNameRefused(error: unknown): error is DatadogError {
  return error instanceof DatadogError && error.status === 409;
}
