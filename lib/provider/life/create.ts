import { changes, requestAttributes } from '../../change/change';
import { DatadogError, meaningOf } from '../../client/errors';
import type { Answer, Call, Diagnostic, ResourceState } from '../../plugin/provider';
import { isConfigured, type Configured } from '../configure';
import { callFailed, secretNeeded, subject } from '../errors/shared';
import { resolveName } from '../name-in-use';
import { NO_PRIVATE_DATA, noState, written, type CreateRequest } from '../results';
import { privateAfter, secretOf } from '../secret';
import { comparedValues, textOf } from '../state';
import { verify } from '../verify';

/** How often a POST is sent at most, if another resource of the same apply frees the name. */
const MOST_ATTEMPTS = 3;

/** Creates an auth method with one POST. */
export async function create(
  configured: Configured | Diagnostic,
  request: CreateRequest,
  call: Call,
): Promise<Answer<ResourceState>> {
  if (!isConfigured(configured)) return noState(configured);
  const { planned, config } = request;
  const name = textOf(planned, 'name');
  if (secretOf(config) === null) return noState(secretNeeded(name));
  try {
    await verify(configured.tokenEndpoint, request, changes(null, comparedValues(planned), true), call);
    // What exists before the POST cannot be what the POST creates.
    await configured.existing.all(call.signal);
    return await send(configured, request, call);
  } catch (error) {
    return noState(callFailed(error, subject(name)));
  } finally {
    configured.reads.forget();
  }
}

async function send(
  configured: Configured,
  request: CreateRequest,
  call: Call,
  attempt = 1,
): Promise<Answer<ResourceState>> {
  const { planned, config } = request;
  const attributes = requestAttributes(changes(null, comparedValues(planned), true), secretOf(config));
  try {
    const method = await configured.client.create(attributes, call.signal);
    configured.ledger.created(method.id);
    const stored = privateAfter(true, { prior: null, config }, NO_PRIVATE_DATA);
    return { ...written(method, planned, 1), private: stored };
  } catch (error) {
    // After an interrupt nothing can be asked.
    if (!(error instanceof DatadogError) || call.signal.aborted) throw error;
    if (!error.unanswered && meaningOf(error) !== 'name-in-use') throw error;
    const outcome = await resolveName(configured, request, error, call);
    if (outcome !== 'free') return outcome;
    if (attempt === MOST_ATTEMPTS) throw error;
    return send(configured, request, call, attempt + 1);
  }
}
