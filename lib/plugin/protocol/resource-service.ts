import { applyMethod, planMethod } from './change-service';
import { identityMessage, readIdentity } from './identity';
import { readJson, readPresent, readStored } from '../values';
import { RequestError } from '../errors';
import {
  ImportResourceState_Request,
  MoveResourceState_Request,
  ReadResource_Request,
  UpgradeResourceState_Request,
  ValidateResourceConfig_Request,
} from '../generated/decode/tfplugin6';
import {
  ImportResourceState_Response,
  MoveResourceState_Response,
  ReadResource_Response,
  UpgradeResourceState_Response,
  ValidateResourceConfig_Response,
} from '../generated/encode/tfplugin6';
import type { Unary } from '../transport/grpc';
import type { Diagnostic, Provider, Resource, Schema } from '../provider';
import { stateMessage, writeOnlyNames } from './schema';
import { finder, method, type Find, type Shared } from './service';
import { isRecord } from '../../text/json';
import type { ObjectValue } from '../value';

export function resourceRoutes(
  resources: Provider['resources'],
  shared: Shared,
): Readonly<Record<string, Unary>> {
  const find = finder(resources);
  return {
    ValidateResourceConfig: validateMethod(shared, find),
    UpgradeResourceState: upgradeMethod(shared, find),
    ReadResource: readMethod(shared, find),
    PlanResourceChange: planMethod(shared, find),
    ApplyResourceChange: applyMethod(shared, find),
    ImportResourceState: importMethod(shared, find),
    MoveResourceState: moveMethod(shared, find),
  };
}

function validateMethod(shared: Shared, find: Find<Resource>): Unary {
  return method(shared, ValidateResourceConfig_Request, ValidateResourceConfig_Response, (request) => {
    const resource = find(request.typeName);
    const config = readPresent(request.config, resource.schema.attributes, 'config');
    const allowed = request.clientCapabilities?.writeOnlyAttributesAllowed === true;
    const refused = allowed ? [] : writeOnlyRefusals(resource.schema, config);
    return { diagnostics: [...refused, ...resource.validate(config)] };
  });
}

/** A Terraform without write-only attributes would store them, and then refuse the null in the answer. */
function writeOnlyRefusals(schema: Schema, config: ObjectValue): readonly Diagnostic[] {
  return writeOnlyNames(schema)
    .filter((name) => config[name] !== null)
    .map((name) => ({
      severity: 'error',
      summary: 'Write-only attribute not allowed',
      detail:
        `"${name}" must not be stored, and this version of Terraform cannot keep a value out of its state. ` +
        'Use Terraform 1.11 or newer, or OpenTofu 1.11 or newer.',
      attribute: name,
    }));
}

function upgradeMethod(shared: Shared, find: Find<Resource>): Unary {
  return method(shared, UpgradeResourceState_Request, UpgradeResourceState_Response, (request) => {
    const { schema } = find(request.typeName);
    // Terraform asks whenever it reads a stored state. Attributes that are new in the schema are missing in
    // it.
    const state = readStored(readJson(request.rawState), schema.attributes);
    return { upgradedState: stateMessage(schema, state), diagnostics: [] };
  });
}

function readMethod(shared: Shared, find: Find<Resource>): Unary {
  return method(shared, ReadResource_Request, ReadResource_Response, async (request, call) => {
    const resource = find(request.typeName);
    const state = readPresent(request.currentState, resource.schema.attributes, 'current_state');
    const identity = readIdentity(request.currentIdentity, resource);
    const answer = await resource.read({ state, private: request.private, identity }, call);
    return {
      newState: stateMessage(resource.schema, answer.state),
      newIdentity: identityMessage(resource, answer.state, request.currentIdentity),
      private: answer.private,
      diagnostics: answer.diagnostics,
    };
  });
}

function importMethod(shared: Shared, find: Find<Resource>): Unary {
  return method(shared, ImportResourceState_Request, ImportResourceState_Response, async (request, call) => {
    const resource = find(request.typeName);
    const { typeName } = request;
    const identity = readIdentity(request.identity, resource);
    const answer = identity
      ? await resource.identity?.import(identity, call)
      : await resource.importById?.(request.id, call);
    if (!answer) throw new RequestError(`${typeName} cannot be imported`);
    const { state } = answer;
    return {
      importedResources: state
        ? [
            {
              typeName,
              state: stateMessage(resource.schema, state),
              private: answer.private,
              identity: identityMessage(resource, state, undefined),
            },
          ]
        : [],
      diagnostics: answer.diagnostics,
    };
  });
}

function moveMethod(shared: Shared, find: Find<Resource>): Unary {
  return method(shared, MoveResourceState_Request, MoveResourceState_Response, (request) => {
    const resource = find(request.targetTypeName);
    const { sourceProviderAddress: provider, sourceTypeName, sourceSchemaVersion, sourcePrivate } = request;
    const stored = readJson(request.sourceState);
    if (!resource.move || !isRecord(stored))
      throw new RequestError(`${sourceTypeName} of ${provider} cannot be moved to ${request.targetTypeName}`);
    const answer = resource.move({
      provider,
      type: sourceTypeName,
      schemaVersion: sourceSchemaVersion,
      state: stored,
      private: sourcePrivate,
    });
    return {
      targetState: stateMessage(resource.schema, answer.state),
      targetPrivate: answer.private,
      diagnostics: answer.diagnostics,
    };
  });
}
