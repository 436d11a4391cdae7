/**
 * The methods that few commands call. The build puts this folder into a file of its own, so it imports only
 * types and messages. Everything else comes as {@link Tools}.
 */
import type { Provider } from '../../provider';
import type { Tools } from '../tools';
import type { Shared } from '../service';
import { actionMethods } from './action-service';
import { listMethods } from './list-service';
import { upgradeIdentityMethod } from './upgrade-identity';

export function lateMethods(provider: Provider, shared: Shared, tools: Tools) {
  const list = listMethods(provider.resources, shared, tools);
  const action = actionMethods(provider.actions ?? {}, shared, tools);
  return {
    unary: {
      UpgradeResourceIdentity: upgradeIdentityMethod(provider.resources, shared, tools),
      ...list.unary,
      ...action.unary,
    },
    streams: { ...list.streams, ...action.streams },
  };
}
