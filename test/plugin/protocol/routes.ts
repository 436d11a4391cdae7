import type { UnaryCall } from '../../../lib/plugin/transport/grpc';
import { providerRoutes } from '../../../lib/plugin/protocol';
import type { Provider } from '../../../lib/plugin/provider';
import type { Codec } from '../../helpers/plugin-client';

export type Caller = <Request, Response>(
  name: string,
  requests: Codec<Request>,
  responses: Codec<Response>,
  request: Request,
) => Promise<Response>;

/** Calls a provider's methods with encoded messages, but without a connection. */
export function callerOf(provider: Provider): Caller {
  const routes = providerRoutes(provider);
  return async (name, requests, responses, request) => {
    const route = routes.get(`/tfplugin6.Provider/${name}`);
    if (typeof route !== 'function') throw new Error(`there is no ${name}`);
    const call: UnaryCall = { controller: new AbortController(), closed: Promise.resolve() };
    return responses.decode(await route(requests.encode(request).finish(), call));
  };
}
