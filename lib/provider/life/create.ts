import { changes, requestAttributes } from '../../change/change';
import { DatadogError } from '../../client/errors';
import { RequestError } from '../../plugin/errors';
import type { Call } from '../../plugin/provider';
import type { AuthMethod } from '../../wire/answer';
import { differentlyStored, sendSecretAgain, type ApplyRequest, type StepResult } from '../apply';
import type { Configured } from '../configure';
import {
  creationRefused,
  creationUncertain,
  doubtAbout,
  recovered,
  type FailedCreation,
} from '../errors/create';
import { secretNeeded } from '../errors/shared';
import { differences } from '../model';
import { secretAfter } from '../record';
import { verify } from '../verify';

/** Creates an auth method with one POST. */
export async function create(configured: Configured, request: ApplyRequest, call: Call): Promise<StepResult> {
  const { client, existing, walk, nameRelease, tokenEndpoint } = configured;
  const { planned, config, record } = request;
  const name = planned.values.name ?? '';
  if (config.secret === null) throw new RequestError(secretNeeded(planned.values.name));
  const list = changes(null, planned.values, true);
  await verify(tokenEndpoint, planned, config.secret, list, call);
  await existing.ask(call.signal);
  const attributes = requestAttributes(list, config.secret);
  const post = async (): Promise<StepResult> => {
    const { seen } = existing;
    const isKnown = (id: string) => walk.isClaimed(id) || seen.has(id.toLowerCase());
    const method = await client.create(attributes, call.signal, isKnown);
    walk.created(method.id, name, record.resource);
    return created(request, method);
  };
  try {
    return await nameRelease.retry(post, (refusal) => isFree(configured, name, refusal, call));
  } catch (error) {
    const isUncertain = error instanceof DatadogError && error.unanswered;
    // After an interrupt nothing can be asked.
    if (!isUncertain || call.signal.aborted) throw error;
    return recover(configured, request, error, call);
  }
}

function created({ planned, config, record }: ApplyRequest, method: AuthMethod): StepResult {
  const { resource } = record;
  return {
    model: { ...planned, id: method.id, revision: 1 },
    record: { resource, ...secretAfter(true, config, null, record) },
    diagnostics: differentlyStored(planned, changes(null, planned.values, true), method),
  };
}

/** @throws RequestError if this apply does not free the name */
async function isFree(
  { client, walk, nameRelease }: Configured,
  name: string,
  refusal: DatadogError,
  { signal }: Call,
): Promise<boolean> {
  const creation = await lookUp(client, name, refusal, () => walk.hasFreed(name), signal);
  if (await nameRelease.frees(creation.holders[0], name, signal)) return true;
  throw new RequestError(creationRefused(creation, walk.fateOf(creation.holders[0]?.id)));
}

/**
 * Takes the auth method that a lost POST created.
 *
 * @throws RequestError if none is certain to be that one
 */
async function recover(
  { client, existing, walk }: Configured,
  request: ApplyRequest,
  error: DatadogError,
  { signal }: Call,
): Promise<StepResult> {
  const { planned, config, record } = request;
  const name = planned.values.name ?? '';
  const creation = await lookUp(client, name, error, () => false, signal);
  const { holders } = creation;
  const [holder] = holders;
  const doubt =
    holder &&
    doubtAbout(holders, {
      isOlder: await existing.has(holder.id, signal),
      isClaimed: walk.isClaimed(holder.id),
      differing: differences(planned.values, holder.attributes),
    });
  if (!holder || doubt) throw new RequestError(creationUncertain(creation, doubt, walk.fateOf(holder?.id)));
  walk.created(holder.id, name, record.resource);
  const result = { ...created(request, holder), diagnostics: [recovered(name, holder.id, error)] };
  return sendSecretAgain(client, result, config.secret, signal);
}

/** @param isFree ends the look-up early */
async function lookUp(
  client: Configured['client'],
  name: string,
  failure: DatadogError,
  isFree: () => boolean,
  signal: AbortSignal,
): Promise<FailedCreation> {
  try {
    return { name, failure, holders: await client.lookFor(name, signal, isFree) };
  } catch (problem) {
    if (problem instanceof DatadogError) return { name, failure, holders: [], problem };
    throw problem;
  }
}
