import { attributePath, diagnosticMessages } from './diagnostics';
import { identityMessage } from './identity';
import { readObject, readPresent, writeValue } from '../values';
import {
  ApplyResourceChange_Request,
  ApplyResourceChange_Response,
  PlanResourceChange_Request,
  PlanResourceChange_Response,
} from '../generated/tfplugin6';
import type { Unary } from '../transport/grpc';
import type { Call } from '../provider';
import { withoutWriteOnly } from './schema';
import { method, type Find, type Found, type Shared } from './service';

export function planMethod(shared: Shared, find: Find): Unary {
  return method(shared, PlanResourceChange_Request, PlanResourceChange_Response, async (request, call) => {
    const { served: resource, type } = find(request.typeName);
    const proposed = readObject(request.proposedNewState, type);
    const prior = readObject(request.priorState, type);
    // Terraform plans a deletion by itself, and asks only a provider with the capability `plan_destroy`.
    if (proposed === null) {
      const kept = { private: request.priorPrivate };
      return {
        plannedState: writeValue(null, type),
        plannedPrivate: kept.private,
        requiresReplace: [],
        diagnostics: diagnosticMessages((prior && resource.planDeletion?.({ prior, ...kept })) ?? [], type),
      };
    }
    const answer = await resource.plan(
      {
        prior,
        proposed,
        config: readPresent(request.config, type, 'config'),
        private: request.priorPrivate,
        ...(request.plannedPrivate?.length ? { plannedPrivate: request.plannedPrivate } : {}),
      },
      call,
    );
    return {
      plannedState: writeValue(withoutWriteOnly(resource.schema, answer.planned), type),
      plannedPrivate: answer.private,
      plannedIdentity: identityMessage(resource, answer.planned, request.priorIdentity),
      requiresReplace: (answer.requiresReplace ?? []).map((path) => attributePath(path, type)),
      diagnostics: diagnosticMessages(answer.diagnostics, type),
    };
  });
}

export function applyMethod(shared: Shared, find: Find): Unary {
  return method(shared, ApplyResourceChange_Request, ApplyResourceChange_Response, async (request, call) => {
    const found = find(request.typeName);
    const answer = await apply(found, request, call);
    return {
      newState: writeValue(withoutWriteOnly(found.served.schema, answer.state), found.type),
      private: answer.private,
      newIdentity: identityMessage(found.served, answer.state, request.plannedIdentity),
      diagnostics: diagnosticMessages(answer.diagnostics, found.type),
    };
  });
}

async function apply({ served: resource, type }: Found, request: ApplyResourceChange_Request, call: Call) {
  const prior = readObject(request.priorState, type);
  const planned = readObject(request.plannedState, type);
  const kept = { private: request.plannedPrivate };
  if (planned === null) {
    const gone = readPresent(request.priorState, type, 'prior_state');
    // With an error, null keeps the prior state.
    return { state: null, ...kept, diagnostics: await resource.delete({ prior: gone, ...kept }, call) };
  }
  const config = readPresent(request.config, type, 'config');
  return prior === null
    ? resource.create({ planned, config, ...kept }, call)
    : resource.update({ prior, planned, config, ...kept }, call);
}
