import { COMPARED } from '../attributes';
import { changes, NOT_KNOWN, requestAttributes, type DesiredValues } from '../change/change';
import { ofName } from '../client/by-name';
import { DatadogError } from '../client/errors';
import { log } from '../plugin/log';
import type { Answer, Call, Diagnostic, Resource, ResourceState } from '../plugin/provider';
import { UNKNOWN, type ObjectValue } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';
import { isConfigured, type Configured } from './configure';
import { callFailed, subject } from './errors';
import {
  adopted,
  notCreated,
  recovered,
  secretUncertain,
  willBeAdopted,
  type Looked,
} from './existing-errors';
import { privateAfter, privateUncertain, secretOf } from './secret';
import { differences, heldValues, textOf, valueOf } from './state';
import { settled } from './update';

export type Create = Parameters<Resource['create']>[0];

const NO_PRIVATE_DATA = new Uint8Array();

/** No state beside the error: Terraform would keep one as tainted, and replace the auth method. */
export function failed(diagnostic: Diagnostic): Answer<ResourceState> {
  return { state: null, private: NO_PRIVATE_DATA, diagnostics: [diagnostic] };
}

/** Looks what is there after a POST that may have taken effect, or was answered that the name is in use. */
export async function settleByLooking(
  configured: Configured,
  request: Create,
  error: DatadogError,
  call: Call,
): Promise<Answer<ResourceState>> {
  const { planned } = request;
  const name = textOf(planned, 'name') ?? '';
  const desired = heldValues(planned);
  const looked = await look(configured, name, call);
  const [one, ...others] = 'found' in looked ? looked.found : [];
  if (one && others.length === 0) {
    const ours = error.ambiguous && differences(desired, one.attributes).length === 0;
    if (ours) return recover(configured, request, { method: one, error }, call);
    if (isAdopting(planned)) return adopt(configured, request, one, call);
  }
  return failed(notCreated(name, desired, error, looked));
}

async function look({ client }: Configured, name: string, call: Call): Promise<Looked> {
  try {
    return { found: await client.lookFor(name, call.signal) };
  } catch (error) {
    if (!(error instanceof DatadogError)) throw error;
    return { problem: error };
  }
}

/**
 * Takes an auth method that holds exactly what was sent as the one that the POST created. Whether it has the client
 * secret too cannot be seen, so the secret is sent once more: harmless, should it be there already.
 */
async function recover(
  configured: Configured,
  request: Create,
  { method, error }: { method: AuthMethod; error: DatadogError },
  call: Call,
): Promise<Answer<ResourceState>> {
  const name = textOf(request.planned, 'name');
  try {
    const answer = await takeOver(configured, request, method, call);
    return { ...answer, diagnostics: [recovered(name, method.id, error), ...answer.diagnostics] };
  } catch (failure) {
    if (!(failure instanceof DatadogError) || failure.status === 404)
      return failed(callFailed(failure, subject(name)));
    // An id that is known must not be lost again, so there is no error, which would taint it.
    return {
      ...settled(method, request.planned, 1),
      private: privateUncertain(),
      diagnostics: [recovered(name, method.id, error), secretUncertain(name, failure)],
    };
  }
}

async function adopt(
  configured: Configured,
  request: Create,
  method: AuthMethod,
  call: Call,
): Promise<Answer<ResourceState>> {
  const name = textOf(request.planned, 'name');
  try {
    const answer = await takeOver(configured, request, method, call);
    return { ...answer, diagnostics: [adopted(name, method.id), ...answer.diagnostics] };
  } catch (failure) {
    return failed(callFailed(failure, subject(name)));
  }
}

/** Makes an auth method that exists what is declared: one PATCH of what differs, and of the client secret. */
async function takeOver(
  { client }: Configured,
  { planned, config }: Create,
  method: AuthMethod,
  call: Call,
): Promise<Answer<ResourceState>> {
  const list = changes(method.attributes, heldValues(planned), true);
  const patched = await client.update(method.id, requestAttributes(list, secretOf(config)), call.signal);
  return { ...settled(patched, planned, 1), private: privateAfter(true, config, NO_PRIVATE_DATA) };
}

function isAdopting(object: ObjectValue): boolean {
  return valueOf(object, 'adopt_existing') === true;
}

/** What a plan says of a creation that will meet its name, as far as that can be known then. */
export async function adoption(
  configured: Configured | Diagnostic,
  proposed: ObjectValue,
  call: Call,
): Promise<Diagnostic[]> {
  const name = valueOf(proposed, 'name');
  if (!isAdopting(proposed) || typeof name !== 'string' || !isConfigured(configured)) return [];
  try {
    const found = ofName(await configured.reads.all(call.signal), name);
    const [one] = found;
    if (!one || found.length > 1) return [];
    const sent = changes(one.attributes, desiredValues(proposed), true).map(({ attribute }) => attribute);
    return [willBeAdopted(name, one.id, sent)];
  } catch (error) {
    if (!(error instanceof DatadogError)) throw error;
    // The plan is right without it: the apply looks again, when there is something to adopt.
    log('debug', 'Could not look for an auth method to adopt', { reason: error.message });
    return [];
  }
}

function desiredValues(proposed: ObjectValue): DesiredValues {
  return Object.fromEntries(
    COMPARED.map((name) => [name, valueOf(proposed, name) === UNKNOWN ? NOT_KNOWN : textOf(proposed, name)]),
  ) as unknown as DesiredValues;
}
