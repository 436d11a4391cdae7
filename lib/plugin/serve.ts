import { listen } from './address';
import { createCertificate } from './certificate';
import { serveForDebugging } from './debug';
import { StartError } from './errors';
import { goPluginRoutes } from './go-plugin';
import { createGrpcServer } from './grpc';
import { handshakeLine, readHandshake, type Identity } from './handshake';
import { endAfter, endWithTerraform, outliveLogReader, reportPanics } from './lifecycle';
import { closeStdout, writeLine } from './output';
import type { Provider } from './provider';
import { providerRoutes } from './provider-service';
import { createTlsServer } from './tls';

export type { Identity } from './handshake';

const DEBUG = ['-debug', '--debug'];

/**
 * Makes this process be the provider, until Terraform ends it. Standard input is left to Terraform, which reads its
 * user's answers there; standard output belongs to the handshake.
 *
 * With the argument `-debug` it serves many commands, without encryption, for whoever sets the variable it prints.
 */
export function serve(provider: Provider, identity: Identity): void {
  reportPanics();
  const debug = process.argv.slice(2).some((argument) => DEBUG.includes(argument));
  void (debug ? serveForDebugging(provider, identity) : serveTerraform(provider, identity)).catch(
    refuseToStart,
  );
}

async function serveTerraform(provider: Provider, identity: Identity): Promise<void> {
  const { clientCertificate, multiplexing } = readHandshake(process.env, identity);
  const own = clientCertificate === undefined ? undefined : createCertificate();
  const grpc = createGrpcServer(new Map([...providerRoutes(provider), ...goPluginRoutes(endAfter)]));
  endWithTerraform(grpc);
  const server =
    own && clientCertificate !== undefined
      ? createTlsServer(grpc, { certificate: own.pem, key: own.key, clientCertificate })
      : grpc;
  const address = await listen(server, process.env);
  // Terraform may have been killed while we started. Then our parent is another process already, and tells nothing.
  if (!writeLine('stdout', handshakeLine(address, own?.der, multiplexing))) process.exit(0);
  closeStdout();
  outliveLogReader();
}

function refuseToStart(error: unknown): void {
  if (!(error instanceof StartError)) throw error;
  writeLine('stderr', error.message);
  process.exit(1);
}
