import { changes, requestAttributes, sameValue, type KnownChange } from '../../change/change';
import { DatadogError, meaningOf } from '../../client/errors';
import { judge } from '../../drift/judge';
import { RequestError } from '../../plugin/errors';
import type { Call } from '../../plugin/provider';
import { UNKNOWN } from '../../plugin/value';
import { differentlyStored, sendSecretAgain, visible, type ApplyResult } from '../apply';
import type { Configured } from '../configure';
import { planConflict } from '../errors/plan';
import { callFailed, subject } from '../errors/shared';
import { confirmed, deletedBeforeUpdate, renameRefused, stalePlan } from '../errors/update';
import type { Model, StoredModel } from '../model';
import { isSent, secretAfter, secretStatus, type PrivateRecord, type SecretInCode } from '../record';
import { verify } from '../verify';

/** How often a PATCH is sent at most, if another resource of the same apply frees the new name. */
const MOST_ATTEMPTS = 3;

export interface UpdateRequest {
  readonly prior: StoredModel;
  readonly planned: Model;
  readonly config: SecretInCode & { readonly secret: string | null };
  readonly record: PrivateRecord;
}

/** An update that is under way. */
interface Update extends UpdateRequest {
  readonly list: readonly KnownChange[];
  /** What the state holds when Datadog accepted the update. */
  readonly result: ApplyResult;
}

/**
 * Sends one PATCH with the attributes that changed. If none of Datadog's attributes changed, it sends
 * nothing.
 */
export async function update(
  configured: Configured,
  request: UpdateRequest,
  call: Call,
): Promise<ApplyResult> {
  const { prior, planned, config, record } = request;
  if (!configured.walk.claim(prior.id, record.resource))
    throw new RequestError(planConflict({ kind: 'same id' }, prior.values.name, prior.id));
  const started = begin(request);
  if (started.list.length === 0) return started.result;
  await verify(configured.tokenEndpoint, planned, config.secret, started.list, call);
  await refuseStale(configured, started, call);
  try {
    return await send(configured, started, call);
  } catch (failure) {
    if (!(failure instanceof DatadogError)) throw failure;
    const diagnostic = failed(failure, request);
    if (!failure.unanswered) throw new RequestError(diagnostic);
    return { model: prior, record: unanswered(started), diagnostics: [diagnostic] };
  }
}

function begin(request: UpdateRequest): Update {
  const { prior, planned, record } = request;
  // With ignore_changes, the version in the configuration is not the one that was planned with.
  const code: SecretInCode = { secret: request.config.secret, version: planned.version };
  const sendsSecret = planned.revision === UNKNOWN && isSent(secretStatus(code, prior.version, record));
  const secret = secretAfter(sendsSecret, code, prior.version, record);
  const revision = Number(prior.revision) + (sendsSecret ? 1 : 0);
  const list = changes(prior.values, planned.values, sendsSecret);
  return {
    ...request,
    list,
    result: {
      model: { ...planned, id: prior.id, revision },
      record: { resource: record.resource, ...secret, ...stillUnanswered(record, list) },
      diagnostics: [],
    },
  };
}

/** What an earlier PATCH sent that no read has shown since, as with `-refresh=false`. */
function stillUnanswered(
  { unanswered: earlier = {} }: PrivateRecord,
  list: readonly KnownChange[],
): Pick<PrivateRecord, 'unanswered'> {
  const open = Object.entries(earlier).filter(([name]) => !list.some(({ attribute }) => attribute === name));
  return open.length === 0 ? {} : { unanswered: Object.fromEntries(open) };
}

/**
 * What is known after a PATCH that may have taken effect. The next read does not take what it sent for
 * somebody else's change.
 */
function unanswered({ list, record }: Update): PrivateRecord {
  const { resource, secret } = record;
  const readable = list.filter(({ kind }) => kind !== 'secret');
  const sentSecret = readable.length < list.length ? 'unverified' : secret;
  return {
    resource,
    ...(sentSecret === undefined ? {} : { secret: sentSecret }),
    unanswered: { ...record.unanswered, ...requestAttributes(readable, null) },
  };
}

