import { attributePath } from './diagnostics';
import { identityMessage, readIdentity } from './identity';
import { readObject, readPresent, writeObject } from '../values';
import { ApplyResourceChange_Request, PlanResourceChange_Request } from '../generated/decode/tfplugin6';
import { ApplyResourceChange_Response, PlanResourceChange_Response } from '../generated/encode/tfplugin6';
import type { Unary } from '../transport/grpc';
import type { Call, Resource } from '../provider';
import { stateMessage } from './schema';
import { method, type Find, type Shared } from './service';

export function planMethod(shared: Shared, find: Find<Resource>): Unary {
  return method(shared, PlanResourceChange_Request, PlanResourceChange_Response, async (request, call) => {
    const resource = find(request.typeName);
    const { attributes } = resource.schema;
    const proposed = readObject(request.proposedNewState, attributes);
    const prior = readObject(request.priorState, attributes);
    // Terraform plans a deletion by itself, and asks only a provider with the capability `plan_destroy`.
    if (proposed === null) {
      const stored = {
        private: request.priorPrivate,
        identity: readIdentity(request.priorIdentity, resource),
      };
      return {
        plannedState: writeObject(null, attributes),
        plannedPrivate: stored.private,
        requiresReplace: [],
        diagnostics: (prior && resource.planDeletion?.({ prior, ...stored })) ?? [],
      };
    }
    const answer = await resource.plan(
      {
        prior,
        proposed,
        config: readPresent(request.config, attributes, 'config'),
        private: request.priorPrivate,
        ...(request.plannedPrivate?.length ? { plannedPrivate: request.plannedPrivate } : {}),
      },
      call,
    );
    return {
      plannedState: stateMessage(resource.schema, answer.planned),
      plannedPrivate: answer.private,
      plannedIdentity: identityMessage(resource, answer.planned, request.priorIdentity),
      requiresReplace: (answer.requiresReplace ?? []).map(attributePath),
      diagnostics: answer.diagnostics,
    };
  });
}

export function applyMethod(shared: Shared, find: Find<Resource>): Unary {
  return method(shared, ApplyResourceChange_Request, ApplyResourceChange_Response, async (request, call) => {
    const resource = find(request.typeName);
    const answer = await apply(resource, request, call);
    return {
      newState: stateMessage(resource.schema, answer.state),
      private: answer.private,
      newIdentity: identityMessage(resource, answer.state, request.plannedIdentity),
      diagnostics: answer.diagnostics,
    };
  });
}

async function apply(resource: Resource, request: ApplyResourceChange_Request, call: Call) {
  const { attributes } = resource.schema;
  const prior = readObject(request.priorState, attributes);
  const planned = readObject(request.plannedState, attributes);
  const stored = { private: request.plannedPrivate };
  if (planned === null) {
    const gone = readPresent(request.priorState, attributes, 'prior_state');
    // With an error, null keeps the prior state.
    return { state: null, ...stored, diagnostics: await resource.delete({ prior: gone, ...stored }, call) };
  }
  const config = readPresent(request.config, attributes, 'config');
  return prior === null
    ? resource.create({ planned, config, ...stored }, call)
    : resource.update({ prior, planned, config, ...stored }, call);
}
