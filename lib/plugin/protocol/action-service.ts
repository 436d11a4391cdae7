import { readPresent } from '../values';
import {
  InvokeAction_Event,
  InvokeAction_Request,
  PlanAction_Request,
  PlanAction_Response,
  ValidateActionConfig_Request,
  ValidateActionConfig_Response,
} from '../generated/tfplugin6';
import type { Route } from '../transport/grpc';
import type { Provider } from '../provider';
import { diagnosticMessages, harmless } from './diagnostics';
import { finder, method, streamMethod, type Shared } from './service';

/** Actions: something to do that changes no resource. */
export function actionRoutes(
  actions: NonNullable<Provider['actions']>,
  shared: Shared,
): Readonly<Record<string, Route>> {
  const find = finder('action', actions);
  return {
    ValidateActionConfig: method(
      shared,
      ValidateActionConfig_Request,
      ValidateActionConfig_Response,
      (request) => {
        const { served: action, type } = find(request.typeName);
        const config = readPresent(request.config, type, 'config');
        return { diagnostics: diagnosticMessages(action.validate(config), type) };
      },
    ),
    // Terraform validated the configuration, and has nothing to plan for an action.
    PlanAction: method(shared, PlanAction_Request, PlanAction_Response, () => ({ diagnostics: [] })),
    InvokeAction: streamMethod<InvokeAction_Request, InvokeAction_Event>(
      shared,
      InvokeAction_Request,
      InvokeAction_Event,
      async function* (request, call) {
        const { served: action, type } = find(request.actionType);
        const invoked = action.invoke(readPresent(request.config, type, 'config'), call);
        let next = await invoked.next();
        for (; !next.done; next = await invoked.next()) yield { progress: { message: harmless(next.value) } };
        return diagnosticMessages(next.value, type);
      },
      (diagnostics) => ({ completed: { diagnostics } }),
    ),
  };
}
