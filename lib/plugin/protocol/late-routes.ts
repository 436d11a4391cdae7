import type { Provider } from '../provider';
import type { EventStream, Route, Unary } from '../transport/grpc';
import type { Shared } from './service';
import { tools } from './tools';

/** The methods whose code is loaded when Terraform first calls one: few commands do. */
export function lateRoutes(provider: Provider, shared: Shared): Readonly<Record<string, Route>> {
  const load = () => import('./late').then(({ lateMethods }) => lateMethods(provider, shared, tools));
  let loaded: ReturnType<typeof load> | undefined;
  const methods = () => (loaded ??= load());
  type Methods = Awaited<ReturnType<typeof load>>;
  const unary =
    (name: keyof Methods['unary']): Unary =>
    async (request, call) =>
      (await methods()).unary[name](request, call);
  const stream = (name: keyof Methods['streams']): EventStream => ({
    async *events(request, call) {
      yield* (await methods()).streams[name].events(request, call);
    },
  });
  const resources = Object.values(provider.resources);
  return {
    ...(resources.some(({ identity }) => identity !== undefined) && {
      UpgradeResourceIdentity: unary('UpgradeResourceIdentity'),
    }),
    ...(resources.some(({ list }) => list !== undefined) && {
      ValidateListResourceConfig: unary('ValidateListResourceConfig'),
      ListResource: stream('ListResource'),
      GenerateResourceConfig: unary('GenerateResourceConfig'),
    }),
    ...(provider.actions && {
      ValidateActionConfig: unary('ValidateActionConfig'),
      PlanAction: unary('PlanAction'),
      InvokeAction: stream('InvokeAction'),
    }),
  };
}
