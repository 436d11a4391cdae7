import { changes, requestAttributes, type SettledChange } from '../change/change';
import { DatadogError } from '../client/errors';
import { judge } from '../judge/judge';
import type { Answer, Call, Diagnostic, ResourceState } from '../plugin/provider';
import { isConfigured, type Configured } from './configure';
import { callFailed, goneBeforeUpdate, stalePlan, subject } from './errors';
import { renameRefused, takenOver } from './rename-errors';
import { rename } from './rename';
import { written, type Update } from './results';
import { isSent, privateAfter, privateUnchanged, secretFate, secretOf } from './secret';
import { heldValues, identityOf, numberOf } from './state';
import { verify } from './verify';

/** Makes Datadog match with one PATCH of what changed; where that is nothing of Datadog's, with no call at all. */
export async function update(
  configured: Configured | Diagnostic,
  request: Update,
  call: Call,
): Promise<Answer<ResourceState>> {
  const { prior, planned, config, private: stored } = request;
  const kept = (diagnostic: Diagnostic) => ({
    state: prior,
    private: privateUnchanged(stored),
    diagnostics: [diagnostic],
  });
  if (!isConfigured(configured)) return kept(configured);
  const { id, name } = identityOf(prior);
  if (await configured.ledger.wasGiven(id)) return kept(takenOver(name, id));
  const sent = isSent(secretFate(prior, config, stored));
  const list = changes(heldValues(prior), heldValues(planned), sent);
  const revision = (numberOf(prior, 'client_secret_revision') ?? 0) + (sent ? 1 : 0);
  const after = privateAfter(sent, request, stored);
  if (list.length === 0)
    return { state: { ...planned, client_secret_revision: revision }, private: after, diagnostics: [] };
  try {
    await verify(configured.tokenEndpoint, request, list, call);
    const stale = await staleness(request, list, configured, call);
    if (stale) return kept(stale);
    const method = await send(configured, request, list, call);
    return { ...written(method, planned, revision), private: after };
  } catch (error) {
    const to = heldValues(planned).name;
    const refused = error instanceof DatadogError && error.status === 409 && to !== name;
    return kept(refused ? renameRefused(error, name, to) : callFailed(error, subject(name, id)));
  } finally {
    configured.reads.forget();
  }
}

function send(
  configured: Configured,
  { prior, planned, config }: Update,
  list: readonly SettledChange[],
  call: Call,
) {
  const { id, name } = identityOf(prior);
  const patch = () => configured.client.update(id, requestAttributes(list, secretOf(config)), call.signal);
  const to = heldValues(planned).name;
  return list.some(({ attribute }) => attribute === 'name') && name !== null && to !== null
    ? rename(configured, { id, from: name, to }, patch, call)
    : patch();
}

/**
 * Whether somebody changed what the update is about to change after the plan was made: a saved plan may be
 * days old. An edit to another attribute is no matter, since the PATCH leaves it alone.
 */
async function staleness(
  { prior, planned }: Update,
  list: readonly SettledChange[],
  { client, stalePlan: mode }: Configured,
  call: Call,
): Promise<Diagnostic | undefined> {
  if (mode === 'overwrite') return undefined;
  // The secret is left out: Datadog shows none to compare with.
  const changed = list.flatMap((change) => (change.kind === 'secret' ? [] : [change.attribute]));
  if (changed.length === 0) return undefined;
  const [before, wanted] = [heldValues(prior), heldValues(planned)];
  const { id, name } = identityOf(prior);
  const live = (await client.read(id, call.signal))?.attributes;
  if (!live) return goneBeforeUpdate(name, id);
  const judged = changed.map((attribute) => {
    const values = { deployed: before[attribute], live: live[attribute], wanted: wanted[attribute] };
    return [attribute, judge(attribute, values, { agreement: 'agrees' })] as const;
  });
  const conflicts = new Map(judged.filter(([, { verdict }]) => verdict === 'conflict'));
  return conflicts.size > 0 ? stalePlan(name, conflicts) : undefined;
}
