import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from '../../lib/plugin/transport/certificate';

export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Serves HTTPS at `https://localhost:PORT` with the certificate, and forwards what it decrypts to the URL.
 */
export function startTlsServer({ pem, key }: Certificate, url: string): Promise<Listening> {
  const { hostname, port } = new URL(url);
  return listening(
    createTlsServer({ cert: pem, key }, (socket) => forward(socket, connect(Number(port), hostname))).on(
      'tlsClientError',
      () => undefined,
    ),
  );
}

export interface ConnectProxy extends Listening {
  readonly url: string;
  /** The targets of its tunnels, as `host:port`, and its other requests, as `GET URL`. */
  readonly requests: string[];
  /** All bytes sent through the tunnels to their targets. */
  readonly sent: () => Buffer;
}

/** An HTTP proxy that tunnels with CONNECT, which is how HTTPS goes through a proxy. */
export async function startConnectProxy(): Promise<ConnectProxy> {
  const requests: string[] = [];
  const sent: Buffer[] = [];
  const server = createHttpServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', ({ url = '' }, socket: Socket) => {
    requests.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const target = connect(Number(port), hostname, () => socket.write('HTTP/1.1 200 Connected\r\n\r\n'));
    socket.on('data', (chunk) => sent.push(chunk));
    forward(socket, target);
  });
  const started = await listening(server);
  return { ...started, url: `http://127.0.0.1:${started.port}`, requests, sent: () => Buffer.concat(sent) };
}

function forward(one: Socket, other: Socket): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
}

async function listening(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  // Node prefers IPv6 or IPv4 for `localhost` depending on the machine.
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
