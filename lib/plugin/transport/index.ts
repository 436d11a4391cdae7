/**
 * How Terraform reaches the provider: go-plugin's handshake on standard output, a socket with mutual TLS, and
 * gRPC over Node's HTTP/2. This folder also ends the process when Terraform no longer needs it. It knows
 * nothing of Terraform's messages: each call is bytes in, bytes out.
 */
import type { Server } from 'node:net';
import { StartError } from '../errors';
import { writeLine } from '../output';
import { listen } from './address';
import { createCertificate } from './certificate';
import { goPluginRoutes } from './go-plugin';
import { createGrpcServer, type Routes } from './grpc';
import {
  handshakeLine,
  isStartedByTerraform,
  readHandshake,
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

export type { EventStream, Route, Routes, Unary, UnaryCall } from './grpc';
export type { Identity } from './handshake';

const DEBUG = ['-debug', '--debug'];

/** Serves the routes in this process. The argument `-debug` keeps it running for many Terraform commands. */
export function serveRoutes(createRoutes: () => Routes, identity: Identity): void {
  reportPanics();
  const server = createGrpcServer(() => new Map([...createRoutes(), ...goPluginRoutes(endAfter)]));
  const isDebug = process.argv.slice(2).some((argument) => DEBUG.includes(argument));
  const started = isDebug ? serveForDebugging(server, identity) : serveTerraform(server, identity);
  void started.catch(refuseToStart);
}

async function serveTerraform(grpc: Server, identity: Identity): Promise<void> {
  const { clientCertificate, multiplexing } = readHandshake(process.env, identity);
  const own = clientCertificate === undefined ? undefined : createCertificate();
  endWithTerraform(grpc);
  const server =
    own && clientCertificate !== undefined
      ? createTlsServer(grpc, { certificate: own.pem, key: own.key, clientCertificate })
      : grpc;
  const address = await listen(server, process.env);
  // The line cannot be written when Terraform was killed in the meantime. The parent is another process by
  // now, so watching it would not end this one.
  if (!writeLine('stdout', handshakeLine(address, own?.der, multiplexing))) process.exit(0);
  closeStdout();
  outliveLogReader();
}

async function serveForDebugging(grpc: Server, { source, version }: Identity): Promise<void> {
  const variable = reattachVariable(source, await listen(grpc, process.env));
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
