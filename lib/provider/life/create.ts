import { changes, requestAttributes } from '../../change/change';
import { DatadogError, meaningOf } from '../../client/errors';
import { RequestError } from '../../plugin/errors';
import type { Call } from '../../plugin/provider';
import type { AuthMethod } from '../../wire/answer';
import { differentlyStored, sendSecretAgain, type ApplyResult } from '../apply';
import type { Configured } from '../configure';
import { creationFailed, recovered, type NameLookup } from '../errors/create';
import { secretNeeded } from '../errors/shared';
import { differences, type Model } from '../model';
import { secretAfter, type PrivateRecord, type SecretInCode } from '../record';
import { verify } from '../verify';

/** How often a POST is sent at most, if another resource of the same apply frees the name. */
const MOST_ATTEMPTS = 3;

export interface CreateRequest {
  readonly planned: Model;
  readonly config: SecretInCode & { readonly secret: string | null };
  readonly record: PrivateRecord;
}

/** Creates an auth method with one POST. */
export async function create(
  configured: Configured,
  request: CreateRequest,
  call: Call,
): Promise<ApplyResult> {
  const { planned, config, record } = request;
  const { name } = planned.values;
  if (config.secret === null) throw new RequestError(secretNeeded(name));
  const list = changes(null, planned.values, true);
  await verify(configured.tokenEndpoint, planned, config.secret, list, call);
  await configured.existing.ask(call.signal);
  const attributes = requestAttributes(list, config.secret);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { client, existing, walk } = configured;
      const { seen } = existing;
      const isKnown = (id: string) => walk.isClaimed(id) || seen.has(id.toLowerCase());
      const method = await client.create(attributes, call.signal, isKnown);
      walk.created(method.id, name ?? '', record.resource);
      return created(request, method);
    } catch (error) {
      // After an interrupt nothing can be asked.
      if (!(error instanceof DatadogError) || call.signal.aborted) throw error;
      if (!error.unanswered && meaningOf(error) !== 'name-in-use') throw error;
      const result = await resolveName(configured, request, error, call);
      if (result !== 'free') return result;
      if (attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

function created({ planned, config, record }: CreateRequest, method: AuthMethod): ApplyResult {
  const { resource } = record;
  return {
    model: { ...planned, id: method.id, revision: 1 },
    record: { resource, ...secretAfter(true, config, null, record) },
    diagnostics: differentlyStored(planned, changes(null, planned.values, true), method),
  };
}

/**
 * Finds out what exists after a POST that was lost, or that was refused because the name is in use.
 *
 * @returns `free` when the POST did nothing and this apply has freed the name since
 * @throws RequestError when the auth method cannot be created, or is not certain to be the one created
 */
async function resolveName(
  configured: Configured,
  request: CreateRequest,
  error: DatadogError,
  call: Call,
): Promise<ApplyResult | 'free'> {
  const { existing, walk, nameRelease } = configured;
  const name = request.planned.values.name ?? '';
  const isLost = error.unanswered;
  const lookup = await lookUpName(configured, name, isLost, call);
  const [holder, ...others] = 'found' in lookup ? lookup.found : [];
  // A lost POST is not sent again, even where it looks as if it did nothing.
  const mayRepeat = !isLost && 'found' in lookup && others.length === 0;
  if (!holder) {
    if (mayRepeat && walk.hasFreed(name)) return 'free';
    throw new RequestError(creationFailed(name, error, { lookup }));
  }
  const isOlder = await existing.has(holder.id, call.signal);
  const differing = differences(request.planned.values, holder.attributes);
  const isNew = isOlder === false && !walk.isClaimed(holder.id) && differing.length === 0;
  if (isLost && isNew && others.length === 0) return recover(configured, request, { holder, error }, call);
  if (mayRepeat && (await nameRelease.wait(holder.id, name, call.signal))) return 'free';
  const fate = walk.fateOf(holder.id);
  throw new RequestError(creationFailed(name, error, { lookup, holder: { isOlder, fate, differing } }));
}

async function lookUpName(
  { client, walk }: Configured,
  name: string,
  isLost: boolean,
  call: Call,
): Promise<NameLookup> {
  try {
    return { found: await client.lookFor(name, call.signal, () => !isLost && walk.hasFreed(name)) };
  } catch (problem) {
    if (problem instanceof DatadogError) return { problem };
    throw problem;
  }
}

/** Takes the auth method that a lost POST created. */
function recover(
  { client, walk }: Configured,
  request: CreateRequest,
  { holder, error }: { holder: AuthMethod; error: DatadogError },
  call: Call,
): Promise<ApplyResult> {
  const { name } = request.planned.values;
  walk.created(holder.id, name ?? '', request.record.resource);
  const warning = recovered(name, holder.id, error);
  const result = { ...created(request, holder), diagnostics: [warning] };
  return sendSecretAgain(client, result, request.config.secret, call.signal);
}
