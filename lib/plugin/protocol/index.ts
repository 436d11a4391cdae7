/**
 * Terraform's provider protocol, version 6: the messages of each method, translated to and from the {@link
 * Provider} interface. Errors become diagnostics here. This folder knows neither sockets nor encodings of
 * values.
 */
import { actionRoutes } from './action-service';
import { Calls } from './calls';
import { dataSourceRoutes } from './data-source-service';
import { identityRoutes } from './identity';
import { listRoutes } from './list-service';
import { readObject } from '../values';
import {
  ConfigureProvider_Request,
  GetProviderSchema_Request,
  ValidateProviderConfig_Request,
} from '../generated/decode/tfplugin6';
import {
  ConfigureProvider_Response,
  GetProviderSchema_Response,
  ValidateProviderConfig_Response,
} from '../generated/encode/tfplugin6';
import type { Route, Routes, Unary } from '../transport/grpc';
import type { Provider, Resource } from '../provider';
import { resourceRoutes } from './resource-service';
import { mapPresent, schemaMessage } from './schema';
import { method, type Shared } from './service';

const SERVICE = '/tfplugin6.Provider/';

/**
 * All methods by path. Terraform reads UNIMPLEMENTED, the answer for any other path, as "has no such
 * feature".
 */
export function providerRoutes(provider: Provider): Routes {
  const calls = new Calls();
  const shared: Shared = { calls, notices: () => provider.notices?.() ?? [] };
  const own = ownMethods(provider, shared);
  const methods: Readonly<Record<string, Route>> = {
    ...own,
    ...resourceRoutes(provider.resources, shared),
    ...dataSourceRoutes(provider.dataSources, shared),
    ...identityRoutes(provider.resources, shared),
    ...listRoutes(provider.resources, shared),
    ...actionRoutes(provider.actions ?? {}, shared),
    // Answer at once, because Terraform holds a lock until then. The aborted calls end later.
    StopProvider: () => {
      calls.stop();
      return new Uint8Array();
    },
    // These are the first calls of a command, and of a walk.
    GetProviderSchema: resuming(calls, own.GetProviderSchema),
    ConfigureProvider: resuming(calls, own.ConfigureProvider),
  };
  return new Map(Object.entries(methods).map(([name, route]) => [SERVICE + name, route]));
}

function resuming(calls: Calls, unary: Unary): Unary {
  return (request, call) => {
    calls.resume();
    return unary(request, call);
  };
}

function ownMethods(provider: Provider, shared: Shared) {
  const { schema, resources, dataSources, actions = {} } = provider;
  const { attributes } = schema;
  const has = (feature: keyof Resource) =>
    Object.values(resources).some((resource) => resource[feature] !== undefined);
  return {
    GetProviderSchema: method(shared, GetProviderSchema_Request, GetProviderSchema_Response, () => ({
      provider: schemaMessage(schema),
      resourceSchemas: mapPresent(resources, (resource) => schemaMessage(resource.schema)),
      dataSourceSchemas: mapPresent(dataSources, (source) => schemaMessage(source.schema)),
      // Terraform reads these from 1.14 on. Older versions skip them.
      listResourceSchemas: mapPresent(resources, ({ list }) => list && schemaMessage(list.schema)),
      actionSchemas: mapPresent(actions, (action) => ({ schema: schemaMessage(action.schema) })),
      diagnostics: [],
      serverCapabilities: {
        planDestroy: has('planDeletion'),
        // No other method depends on this one, so Terraform may skip it in all processes but the first.
        getProviderSchemaOptional: true,
        moveResourceState: has('move'),
        generateResourceConfig: has('list'),
      },
    })),
    ValidateProviderConfig: method(
      shared,
      ValidateProviderConfig_Request,
      ValidateProviderConfig_Response,
      (request) => {
        const config = readObject(request.config, attributes);
        return { diagnostics: config ? provider.validateConfig(config) : [] };
      },
    ),
    ConfigureProvider: method(
      shared,
      ConfigureProvider_Request,
      ConfigureProvider_Response,
      async (request, call) => {
        const config = readObject(request.config, attributes);
        return { diagnostics: config ? await provider.configure(config, call) : [] };
      },
    ),
  };
}
