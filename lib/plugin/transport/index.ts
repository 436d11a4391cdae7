/**
 * How Terraform reaches the provider: go-plugin's handshake on standard output, a socket with mutual TLS, and
 * gRPC over Node's HTTP/2. This folder also ends the process when Terraform no longer needs it. It knows
 * nothing of Terraform's messages: each call is bytes in, bytes out.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { StartError } from '../errors';
import { writeLine } from '../output';
import { listen } from './address';
import { createCertificate } from './certificate';
import { goPluginRoutes } from './go-plugin';
import { createGrpcServer, type Routes } from './grpc';
import {
  checkHandshake,
  handshakeLine,
  isStartedByTerraform,
  reattachVariable,
  type Identity,
} from './handshake';
import {
  closeStdout,
  endAfter,
  endOnSignals,
  endWithTerraform,
  outliveLogReader,
  reportPanics,
} from './lifecycle';
import { createTlsServer } from './tls';

const DEBUG = ['-debug', '--debug'];

/** Serves the routes in this process. The argument `-debug` keeps it running for many Terraform commands. */
export function serveRoutes(createRoutes: () => Routes, identity: Identity): void {
  reportPanics();
  let grpc: Promise<Server> | undefined;
  const load: LoadGrpc = () =>
    (grpc ??= createGrpcServer(() => new Map([...createRoutes(), ...goPluginRoutes(endAfter)])));
  const isDebug = process.argv.slice(2).some((argument) => DEBUG.includes(argument));
  const started = isDebug ? serveForDebugging(load, identity) : serveTerraform(load, identity);
  void started.catch(refuseToStart);
}

/** Loads HTTP/2, which takes 6 ms. Terraform needs it only after the handshake. */
type LoadGrpc = () => Promise<Server>;

async function serveTerraform(load: LoadGrpc, identity: Identity): Promise<void> {
  checkHandshake(process.env, identity);
  // Absent when `TF_DISABLE_PLUGIN_TLS` asks for plaintext.
  const client = process.env.PLUGIN_CLIENT_CERT;
  const certificates = client ? { own: createCertificate(), client } : undefined;
  const watch = endWithTerraform();
  const accept = (socket: Socket) => {
    watch(socket);
    void load().then((grpc) => grpc.emit('connection', socket));
  };
  const server = certificates ? createTlsServer(certificates, accept) : createServer(accept);
  const address = await listen(server, process.env);
  // The line cannot be written when Terraform was killed in the meantime. The parent is another process by
  // now, so watching it would not end this one.
  if (!writeLine('stdout', handshakeLine(address, certificates?.own.der))) process.exit(0);
  closeStdout();
  outliveLogReader();
  await load();
}

async function serveForDebugging(load: LoadGrpc, { source, version }: Identity): Promise<void> {
  const variable = reattachVariable(source, await listen(await load(), process.env));
  endOnSignals();
  writeLine(
    'stdout',
    `${source} ${version} is waiting. Set this variable where you run Terraform. ` +
      `Ctrl-C here ends the provider.\n\n${variable}\n`,
  );
}

/**
 * Terraform shows the first line of standard output as the reason; a person who runs the file reads standard
 * error.
 */
function refuseToStart(error: unknown): void {
  if (!(error instanceof StartError)) throw error;
  if (isStartedByTerraform(process.env)) writeLine('stdout', `${error.message} ${StartError.NOTE}`);
  writeLine('stderr', error.message);
  process.exit(1);
}
