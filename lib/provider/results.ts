import type { Answer, Diagnostic, PrivateData, Resource, ResourceState } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';
import { keptDifferently } from './errors';
import { differences, heldValues, stateOf } from './state';

export type Create = Parameters<Resource['create']>[0];
export type Update = Parameters<Resource['update']>[0];

export const NO_PRIVATE_DATA: PrivateData = new Uint8Array();

/**
 * A creation that made nothing. It returns no state with the error: otherwise Terraform marks the resource as tainted
 * and replaces it.
 */
export function notCreated(diagnostic: Diagnostic): Answer<ResourceState> {
  return { state: null, private: NO_PRIVATE_DATA, diagnostics: [diagnostic] };
}

/**
 * The state after a write. Terraform insists on the planned values; where Datadog keeps others, a warning says so.
 *
 * @param revision `client_secret_revision`
 */
export function written(
  method: AuthMethod,
  planned: ObjectValue,
  revision: number,
): { state: ObjectValue; diagnostics: Diagnostic[] } {
  const sent = heldValues(planned);
  const other = differences(sent, method.attributes);
  return {
    state: { ...stateOf(method, planned, revision), ...sent },
    diagnostics: keptDifferently(sent.name, other, sent, method.attributes),
  };
}
