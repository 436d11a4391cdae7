import { RequestError } from '../errors';
import { readPresent, writeValue } from '../values';
import {
  GenerateResourceConfig_Request,
  GenerateResourceConfig_Response,
  ListResource_Event,
  ListResource_Request,
  ValidateListResourceConfig_Request,
  ValidateListResourceConfig_Response,
} from '../generated/tfplugin6';
import type { EventStream, Route } from '../transport/grpc';
import type { Provider } from '../provider';
import { diagnosticMessages, harmless } from './diagnostics';
import { identityMessage } from './identity';
import { schemaType, withoutWriteOnly } from './schema';
import { finder, method, streamMethod, type Shared } from './service';

type FindList = ReturnType<typeof listFinder>;

/** @throws RequestError when there is no such list */
function listFinder(resources: Provider['resources']) {
  const find = finder('resource', resources);
  return (name: string) => {
    const { served: resource, type } = find(name);
    if (!resource.list) throw new RequestError(`${name} cannot be listed`);
    return { resource, type, list: resource.list, configType: schemaType(resource.list.schema) };
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
        return { diagnostics: diagnosticMessages(list.validate(config), configType) };
      },
    ),
    GenerateResourceConfig: method(
      shared,
      GenerateResourceConfig_Request,
      GenerateResourceConfig_Response,
      (request) => {
        const { list, type } = listOf(request.typeName);
        const state = readPresent(request.state, type, 'state');
        return { config: writeValue(list.toConfig(state), type), diagnostics: [] };
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
      const { resource, list, type, configType } = listOf(request.typeName);
      const found = list.find(readPresent(request.config, configType, 'config'), call);
      let next = await found.next();
      for (let sent = 1; !next.done; sent++, next = await found.next()) {
        const { displayName, state } = next.value;
        yield {
          displayName: harmless(displayName),
          identity: identityMessage(resource, state, undefined),
          resourceObject: request.includeResourceObject
            ? writeValue(withoutWriteOnly(resource.schema, state), type)
            : undefined,
          diagnostic: [],
        };
        if (sent === request.limit) return [];
      }
      return diagnosticMessages(next.value, configType);
    },
    // Terraform wants an identity in each event without diagnostics.
    (diagnostic) => (diagnostic.length > 0 ? { displayName: '', diagnostic } : undefined),
  );
}
