import { COMPARED } from '../../attributes';
import { NOT_KNOWN, sameValue, type DesiredValues, type KnownValues } from '../../change/change';
import { ofName } from '../../client/by-name';
import { DatadogError } from '../../client/errors';
import { RequestError } from '../../plugin/errors';
import type { Call, Diagnostic } from '../../plugin/provider';
import { UNKNOWN } from '../../plugin/value';
import { isReview } from '../configure';
import {
  nameNotCompared,
  nameWillBeRefused,
  planConflict,
  recreated,
  secretChangedAfterPlan,
  secretRotated,
  versionWithoutSecret,
} from '../errors/plan';
import { secretNeeded } from '../errors/shared';
import type { ExistingAuthMethods } from '../existing';
import type { Model, StoredModel } from '../model';
import { isSent, isVersionAlone, secretStatus, type PrivateRecord, type SecretStatus } from '../record';
import type { PlanConflict, Walk } from '../walk';

export interface PlanRequest {
  readonly proposed: Model<DesiredValues>;
  readonly config: Model<DesiredValues>;
  readonly record: PrivateRecord;
  /** The record of the plan that is being applied: Terraform plans again during apply, since 1.16 with it. */
  readonly applied?: PrivateRecord;
}

export interface PlanResult {
  readonly planned: Model<DesiredValues>;
  readonly record: PrivateRecord;
  readonly diagnostics: readonly Diagnostic[];
}

/** Plans a creation. @param existing undefined while the provider's settings are not known */
export async function planCreation(
  walk: Walk,
  existing: ExistingAuthMethods | undefined,
  { proposed, config, record, applied }: PlanRequest,
  call: Call,
): Promise<PlanResult> {
  const { name } = proposed.values;
  if (config.secret === null) throw new RequestError(secretNeeded(name === NOT_KNOWN ? null : name));
  const planned = { ...proposed, id: null, revision: 1 };
  const result = { planned, record: { resource: record.resource }, diagnostics: [] };
  if (name === NOT_KNOWN || name === null) return result;
  const declared = JSON.stringify(proposed.values);
  refuse(walk.planCreation(record.resource, name, declared, record.plan?.id), name, null);
  const warnings = walk.isRecreated(name) ? [recreated(name)] : [];
  // The first plan has the warnings about names. In the apply, only a lost answer needs the list.
  if (applied) existing?.askAhead();
  else warnings.push(...(await compareName(walk, existing, name, 'creates', call)));
  return { ...result, diagnostics: warnings };
}

async function compareName(
  walk: Walk,
  existing: ExistingAuthMethods | undefined,
  name: string,
  step: 'creates' | 'renames',
  { signal }: Call,
): Promise<Diagnostic[]> {
  if (!existing) return [];
  const methods = await existing.forPlan(signal);
  if (methods === 'late' || methods instanceof DatadogError) return [nameNotCompared(name, methods)];
  // What another resource has is renamed or deleted, or its own plan refuses the name.
  const holder = ofName(methods, name).find(({ id }) => !walk.isClaimed(id));
  return holder ? [nameWillBeRefused(name, holder.id, step)] : [];
}

/** Plans an update. @param existing undefined while the provider's settings are not known */
export async function planUpdate(
  walk: Walk,
  existing: ExistingAuthMethods | undefined,
  prior: StoredModel,
  { proposed, config, record, applied }: PlanRequest,
  call: Call,
): Promise<PlanResult> {
  const { id, values: before, version } = prior;
  const values = withSpellingOf(before, proposed.values);
  const status = secretStatus(config, version, record);
  const to = values.name === NOT_KNOWN ? null : values.name;
  // An apply reads no resource before it plans it again. The first plan has the warnings about names.
  const isFirst = walk.isClaimed(id) && walk.fateOf(id) === 'unknown';
  refuse(walk.planUpdate(record.resource, id, before.name ?? '', to), to, id);
  const isRename = to !== null && to !== before.name;
  return {
    // Stays unknown: Terraform plans again during apply, and the secret may have changed by then.
    planned: { ...proposed, values, id, revision: status === 'unchanged' ? prior.revision : UNKNOWN },
    record: { ...record, plan: { id, keepsSecret: status === 'unchanged' } },
    diagnostics: [
      ...rotation(before.name, status, applied),
      ...(isVersionAlone(config, version) ? [versionWithoutSecret(before.name)] : []),
      ...(isFirst && isRename ? await compareName(walk, existing, to, 'renames', call) : []),
    ],
  };
}

/** Plans the deletion of an auth method that the code no longer declares. */
export function planDeletion(
  walk: Walk,
  { id, values: { name } }: StoredModel,
  resource: string,
): Diagnostic[] {
  refuse(walk.planDeletion(resource, id, name ?? ''), name, id);
  return name !== null && walk.isRecreated(name) ? [recreated(name)] : [];
}

function refuse(conflict: PlanConflict | undefined, name: string | null, id: string | null): void {
  if (conflict) throw new RequestError(planConflict(conflict, name, id));
}

/**
 * A different spelling of the same value is no change, and Terraform accepts the prior value in its place.
 */
function withSpellingOf(before: KnownValues, desired: DesiredValues): DesiredValues {
  const values = COMPARED.map((name) => {
    const after = desired[name];
    return [name, after !== NOT_KNOWN && sameValue(name, before[name], after) ? before[name] : after];
  });
  return Object.fromEntries(values) as DesiredValues;
}

/**
 * Terraform would call the plan inconsistent. From 1.16 on, the error comes first and is the only one. A
 * review reports a rotation itself.
 */
function rotation(
  name: string | null,
  status: SecretStatus,
  applied: PrivateRecord | undefined,
): Diagnostic[] {
  if (!isSent(status)) return [];
  if (applied?.plan?.keepsSecret) throw new RequestError(secretChangedAfterPlan(name));
  return isReview() ? [] : [secretRotated(name, status === 'changed')];
}
