import { changes, requestAttributes } from '../change/change';
import { DatadogError } from '../client/errors';
import type { Answer, Call, Diagnostic, ResourceState } from '../plugin/provider';
import { isConfigured, type Configured } from './configure';
import { callFailed, secretNeeded, subject } from './errors';
import { failed, settleByLooking, type Create } from './existing';
import { privateAfter, secretOf } from './secret';
import { heldValues, textOf } from './state';
import { settled } from './update';
import { verify } from './verify';

/** Makes an auth method with one POST; what comes of a name in use and of an answer that is lost is told by a look. */
export async function create(
  configured: Configured | Diagnostic,
  request: Create,
  call: Call,
): Promise<Answer<ResourceState>> {
  if (!isConfigured(configured)) return failed(configured);
  const { planned, config } = request;
  const secret = secretOf(config);
  const name = textOf(planned, 'name');
  if (secret === null) return failed(secretNeeded(name));
  const list = changes(null, heldValues(planned), true);
  try {
    await verify(configured.tokenEndpoint, request, list, call);
    const method = await configured.client.create(requestAttributes(list, secret), call.signal);
    return { ...settled(method, planned, 1), private: privateAfter(true, config, new Uint8Array()) };
  } catch (error) {
    return error instanceof DatadogError && (error.ambiguous || error.status === 409)
      ? await settleByLooking(configured, request, error, call)
      : failed(callFailed(error, subject(name)));
  } finally {
    configured.reads.forget();
  }
}
