import type { Answer, Diagnostic, PrivateData, Resource, ResourceState } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';
import { storedDifferently } from './errors/shared';
import { comparedValues, differences, stateOf } from './state';

export type CreateRequest = Parameters<Resource['create']>[0];
export type UpdateRequest = Parameters<Resource['update']>[0];

export const NO_PRIVATE_DATA: PrivateData = new Uint8Array();

/**
 * The answer of a step that made nothing. After a failed creation, a state beside the error would make
 * Terraform mark the resource as tainted and replace it.
 */
export function noState(diagnostic: Diagnostic): Answer<ResourceState> {
  return { state: null, private: NO_PRIVATE_DATA, diagnostics: [diagnostic] };
}

/**
 * The state after a write. Terraform requires the planned values. A warning names those that Datadog stored
 * differently.
 *
 * @param revision `client_secret_revision`
 */
export function written(
  method: AuthMethod,
  planned: ObjectValue,
  revision: number,
): { state: ObjectValue; diagnostics: Diagnostic[] } {
  const sent = comparedValues(planned);
  const different = differences(sent, method.attributes);
  return {
    state: { ...stateOf(method, planned, revision), ...sent },
    diagnostics: storedDifferently(sent.name, different, sent, method.attributes),
  };
}
