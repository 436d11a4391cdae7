import { DatadogError } from '../client/errors';
import type { Answer, Call, ResourceState } from '../plugin/provider';
import type { Configured } from './configure';
import { creationFailed, type NameLookup } from './errors/create';
import { noState, type CreateRequest } from './results';
import { differences, comparedValues, isTrue, textOf } from './state';
import { adopt, recover } from './take-over';

/**
 * Finds out what exists after a POST that was lost or was refused with 409.
 *
 * @returns `free` when the POST did nothing and this apply has freed the name since
 */
export async function resolveName(
  configured: Configured,
  request: CreateRequest,
  error: DatadogError,
  call: Call,
): Promise<Answer<ResourceState> | 'free'> {
  const { existing, ledger, nameRelease } = configured;
  const name = textOf(request.planned, 'name') ?? '';
  const lookup = await lookUpName(configured, name, error, call);
  const [holder, ...others] = 'found' in lookup ? lookup.found : [];
  if (!holder) {
    const isFree = !error.unanswered && 'found' in lookup && ledger.hasFreed(name);
    return isFree ? 'free' : noState(creationFailed(name, error, { lookup }));
  }
  const isOlder = await existing.has(holder.id, call.signal);
  const isUnknown = ledger.roleOf(holder.id) === 'unknown' && others.length === 0;
  const differing = differences(comparedValues(request.planned), holder.attributes);
  if (error.unanswered && isOlder === false && isUnknown && differing.length === 0)
    return recover(configured, request, { method: holder, error }, call);
  if (isTrue(request.planned, 'adopt_existing') && isOlder && isUnknown)
    return adopt(configured, request, holder, call);
  // A lost POST is not sent again, even where it looks as if it did nothing.
  if (!error.unanswered && others.length === 0 && (await nameRelease.wait(holder.id, name, call.signal)))
    return 'free';
  const role = ledger.roleOf(holder.id);
  return noState(creationFailed(name, error, { lookup, holder: { isOlder, role, differing } }));
}

async function lookUpName(
  { client, ledger }: Configured,
  name: string,
  error: DatadogError,
  call: Call,
): Promise<NameLookup> {
  try {
    const isFree = () => !error.unanswered && ledger.hasFreed(name);
    return { found: await client.lookFor(name, call.signal, isFree) };
  } catch (problem) {
    if (!(problem instanceof DatadogError)) throw problem;
    return { problem };
  }
}
