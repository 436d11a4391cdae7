import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeThrown, StartError } from '../errors';
import type { Address } from './handshake';

/** The longest path of a socket is 104 bytes on macOS and 108 on Linux, including a zero at the end. */
const LONGEST_PATH = 100;

/**
 * Makes the server listen where Terraform can connect: at a socket in a new folder, or at a TCP port on
 * Windows.
 *
 * @throws StartError when no folder can be created
 */
export async function listen(
  server: Server,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Promise<Address> {
  if (platform === 'win32') {
    // Any free port: the handshake shows Terraform where to connect.
    await listenAt(server, { host: '127.0.0.1', port: 0 });
    return { network: 'tcp', address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
  }
  const path = socketPath(env);
  await listenAt(server, { path });
  return { network: 'unix', address: path };
}

/**
 * The path of a socket in a new folder. Only this user can enter the folder. It is removed when the process
 * ends.
 */
function socketPath(env: NodeJS.ProcessEnv): string {
  const wanted = join(env.PLUGIN_UNIX_SOCKET_DIR || tmpdir(), 'plugin-');
  const room = Buffer.byteLength(join(`${wanted}XXXXXX`, 'socket')) <= LONGEST_PATH;
  const folder = makeFolder(room ? wanted : '/tmp/plugin-');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'socket');
}

function makeFolder(prefix: string): string {
  try {
    // Creates it with mode 0700.
    return mkdtempSync(prefix);
  } catch (error) {
    throw new StartError(
      `The provider cannot create a folder at ${prefix}… for the socket Terraform connects to: ` +
        `${describeThrown(error)}. Set TMPDIR to an existing folder in which you can write.`,
    );
  }
}

function listenAt(server: Server, where: { path: string } | { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
