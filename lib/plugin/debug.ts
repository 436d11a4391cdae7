import { listen } from './address';
import { goPluginRoutes } from './go-plugin';
import { createGrpcServer } from './grpc';
import { PROTOCOL, type Identity } from './handshake';
import { endAfter } from './lifecycle';
import { writeLine } from './output';
import type { Provider } from './provider';
import { providerRoutes } from './provider-service';

/**
 * Serves every Terraform command whose environment says where we are, until Ctrl-C. Terraform then neither starts nor
 * ends the provider and connects without TLS (internal/getproviders/reattach).
 */
export async function serveForDebugging(provider: Provider, identity: Identity): Promise<void> {
  const server = createGrpcServer(new Map([...providerRoutes(provider), ...goPluginRoutes(endAfter)]));
  const { network, address } = await listen(server, process.env);
  const reattach = {
    [identity.source]: {
      Protocol: 'grpc',
      ProtocolVersion: PROTOCOL,
      Pid: process.pid,
      Test: true,
      Addr: { Network: network, String: address },
    },
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0));
  writeLine(
    'stdout',
    `${identity.source} ${identity.version} is waiting. Set this where you run Terraform; Ctrl-C here ends it.\n\n` +
      `TF_REATTACH_PROVIDERS='${JSON.stringify(reattach)}'\n`,
  );
}
