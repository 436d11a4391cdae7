import { changes, requestAttributes, type SettledChange } from '../change/change';
import { judge } from '../judge/judge';
import type { Answer, Call, Diagnostic, Resource, ResourceState } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';
import { isConfigured, type Configured } from './configure';
import { callFailed, goneBeforeUpdate, keptDifferently, stalePlan, subject } from './errors';
import { isSent, privateAfter, secretFate, secretOf } from './secret';
import { differences, heldValues, identityOf, numberOf, stateOf } from './state';
import { verify } from './verify';

export type Update = Parameters<Resource['update']>[0];

/** Makes Datadog match with one PATCH of what changed; where that is nothing of Datadog's, with no call at all. */
export async function update(
  configured: Configured | Diagnostic,
  request: Update,
  call: Call,
): Promise<Answer<ResourceState>> {
  const { prior, planned, config, private: stored } = request;
  const kept = (diagnostic: Diagnostic) => ({ state: prior, private: stored, diagnostics: [diagnostic] });
  if (!isConfigured(configured)) return kept(configured);
  const fate = secretFate(prior, config, stored);
  const sent = isSent(fate);
  const list = changes(heldValues(prior), heldValues(planned), sent);
  const revision = (numberOf(prior, 'client_secret_revision') ?? 0) + (sent ? 1 : 0);
  const after = privateAfter(sent, config, stored);
  if (list.length === 0)
    return { state: { ...planned, client_secret_revision: revision }, private: after, diagnostics: [] };
  const { id, name } = identityOf(prior);
  try {
    await verify(configured.tokenEndpoint, request, list, call);
    const stale = await staleness(request, list, configured, call);
    if (stale) return kept(stale);
    const method = await configured.client.update(id, requestAttributes(list, secretOf(config)), call.signal);
    return { ...settled(method, planned, revision), private: after };
  } catch (error) {
    return kept(callFailed(error, subject(name, id)));
  } finally {
    configured.reads.forget();
  }
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

/** What a write leaves: Terraform insists on the planned values; where Datadog keeps others, a warning says so. */
export function settled(
  method: AuthMethod,
  planned: ObjectValue,
  revision: number,
): { state: ObjectValue; diagnostics: Diagnostic[] } {
  const sent = heldValues(planned);
  const other = differences(sent, method.attributes);
  return {
    state: { ...stateOf(method, planned, revision), ...sent },
    diagnostics: keptDifferently(sent.name, other, sent, method.attributes),
  };
}