/**
 * Stops when somebody changed, after the plan was made, what the update is about to change: a saved plan may
 * be days old. Edits to other attributes do not matter, since the PATCH does not touch them.
 */
async function refuseStale(
  { client, stalePlan: mode }: Configured,
  { prior, planned, list }: Update,
  call: Call,
): Promise<void> {
  // Datadog does not show the secret, so it cannot be compared.
  const changed = visible(list);
  if (mode === 'overwrite' || changed.length === 0) return;
  const { name } = prior.values;
  const live = (await client.read(prior.id, call.signal))?.attributes;
  if (!live) throw new RequestError(deletedBeforeUpdate(name, prior.id));
  const judged = changed.map((attribute) => {
    const [deployed, wanted] = [prior.values[attribute], planned.values[attribute]];
    const values = { deployed, live: live[attribute], wanted };
    return [attribute, judge(attribute, values, 'agrees')] as const;
  });
  const conflicts = new Map(judged.filter(([, { verdict }]) => verdict === 'conflict'));
  if (conflicts.size > 0) throw new RequestError(stalePlan(name, conflicts));
}

function send(configured: Configured, started: Update, call: Call): Promise<ApplyResult> {
  const { prior, planned } = started;
  const [from, to] = [prior.values.name, planned.values.name];
  return from !== null && to !== null && isRename(started)
    ? configured.walk.free(prior.id, from, () => rename(configured, started, to, call))
    : patch(configured, started, call);
}

function isRename({ list }: Update): boolean {
  return list.some(({ attribute }) => attribute === 'name');
}

/**
 * Sends the PATCH of a rename. If another resource of the same apply gives the new name up, waits for that
 * and sends the PATCH again.
 *
 * @throws DatadogError the last refusal
 */
async function rename(configured: Configured, started: Update, to: string, call: Call): Promise<ApplyResult> {
  const { client, walk, nameRelease } = configured;
  const isFreed = async (): Promise<boolean> => {
    const matches = await client.lookFor(to, call.signal, () => walk.hasFreed(to)).catch(() => []);
    const [holder, ...others] = matches.filter(
      ({ id }) => id.toLowerCase() !== started.prior.id.toLowerCase(),
    );
    if (!holder) return walk.hasFreed(to);
    return others.length === 0 && nameRelease.wait(holder.id, to, call.signal);
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await patch(configured, started, call);
    } catch (error) {
      const mayRepeat = isNameInUse(error) && !error.unanswered && attempt < MOST_ATTEMPTS;
      if (!mayRepeat || !(await isFreed())) throw error;
    }
  }
}

/** Sends the PATCH. If its answer is lost, asks Datadog whether it took effect. */
async function patch({ client }: Configured, started: Update, call: Call): Promise<ApplyResult> {
  const { prior, config, list, result } = started;
  try {
    const method = await client.update(prior.id, requestAttributes(list, config.secret), call.signal);
    return { ...result, diagnostics: differentlyStored(result.model, list, method) };
  } catch (failure) {
    if (!(failure instanceof DatadogError && failure.unanswered)) throw failure;
    if (!(await isShown(client, started, call))) throw failure;
    const sendsSecret = visible(list).length < list.length;
    const taken = { ...result, diagnostics: [confirmed(result.model.values.name, failure, sendsSecret)] };
    return sendsSecret ? sendSecretAgain(client, taken, config.secret, call.signal) : taken;
  }
}

/** Whether Datadog shows all that the PATCH sent. It never shows the client secret. */
async function isShown(client: Configured['client'], { prior, planned, list }: Update, { signal }: Call) {
  const sent = visible(list);
  if (sent.length === 0) return false;
  const live = await client.read(prior.id, signal).catch(() => undefined);
  return (
    live !== undefined && sent.every((name) => sameValue(name, planned.values[name], live.attributes[name]))
  );
}

function failed(failure: DatadogError, { prior, planned }: UpdateRequest) {
  const [name, to] = [prior.values.name, planned.values.name];
  return isNameInUse(failure) && name !== to
    ? renameRefused(failure, name, to)
    : callFailed(failure, subject(name, prior.id));
}

function isNameInUse(error: unknown): error is DatadogError {
  return error instanceof DatadogError && meaningOf(error) === 'name-in-use';
}
