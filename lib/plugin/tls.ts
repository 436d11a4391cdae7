import { X509Certificate } from 'node:crypto';
import type { Server as SocketServer } from 'node:net';
import { createServer, type Server, type TlsOptions, type TLSSocket } from 'node:tls';
import { describeThrown } from './errors';
import { log } from './log';

export interface TlsFiles {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
  /** PEM of the one client that is let in. */
  readonly clientCertificate: string;
}

/**
 * A server, not listening yet, that decrypts for another and lets in one client alone: the one that proves in the
 * handshake to have the key of the certificate that Terraform announced.
 *
 * The certificate is compared here, instead of being given to Node as an authority (`ca`): for that, Node would read
 * the 140 root certificates that it brings along, which takes longer than all else between start and handshake. Node
 * chooses h2 in the handshake, without which gRPC for Go (since 1.67) refuses a server.
 */
export function createTlsServer(behind: SocketServer, files: TlsFiles): Server {
  const announced = new X509Certificate(files.clientCertificate).raw;
  const options: TlsOptions = {
    cert: files.certificate,
    key: files.key,
    // None at all; left out, it would mean all that Node brings along.
    ca: [],
    requestCert: true,
    // Nobody's signature is believed, and the comparison below decides.
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['h2'],
  };
  const server = createServer(options, (socket) => {
    if (announced.equals(peerCertificate(socket))) {
      behind.emit('connection', socket);
    } else {
      log('warn', 'a client was refused', { error: 'it has not the certificate that Terraform announced' });
      socket.destroy();
    }
  });
  server.on('tlsClientError', (error) =>
    log('warn', 'a client was refused', { error: describeThrown(error) }),
  );
  return server;
}

/** Empty when the client showed none. */
function peerCertificate(socket: TLSSocket): Buffer {
  return socket.getPeerX509Certificate()?.raw ?? Buffer.alloc(0);
}
