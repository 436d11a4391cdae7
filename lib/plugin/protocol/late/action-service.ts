import {
  InvokeAction_Event,
  InvokeAction_Request,
  PlanAction_Request,
  PlanAction_Response,
  ValidateActionConfig_Request,
  ValidateActionConfig_Response,
} from '../../generated/tfplugin6_late';
import type { Provider } from '../../provider';
import type { Tools } from '../tools';
import type { Shared } from '../service';

/** Actions: something to do that changes no resource. */
export function actionMethods(actions: NonNullable<Provider['actions']>, shared: Shared, tools: Tools) {
  const { diagnosticMessages, finder, harmless, method, readPresent, streamMethod } = tools;
  const find = finder('action', actions);
  return {
    unary: {
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
    },
    streams: {
      InvokeAction: streamMethod<InvokeAction_Request, InvokeAction_Event>(
        shared,
        InvokeAction_Request,
        InvokeAction_Event,
        async function* (request, call) {
          const { served: action, type } = find(request.actionType);
          const invoked = action.invoke(readPresent(request.config, type, 'config'), call);
          let next = await invoked.next();
          for (; !next.done; next = await invoked.next())
            yield { progress: { message: harmless(next.value) } };
          return diagnosticMessages(next.value, type);
        },
        (diagnostics) => ({ completed: { diagnostics } }),
      ),
    },
  };
}
