import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where Debian has the server's programs, outside the PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs; undefined where it is not installed. */
export function postgresFolder(): string | undefined {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : [];
  const folders = [...debian, ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}

export interface Postgres {
  /** The connection string of its only database, over a socket. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL of its own in a temporary folder, without a port. It refuses to run as root: `nobody` does it
 * then.
 */
export async function startPostgres(programs: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'pg-'));
  const user = process.getuid?.() === 0 ? idsOf('nobody') : undefined;
  if (user) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder };
  const data = join(folder, 'data');
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'team', '-A', 'trust', '--no-sync'], {
    ...options,
    stdio: 'ignore',
  });
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off'];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exit = once(server, 'exit');
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    if (line.includes('database system is ready to accept connections')) break;
  }
  if (!said.at(-1)?.includes('ready to accept'))
    throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`);
  server.stderr.resume();
  return {
    url: `postgres://team@/postgres?host=${folder}&sslmode=disable`,
    stop: async () => {
      // Immediately: nothing of it is kept.
      server.kill('SIGQUIT');
      await exit;
      rmSync(folder, { recursive: true });
    },
  };
}

function idsOf(user: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
