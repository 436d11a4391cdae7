import type { Socket } from 'node:net';
import { createServer, type Server, type TlsOptions, type TLSSocket } from 'node:tls';
import { describeThrown } from '../errors';
import { log } from '../log';
import type { Certificate } from './certificate';

interface Certificates {
  readonly own: Certificate;
  /** PEM of the only client to accept. */
  readonly client: string;
}

/**
 * A TLS server that does not listen yet. It accepts only the client that proves, in the TLS handshake, that
 * it has the key of the certificate Terraform announced.
 *
 * The certificate is compared here, byte for byte. With the certificate as an authority (`ca`), Node would
 * read its 140 root certificates, which takes 23 ms of CPU time at each start. gRPC for Go (since 1.67) needs
 * ALPN to select h2.
 */
export function createTlsServer({ own, client }: Certificates, accept: (socket: Socket) => void): Server {
  const announced = derOf(client);
  const options: TlsOptions = {
    cert: own.pem,
    key: own.key,
    // No authority. Without this, Node would load its own.
    ca: [],
    requestCert: true,
    // No signature is trusted. The comparison below decides.
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['h2'],
    // Any text. Without one, Node loads its hash functions to make it.
    sessionIdContext: 'provider',
  };
  const server = createServer(options, (socket) => {
    if (announced.equals(peerCertificate(socket))) {
      accept(socket);
    } else {
      log('warn', 'a client was refused', {
        error: 'it does not have the certificate that Terraform announced',
      });
      socket.destroy();
    }
  });
  server.on('tlsClientError', (error) =>
    log('warn', 'a client was refused', { error: describeThrown(error) }),
  );
  return server;
}

/** Of a PEM with one certificate. Parsing it as one would take 0.4 ms at each start. */
function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----.*?-----/g, ''), 'base64');
}

/** Empty when the client has none. */
function peerCertificate(socket: TLSSocket): Buffer {
  return socket.getPeerX509Certificate()?.raw ?? Buffer.alloc(0);
}
