import { createServer, type AddressInfo } from 'node:net';
import { listen } from '../../../lib/plugin/transport/address';

test('on Windows, the server listens at a free port of 127.0.0.1', async () => {
  const server = createServer();
  const { network, address } = await listen(server, {}, 'win32');
  const { address: host, port } = server.address() as AddressInfo;
  server.close();
  expect({ network, address, host }).toEqual({
    network: 'tcp',
    address: `127.0.0.1:${port}`,
    host: '127.0.0.1',
  });
});
