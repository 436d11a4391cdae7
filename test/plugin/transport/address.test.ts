import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { listen } from '../../../lib/plugin/transport/address';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

function newServer(): Server {
  const server = createServer();
  servers.push(server);
  return server;
}

/** A port that is taken. */
async function takenPort(): Promise<number> {
  const server = newServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('on Windows', () => {
  test('the first free port of those offered is used, on 127.0.0.1', async () => {
    const taken = await takenPort();
    const env = { PLUGIN_MIN_PORT: String(taken), PLUGIN_MAX_PORT: '65535' };
    const server = newServer();
    const { network, address } = await listen(server, env, 'win32');
    const actual = server.address() as AddressInfo;
    expect({ network, address }).toEqual({ network: 'tcp', address: `127.0.0.1:${actual.port}` });
    expect(actual.port).toBeGreaterThan(taken);
  });

  test('any port is used when none are offered', async () => {
    const server = newServer();
    const { address } = await listen(server, {}, 'win32');
    expect(address).toBe(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  });

  test('when all are taken, it says which', async () => {
    const taken = String(await takenPort());
    await expect(
      listen(newServer(), { PLUGIN_MIN_PORT: taken, PLUGIN_MAX_PORT: taken }, 'win32'),
    ).rejects.toThrow(
      `The provider found no free port from ${taken} to ${taken} on 127.0.0.1, ` +
        'so Terraform cannot connect. Close a program that listens there.',
    );
  });
});
