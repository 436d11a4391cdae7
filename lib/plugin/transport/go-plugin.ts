import type { Route, Routes } from './grpc';

const NOTHING = new Uint8Array();

/** grpc.health.v1.HealthCheckResponse with status 1, SERVING. */
const SERVING = Uint8Array.of(0x08, 0x01);

/**
 * The services go-plugin's client expects beside the provider's own.
 *
 * @param shutDown ends the process. Its argument resolves when the client has the answer.
 */
export function goPluginRoutes(shutDown: (answered: Promise<void>) => void): Routes {
  return new Map<string, Route>([
    [
      '/plugin.GRPCController/Shutdown',
      (_request, { closed }) => {
        shutDown(closed);
        return NOTHING;
      },
    ],
    // Terraform opens both when it connects. gRPC for Go closes a connection that was idle for 30 minutes; a
    // stream that stays open prevents it. Otherwise the provider would end, because it has no client.
    ['/plugin.GRPCStdio/StreamStdio', 'held'],
    ['/plugin.GRPCBroker/StartStream', 'held'],
    ['/grpc.health.v1.Health/Check', () => SERVING],
  ]);
}
