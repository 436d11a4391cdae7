import type { UnaryCall } from '../../../lib/plugin/transport/grpc';
import { providerRoutes } from '../../../lib/plugin/protocol';
import type { Provider } from '../../../lib/plugin/provider';
import { codecOf, type Method, type RequestOf, type ResponseOf } from '../../helpers/messages';

export type Caller = <Name extends Method>(name: Name, request: RequestOf<Name>) => Promise<ResponseOf<Name>>;

/** Calls a provider's methods with encoded messages, but without a connection. */
export function callerOf(provider: Provider): Caller {
  const routes = providerRoutes(provider);
  return async (name, request) => {
    const route = routes.get(`/tfplugin6.Provider/${name}`);
    if (typeof route !== 'function') throw new Error(`there is no ${name}`);
    const call: UnaryCall = { controller: new AbortController(), closed: Promise.resolve() };
    const { encode, decode } = codecOf(name);
    return decode(await route(encode(request), call));
  };
}
