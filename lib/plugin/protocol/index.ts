/**
 * Terraform's provider protocol, version 6: the messages of each method, translated to and from the {@link
 * Provider} interface. Errors become diagnostics here. This folder knows neither sockets nor encodings of
 * values.
 */
import { actionRoutes } from './action-service';
import { Calls } from './calls';
import { dataSourceRoutes } from './data-source-service';
import { diagnosticMessages } from './diagnostics';
import { identityRoutes } from './identity';
import { listRoutes } from './list-service';
import { readObject } from '../values';
import {
  ConfigureProvider_Request,
  ConfigureProvider_Response,
  GetProviderSchema_Request,
  GetProviderSchema_Response,
  ValidateProviderConfig_Request,
  ValidateProviderConfig_Response,
  type Schema as SchemaMessage,
} from '../generated/tfplugin6';
import type { Route, Routes, Unary } from '../transport/grpc';
import type { Provider, Schema } from '../provider';
import { resourceRoutes } from './resource-service';
import { schemaMessage } from './schema';
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
    ...(provider.actions && actionRoutes(provider.actions, shared)),
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

/** The parts of the schema that Terraform reads from 1.12 or 1.14 on. Older versions skip them. */
function newerSchemas({ resources, actions = {} }: Provider) {
  const lists = Object.entries(resources).flatMap(([type, { list }]) =>
    list ? [[type, list] as const] : [],
  );
  return {
    listResourceSchemas: schemaMessages(Object.fromEntries(lists)),
    actionSchemas: Object.fromEntries(
      Object.entries(actions).map(([type, { schema }]) => [type, { schema: schemaMessage(schema) }]),
    ),
  };
}

function ownMethods(provider: Provider, shared: Shared) {
  const { attributes } = provider.schema;
  return {
    GetProviderSchema: method(shared, GetProviderSchema_Request, GetProviderSchema_Response, () => ({
      provider: schemaMessage(provider.schema),
      resourceSchemas: schemaMessages(provider.resources),
      dataSourceSchemas: schemaMessages(provider.dataSources),
      ...newerSchemas(provider),
      diagnostics: [],
      serverCapabilities: {
        planDestroy: Object.values(provider.resources).some(
          (resource) => resource.planDeletion !== undefined,
        ),
        // No other method depends on this one, so Terraform may skip it in all processes but the first.
        getProviderSchemaOptional: true,
        moveResourceState: Object.values(provider.resources).some((resource) => resource.move !== undefined),
        generateResourceConfig: Object.values(provider.resources).some(({ list }) => list !== undefined),
      },
    })),
    ValidateProviderConfig: method(
      shared,
      ValidateProviderConfig_Request,
      ValidateProviderConfig_Response,
      (request) => {
        const config = readObject(request.config, attributes);
        return { diagnostics: diagnosticMessages(config ? provider.validateConfig(config) : []) };
      },
    ),
    ConfigureProvider: method(
      shared,
      ConfigureProvider_Request,
      ConfigureProvider_Response,
      async (request, call) => {
        const config = readObject(request.config, attributes);
        return { diagnostics: diagnosticMessages(config ? await provider.configure(config, call) : []) };
      },
    ),
  };
}

function schemaMessages(described: { readonly [type: string]: { readonly schema: Schema } }) {
  const entries = Object.entries(described).map(([type, { schema }]): [string, SchemaMessage] => [
    type,
    schemaMessage(schema),
  ]);
  return Object.fromEntries(entries);
}
