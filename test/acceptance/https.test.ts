import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCertificate, type Certificate } from '../../lib/plugin/transport/certificate';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { LIST, takeRequests } from '../helpers/requests';
import { temporaryFolder } from '../helpers/temporary-folder';

const world = emulated();
const certificate = createCertificate();
const folder = temporaryFolder('certificates');
const trusted = join(folder, 'trusted.pem');
const other = join(folder, 'other.pem');
writeFileSync(trusted, certificate.pem);
writeFileSync(other, createCertificate().pem);

/** A certificate that was refused once is refused again. */
const NO_RETRIES = 'provider "datadogwebhooks" {\n  max_retries = 0\n}\n';

let server: Listening;
let proxy: ConnectProxy;
beforeAll(async () => {
  [server, proxy] = await Promise.all([startTlsServer(certificate, world.emulator.url), startConnectProxy()]);
  world.workspace.write(`${NO_RETRIES}${SECRET_VARIABLE}${authMethod()}`);
  await world.workspace.succeed('init');
});
afterAll(() => Promise.all([server.close(), proxy.close()]));
afterEach(async () => {
  await world.workspace.succeed('destroy -auto-approve');
  takeRequests(world.emulator);
  proxy.requests.length = 0;
});

const https = (extra: NodeJS.ProcessEnv = {}) => ({
  DD_HOST: `https://localhost:${server.port}`,
  NODE_EXTRA_CA_CERTS: trusted,
  ...extra,
});
const CREATION = [LIST, LIST, `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 'first-secret' })}`];

test('an authority of NODE_EXTRA_CA_CERTS is trusted', async () => {
  await world.workspace.succeed('apply -auto-approve', https());
  expect(takeRequests(world.emulator)).toStrictEqual(CREATION);
});

test.each<[string, () => NodeJS.ProcessEnv]>([
  ['', () => ({})],
  [' with NODE_TLS_REJECT_UNAUTHORIZED=0', () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })],
  [' with it, and through a proxy', () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0', HTTPS_PROXY: proxy.url })],
])(
  'a server of an unknown authority is refused%s, and gets neither keys nor secrets',
  async (_case, extra) => {
    const env = https({ NODE_EXTRA_CA_CERTS: other, ...extra() });
    const { code, text } = await world.workspace.terraform('apply -auto-approve', env);
    expect(code).toBe(1);
    expect(text).toContain('self-signed certificate');
    expect(takeRequests(world.emulator)).toStrictEqual([]);
  },
);

test('calls go through a tunnel of HTTPS_PROXY, which sees no key or secret', async () => {
  await world.workspace.succeed('apply -auto-approve', https({ HTTPS_PROXY: proxy.url }));
  expect(takeRequests(world.emulator)).toStrictEqual(CREATION);
  expect(new Set(proxy.requests)).toStrictEqual(new Set([`localhost:${server.port}`]));
  for (const value of ['api-key', 'app-key', 'first-secret'])
    expect(proxy.sent().includes(value)).toBe(false);
});

test('NO_PROXY names what needs no proxy', async () => {
  await world.workspace.succeed('plan', https({ HTTPS_PROXY: proxy.url, NO_PROXY: 'localhost' }));
  expect(takeRequests(world.emulator)).toStrictEqual([LIST]);
  expect(proxy.requests).toStrictEqual([]);
});

test('a creation is found if the proxy broke the encryption after Datadog handled it', async () => {
  const gateway = await startConnectProxy('HTTP/1.1 504 Gateway Timeout\r\n\r\n');
  world.emulator.fault({ kind: 'reset-after', method: 'POST' });
  const { text } = await world.workspace.terraform(
    'apply -auto-approve',
    https({ HTTPS_PROXY: gateway.url }),
  );
  await gateway.close();

  expect(text).toContain(
    'The answer to the creation of auth method "payments" was lost, but its id was found',
  );
  expect(takeRequests(world.emulator)).toStrictEqual([
    ...CREATION.slice(0, -1),
    `${CREATION.at(-1)} -> reset-after`,
    LIST,
    'PATCH payments {"client_secret":"first-secret"}',
  ]);
});

test('NODE_DEBUG and DEBUG write neither keys nor the password of a proxy to the log', async () => {
  const { stderr } = await world.workspace.succeed(
    'plan',
    https({
      HTTPS_PROXY: proxy.url.replace('//', '//user:a-proxy-password@'),
      DD_API_KEY: 'an-api-key-to-find',
      NODE_DEBUG: 'http,https,net,tls',
      DEBUG: '*',
      TF_LOG: 'trace',
    }),
  );
  expect(takeRequests(world.emulator)).toStrictEqual([LIST]);
  expect(stderr).toContain('provider: plugin process exited');
  for (const secret of ['an-api-key-to-find', 'a-proxy-password', btoa('user:a-proxy-password')])
    expect(stderr).not.toContain(secret);
});

interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Serves HTTPS at `https://localhost:PORT` with the certificate, and forwards what it decrypts to the URL.
 */
function startTlsServer({ pem, key }: Certificate, url: string): Promise<Listening> {
  const { hostname, port } = new URL(url);
  return listening(
    createTlsServer({ cert: pem, key }, (socket) => forward(socket, connect(Number(port), hostname))).on(
      'tlsClientError',
      () => undefined,
    ),
  );
}

interface ConnectProxy extends Listening {
  readonly url: string;
  /** The targets of its tunnels, as `host:port`. */
  readonly requests: string[];
  /** All bytes sent through the tunnels to their targets. */
  readonly sent: () => Buffer;
}

/**
 * An HTTP proxy that tunnels with CONNECT, which is how HTTPS goes through a proxy.
 *
 * @param lastWords what it writes into a tunnel whose target is gone
 */
async function startConnectProxy(lastWords = ''): Promise<ConnectProxy> {
  const requests: string[] = [];
  const sent: Buffer[] = [];
  const server = createHttpServer();
  server.on('connect', ({ url = '' }, socket: Socket) => {
    requests.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const target = connect(Number(port), hostname, () => socket.write('HTTP/1.1 200 Connected\r\n\r\n'));
    socket.on('data', (chunk) => sent.push(chunk));
    target.on('end', () => socket.write(lastWords));
    forward(socket, target);
  });
  const started = await listening(server);
  return { ...started, url: `http://127.0.0.1:${started.port}`, requests, sent: () => Buffer.concat(sent) };
}

function forward(one: Socket, other: Socket): void {
  pipeline(one, other, one, () => undefined);
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
