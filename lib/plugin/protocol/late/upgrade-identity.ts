import {
  UpgradeResourceIdentity_Request,
  UpgradeResourceIdentity_Response,
} from '../../generated/tfplugin6_late';
import type { Provider } from '../../provider';
import type { Tools } from '../tools';
import type { Shared } from '../service';
import type { Unary } from '../../transport/grpc';

/** Terraform asks for an identity of a different version. Attributes that are missing in it become null. */
export function upgradeIdentityMethod(resources: Provider['resources'], shared: Shared, tools: Tools): Unary {
  const { finder, identityType, method, readStored, storedState, writeValue } = tools;
  const find = finder('resource', resources);
  return method(shared, UpgradeResourceIdentity_Request, UpgradeResourceIdentity_Response, (request) => {
    const { identity } = find(request.typeName).served;
    const stored = storedState(request.rawIdentity);
    if (!identity || stored === null) return { diagnostics: [] };
    const type = identityType(identity);
    return {
      upgradedIdentity: { identityData: writeValue(readStored(stored, type), type) },
      diagnostics: [],
    };
  });
}
