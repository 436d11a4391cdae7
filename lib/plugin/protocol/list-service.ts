import { RequestError } from '../errors';
import { readPresent, writeObject } from '../values';
import {
  GenerateResourceConfig_Request,
  ListResource_Request,
  ValidateListResourceConfig_Request,
} from '../generated/decode/tfplugin6';
import {
  GenerateResourceConfig_Response,
  ListResource_Event,
  ValidateListResourceConfig_Response,
} from '../generated/encode/tfplugin6';
import type { EventStream, Route } from '../transport/grpc';
import type { Provider } from '../provider';
import { harmless, isDiagnostic } from './diagnostics';
import { identityMessage } from './identity';
import { stateMessage } from './schema';
import { finder, method, streamMethod, type Shared } from './service';

type FindList = ReturnType<typeof listFinder>;

/** @throws RequestError when there is no such list */
function listFinder(resources: Provider['resources']) {
  const find = finder('resource', resources);
  return (name: string) => {
    const resource = find(name);
    const { list, schema } = resource;
    if (!list) throw new RequestError(`${name} cannot be listed`);
    return { resource, schema, list, configType: list.schema.attributes };
  };
}

/** `terraform query`: finds objects that exist, and writes their configuration. */
export function listRoutes(
  resources: Provider['resources'],
  shared: Shared,
): Readonly<Record<string, Route>> {
  if (!Object.values(resources).some(({ list }) => list !== undefined)) return {};
  const listOf = listFinder(resources);
  return {
    ValidateListResourceConfig: method(
      shared,
      ValidateListResourceConfig_Request,
      ValidateListResourceConfig_Response,
      (request) => {
        const { list, configType } = listOf(request.typeName);
        const config = readPresent(request.config, configType, 'config');
        return { diagnostics: list.validate(config) };
      },
    ),
    GenerateResourceConfig: method(
      shared,
      GenerateResourceConfig_Request,
      GenerateResourceConfig_Response,
      (request) => {
        const { list, schema } = listOf(request.typeName);
        const state = readPresent(request.state, schema.attributes, 'state');
        return { config: writeObject(list.toConfig(state), schema.attributes), diagnostics: [] };
      },
    ),
    ListResource: listMethod(shared, listOf),
  };
}

function listMethod(shared: Shared, listOf: FindList): EventStream {
  return streamMethod(
    shared,
    ListResource_Request,
    ListResource_Event,
    async function* (request, call) {
      const { resource, schema, list, configType } = listOf(request.typeName);
      let sent = 0;
      for await (const item of list.find(readPresent(request.config, configType, 'config'), call)) {
        if (isDiagnostic(item)) yield item;
        else
          yield {
            displayName: harmless(item.displayName),
            identity: identityMessage(resource, item.state, undefined),
            resourceObject: request.includeResourceObject ? stateMessage(schema, item.state) : undefined,
            diagnostic: [],
          };
        if (++sent === request.limit) return;
      }
    },
    // Terraform wants an identity in each event without diagnostics.
    (diagnostic) => (diagnostic.length > 0 ? { displayName: '', diagnostic } : undefined),
  );
}
