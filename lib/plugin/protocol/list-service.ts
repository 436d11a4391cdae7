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
import type { Provider, Resource, ResourceList } from '../provider';
import { harmless, isDiagnostic } from './diagnostics';
import { identityMessage } from './identity';
import { stateMessage } from './schema';
import { finder, method, streamMethod, validateMethod, type Find, type Shared } from './service';

/** `terraform query`: finds objects that exist, and writes their configuration. */
export function listRoutes(
  resources: Provider['resources'],
  shared: Shared,
): Readonly<Record<string, Route>> {
  const find = finder(resources);
  const findList = (name: string) => {
    const { list } = find(name);
    if (!list) throw new RequestError(`${name} cannot be listed`);
    return list;
  };
  return {
    ValidateListResourceConfig: validateMethod(
      shared,
      ValidateListResourceConfig_Request,
      ValidateListResourceConfig_Response,
      findList,
    ),
    GenerateResourceConfig: method(
      shared,
      GenerateResourceConfig_Request,
      GenerateResourceConfig_Response,
      ({ typeName, state }) => {
        const { attributes } = find(typeName).schema;
        const config = findList(typeName).toConfig(readPresent(state, attributes, 'state'));
        return { config: writeObject(config, attributes), diagnostics: [] };
      },
    ),
    ListResource: listMethod(shared, find, findList),
  };
}

function listMethod(shared: Shared, find: Find<Resource>, findList: Find<ResourceList>): EventStream {
  return streamMethod(
    shared,
    ListResource_Request,
    ListResource_Event,
    async function* (request, call) {
      const [resource, list] = [find(request.typeName), findList(request.typeName)];
      const config = readPresent(request.config, list.schema.attributes, 'config');
      let sent = 0;
      for await (const item of list.find(config, call)) {
        if (isDiagnostic(item)) yield item;
        else
          yield {
            displayName: harmless(item.displayName),
            identity: identityMessage(resource, item.state, undefined),
            resourceObject: request.includeResourceObject
              ? stateMessage(resource.schema, item.state)
              : undefined,
            diagnostic: [],
          };
        if (++sent === request.limit) return;
      }
    },
    // Terraform wants an identity in each event without diagnostics.
    (diagnostic) => (diagnostic.length > 0 ? { displayName: '', diagnostic } : undefined),
  );
}
