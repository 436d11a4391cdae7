import { changes, requestAttributes, sameValue, type KnownChange } from '../../change/change';
import { DatadogError } from '../../client/errors';
import { judge } from '../../drift/judge';
import { RequestError } from '../../plugin/errors';
import type { Call } from '../../plugin/provider';
import { UNKNOWN } from '../../plugin/value';
import { differentlyStored, sendSecretAgain, visible, type ApplyRequest, type StepResult } from '../apply';
import type { Configured } from '../configure';
import { about, callFailed, subject } from '../errors/shared';
import { confirmed, renameRefused, stalePlan } from '../errors/update';
import type { StoredModel } from '../model';
import {
  isOwnValue,
  isSent,
  secretAfter,
  secretStatus,
  type PrivateRecord,
  type SecretInCode,
} from '../record';
import { verify } from '../verify';

interface UpdateRequest extends ApplyRequest {
  readonly prior: StoredModel;
}

/** An update that is under way. */
interface Update extends UpdateRequest {
  readonly list: readonly KnownChange[];
  /** What the state holds when Datadog accepted the update. */
  readonly result: StepResult;
}

/**
 * Sends one PATCH with the attributes that changed. If none of Datadog's attributes changed, it sends
 * nothing.
 */
export async function update(
  configured: Configured,
  request: UpdateRequest,
  call: Call,
): Promise<StepResult> {
  const { prior } = request;
  const started = begin(request);
  if (started.list.length === 0) return started.result;
  try {
    return await send(configured, started, call);
  } catch (failure) {
    if (!(failure instanceof DatadogError)) throw failure;
    const diagnostic = callFailed(failure, subject(prior.values.name, prior.id));
    if (!failure.unanswered) throw new RequestError(diagnostic);
    return { model: prior, record: unanswered(started), diagnostics: [diagnostic] };
  }
}

function begin(request: UpdateRequest): Update {
  const { prior, planned, record } = request;
  // With ignore_changes, the version in the configuration is not the one that was planned with.
  const code: SecretInCode = { secret: request.config.secret, version: planned.version };
  const sendsSecret = planned.revision === UNKNOWN && isSent(secretStatus(code, prior.version, record));
  const revision = Number(prior.revision) + (sendsSecret ? 1 : 0);
  const list = changes(prior.values, planned.values, sendsSecret);
  return {
    ...request,
    list,
    result: {
      model: { ...planned, id: prior.id, revision },
      record: {
        resource: record.resource,
        ...secretAfter(sendsSecret, code, prior.version, record),
        ...stillUnanswered(record, list),
      },
      diagnostics: [],
    },
  };
}

/** What an earlier PATCH sent, this one does not, and no read has shown since, as with `-refresh=false`. */
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
  const { plan, ...before } = record;
  const readable = list.filter(({ kind }) => kind !== 'secret');
  return {
    ...before,
    ...(readable.length < list.length ? { secret: 'unverified' } : {}),
    unanswered: { ...record.unanswered, ...requestAttributes(readable, null) },
  };
}

/**
 * Stops when somebody changed, after the plan was made, what the update is about to change: a saved plan may
 * be days old. Edits to other attributes do not matter, since the PATCH does not touch them.
 */
async function refuseStale(
  { client, stalePlan: mode }: Configured,
  { prior, planned, list, record }: Update,
  call: Call,
): Promise<void> {
  // Datadog does not show the secret, so it cannot be compared.
  const changed = visible(list);
  if (mode === 'overwrite' || changed.length === 0) return;
  const what = subject(prior.values.name, prior.id);
  const live = (await client.read(prior.id, call.signal).catch(about(what)))?.attributes;
  // The PATCH is answered that it does not exist any more.
  if (!live) return;
  const judged = changed.map((attribute) => {
    const [deployed, wanted] = [prior.values[attribute], planned.values[attribute]];
    return [attribute, judge(attribute, { deployed, live: live[attribute], wanted }, 'agrees')] as const;
  });
  const conflicts = new Map(
    judged.filter(([name, { verdict }]) => verdict === 'conflict' && !isOwnValue(record, name, live)),
  );
  if (conflicts.size > 0) throw new RequestError(stalePlan(prior.values.name, conflicts));
}

/**
 * Checks what only the apply can, and sends the PATCH. It is sent again if another resource of the same apply
 * gives the new name up.
 */
async function send(configured: Configured, started: Update, call: Call): Promise<StepResult> {
  const { prior, planned, list } = started;
  const [from, to] = [prior.values.name, planned.values.name];
  const isRename = list.some(({ attribute }) => attribute === 'name');
  if (from === null || to === null || !isRename) {
    await check(configured, started, call);
    return patch(configured, started, call);
  }
  const { client, walk, nameRelease } = configured;
  const isFree = async (refusal: DatadogError): Promise<boolean> => {
    const [holder] = await client.lookFor(to, call.signal, () => walk.hasFreed(to)).catch(() => []);
    if (await nameRelease.frees(holder, to, call.signal)) return true;
    throw new RequestError(renameRefused(refusal, from, to, holder?.id));
  };
  return walk.free(prior.id, from, async () => {
    await check(configured, started, call);
    return nameRelease.retry(() => patch(configured, started, call), isFree);
  });
}

async function check(configured: Configured, started: Update, call: Call): Promise<void> {
  const { planned, config, list } = started;
  await verify(configured.tokenEndpoint, planned, config.secret, list, call);
  await refuseStale(configured, started, call);
}

/** Sends the PATCH. If its answer is lost, asks Datadog whether it took effect. */
async function patch({ client }: Configured, started: Update, call: Call): Promise<StepResult> {
  const { prior, config, list, result } = started;
  try {
    const method = await client.update(prior.id, requestAttributes(list, config.secret), call.signal);
    return { ...result, diagnostics: differentlyStored(result.model, list, method) };
  } catch (failure) {
    if (!(failure instanceof DatadogError && failure.unanswered)) throw failure;
    if (!(await isShown(client, started, call))) throw failure;
    const taken = { ...result, diagnostics: [confirmed(result.model.values.name, failure)] };
    return visible(list).length < list.length
      ? sendSecretAgain(client, taken, config.secret, call.signal)
      : taken;
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
