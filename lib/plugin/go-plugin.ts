import type { Route, Routes } from './grpc';

const NOTHING = new Uint8Array();

/** grpc.health.v1.HealthCheckResponse with status 1, SERVING. */
const SERVING = Uint8Array.of(0x08, 0x01);

/**
 * The services that a client of go-plugin finds beside the provider's own.
 *
 * @param shutDown is to end the process; given a promise for when the client has been told so
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
    // Both are opened at connect. As a call that never ends, the first also keeps gRPC for Go from closing a
    // connection that was idle for 30 minutes, which would look to us as if Terraform were gone.
    ['/plugin.GRPCStdio/StreamStdio', 'held'],
    ['/plugin.GRPCBroker/StartStream', 'held'],
    ['/grpc.health.v1.Health/Check', () => SERVING],
  ]);
}
