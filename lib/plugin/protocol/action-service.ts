import { readPresent } from '../values';
import {
  InvokeAction_Request,
  PlanAction_Request,
  ValidateActionConfig_Request,
} from '../generated/decode/tfplugin6';
import {
  InvokeAction_Event,
  PlanAction_Response,
  ValidateActionConfig_Response,
} from '../generated/encode/tfplugin6';
import type { Route } from '../transport/grpc';
import type { Provider } from '../provider';
import { harmless } from './diagnostics';
import { finder, method, streamMethod, validateMethod, type Shared } from './service';

/** Actions: something to do that changes no resource. */
export function actionRoutes(
  actions: NonNullable<Provider['actions']>,
  shared: Shared,
): Readonly<Record<string, Route>> {
  const find = finder(actions);
  return {
    ValidateActionConfig: validateMethod(
      shared,
      ValidateActionConfig_Request,
      ValidateActionConfig_Response,
      find,
    ),
    // Terraform validated the configuration, and has nothing to plan for an action.
    PlanAction: method(shared, PlanAction_Request, PlanAction_Response, () => ({ diagnostics: [] })),
    InvokeAction: streamMethod<InvokeAction_Request, InvokeAction_Event>(
      shared,
      InvokeAction_Request,
      InvokeAction_Event,
      async function* (request, call) {
        const action = find(request.actionType);
        const config = readPresent(request.config, action.schema.attributes, 'config');
        for await (const item of action.invoke(config, call))
          yield typeof item === 'string' ? { progress: { message: harmless(item) } } : item;
      },
      (diagnostics) => ({ completed: { diagnostics } }),
    ),
  };
}
