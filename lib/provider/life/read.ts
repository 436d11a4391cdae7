import { PROTOCOL } from '../../attributes';
import { judgeDrift } from '../../drift/judge';
import type { Answer, Call, Diagnostic, PrivateData, ResourceState } from '../../plugin/provider';
import type { ObjectValue } from '../../plugin/value';
import type { AuthMethod } from '../../wire/answer';
import { isConfigured, type Configured } from '../configure';
import { deletedOutside, drifted, unknownProtocol } from '../errors/read';
import { callFailed, subject } from '../errors/shared';
import { perhapsSent, privateUnchanged } from '../secret';
import { comparedValues, identityOf, numberOf, stateOf } from '../state';

/** Reads an auth method, and reports what somebody changed in Datadog since the last deploy. */
export async function read(
  configured: Configured | Diagnostic,
  request: { state: ObjectValue; private: PrivateData },
  call: Call,
): Promise<Answer<ResourceState>> {
  if (!isConfigured(configured)) return { ...request, diagnostics: [configured] };
  const { state } = request;
  const { id, name } = identityOf(state);
  let method: AuthMethod | undefined;
  try {
    method = await configured.reads.read(id, call.signal);
  } catch (error) {
    return { ...request, diagnostics: [callFailed(error, subject(name, id))] };
  }
  if (!method && name === null) return { ...request, ...(await notImportable(configured, id, call)) };
  // An import sets only the id, so nothing can have drifted yet.
  const mode = name === null ? 'ignore' : configured.onDrift;
  if (!method) return { state: null, private: request.private, diagnostics: deletedOutside(mode, name, id) };
  const judged = judgeDrift(comparedValues(state), method.attributes);
  const sent = perhapsSent(request.private);
  const others = [...judged].filter(
    ([attribute]) => !(attribute in sent && sent[attribute] === method.attributes[attribute]),
  );
  return {
    state: stateOf(method, state, numberOf(state, 'client_secret_revision') ?? 0),
    private: privateUnchanged(request.private),
    diagnostics: drifted(mode, name, new Map(others)),
  };
}

/**
 * An imported id that Datadog has no auth method of ours for. Terraform itself reports one that does not
 * exist.
 */
async function notImportable(
  { client }: Configured,
  id: string,
  call: Call,
): Promise<{ state?: null; diagnostics: Diagnostic[] }> {
  const protocol = await client.protocolOf(id, call.signal).catch(() => undefined);
  return protocol === undefined || protocol === PROTOCOL
    ? { state: null, diagnostics: [] }
    : { diagnostics: [unknownProtocol(id, protocol)] };
}
