import { changes, requestAttributes } from '../change/change';
import { DatadogError, meaningOf } from '../client/errors';
import type { Answer, Call, ResourceState } from '../plugin/provider';
import type { AuthMethod } from '../wire/answer';
import type { Configured } from './configure';
import { adopted, recovered, secretUnverified } from './errors/create';
import { callFailed, subject } from './errors/shared';
import { NO_PRIVATE_DATA, noState, written, type CreateRequest } from './results';
import { privateAfter, privateUncertain, secretOf } from './secret';
import { comparedValues, differences, textOf } from './state';

/**
 * Takes the auth method that a lost POST created. Datadog does not show whether it has the client secret too,
 * so the secret is sent again; that is harmless if it was there already.
 */
export function recover(
  configured: Configured,
  request: CreateRequest,
  { method, error }: { method: AuthMethod; error: DatadogError },
  call: Call,
): Promise<Answer<ResourceState>> {
  const name = textOf(request.planned, 'name');
  return given(configured, method, async () => {
    try {
      const answer = await takeOver(configured, request, method, call);
      return { ...answer, diagnostics: [recovered(name, method.id, error), ...answer.diagnostics] };
    } catch (failure) {
      if (!(failure instanceof DatadogError) || meaningOf(failure) === 'absent')
        return noState(callFailed(failure, subject(name)));
      // The id is known now and must not be lost again. An error would taint the resource.
      return {
        ...written(method, request.planned, 1),
        private: privateUncertain(),
        diagnostics: [recovered(name, method.id, error), secretUnverified(name, failure)],
      };
    }
  });
}

/** Takes an auth method that existed before, for `adopt_existing`. */
export function adopt(
  configured: Configured,
  request: CreateRequest,
  method: AuthMethod,
  call: Call,
): Promise<Answer<ResourceState>> {
  const name = textOf(request.planned, 'name');
  return given(configured, method, async () => {
    try {
      const answer = await takeOver(configured, request, method, call);
      const replaced = differences(comparedValues(request.planned), method.attributes);
      const before = new Map(replaced.map((attribute) => [attribute, method.attributes[attribute]] as const));
      return { ...answer, diagnostics: [adopted(name, method.id, before), ...answer.diagnostics] };
    } catch (failure) {
      return noState(callFailed(failure, subject(name)));
    }
  });
}

/** Keeps other resources of the same apply from taking or deleting the auth method meanwhile. */
async function given(
  { ledger }: Configured,
  { id }: AuthMethod,
  take: () => Promise<Answer<ResourceState>>,
): Promise<Answer<ResourceState>> {
  const answer = take();
  await ledger.give(id, async () => (await answer).state !== null);
  return answer;
}

/** Makes an auth method that exists what is declared: one PATCH of what differs, and of the client secret. */
async function takeOver(
  { client }: Configured,
  { planned, config }: CreateRequest,
  method: AuthMethod,
  call: Call,
): Promise<Answer<ResourceState>> {
  const list = changes(method.attributes, comparedValues(planned), true);
  const patched = await client.update(method.id, requestAttributes(list, secretOf(config)), call.signal);
  const stored = privateAfter(true, { prior: null, config }, NO_PRIVATE_DATA);
  return { ...written(patched, planned, 1), private: stored };
}
