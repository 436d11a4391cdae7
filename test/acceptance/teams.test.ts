import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { environmentOf } from '../helpers/emulated';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { inFullRun } from '../helpers/full-run';
import { needing } from '../helpers/needing';
import { requested, takeWrites } from '../helpers/requests';
import { TYPE, Workspace } from '../helpers/terraform';

/** Where Debian has the server's programs, outside the PATH. */
const DEBIAN = '/usr/lib/postgresql';

const programs = postgresFolder();
const withPostgres = needing('PostgreSQL', programs !== undefined);

withPostgres.describe('a team with its state in PostgreSQL', () => {
  let postgres: Postgres;
  let emulator: Emulator;
  const people: Workspace[] = [];

  beforeAll(async () => {
    postgres = await startPostgres(programs ?? 'PostgreSQL is not installed');
  });
  afterAll(() => postgres?.stop());
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(async () => {
    for (const workspace of people.splice(0)) workspace.remove();
    await emulator.close();
  });

  /** A person with a checkout of her own; all of a test share one state. */
  async function person(state: string, attributes: Record<string, string> = PAYMENTS): Promise<Workspace> {
    const workspace = new Workspace({ ...environmentOf(emulator), PG_CONN_STR: postgres.url });
    people.push(workspace);
    declare(workspace, state, attributes);
    await workspace.succeed('init');
    return workspace;
  }

  function declare(workspace: Workspace, state: string, attributes: Record<string, string>): void {
    const backend = `terraform {\n  backend "pg" {\n    schema_name = "${state}"\n  }\n}\n`;
    workspace.write(backend + SECRET_VARIABLE + authMethod(attributes));
  }

  /** That state and Datadog hold the same one auth method, and nothing is left to do. */
  async function expectAgreement(workspace: Workspace): Promise<void> {
    const { stdout } = await workspace.succeed('show -json');
    const { values } = JSON.parse(stdout);
    expect(emulator.methods().map(({ id }) => id)).toStrictEqual([values.root_module.resources[0].values.id]);
    expect((await workspace.succeed('plan')).text).toContain('No changes.');
  }

  /** Starts a deploy, and kills it when its request took effect. */
  async function killed(workspace: Workspace, method: 'POST' | 'PATCH'): Promise<void> {
    emulator.fault({ kind: 'hang', method, handled: true });
    const { child, finished } = workspace.start('apply -auto-approve');
    await requested(emulator, method);
    child.kill('SIGKILL');
    await finished;
  }

  inFullRun(
    'two deploys at once that may wait: whoever comes second does, and finds the work done',
    async () => {
      const team = [await person('waits'), await person('waits')];
      const deploys = await Promise.all(
        team.map((workspace) => workspace.succeed('apply -auto-approve -lock-timeout=60s')),
      );

      expect(deploys.filter(({ flat }) => flat.includes('1 added, 0 changed'))).toHaveLength(1);
      expect(takeWrites(emulator)).toHaveLength(1);
      await expectAgreement(team[1]!);
    },
  );

  test('two deploys at once: the one that may not wait is told who holds the lock, and sends nothing', async () => {
    const [ann, bob] = [await person('told'), await person('told')];
    const first = ann.start('apply -auto-approve');
    await requested(emulator, 'GET');
    // Now it has the lock, and keeps it while it stands still.
    first.child.kill('SIGSTOP');
    const second = await bob.terraform('apply -auto-approve');
    first.child.kill('SIGCONT');

    expect(second.code).toBe(1);
    expect(second.flat).toContain('Error: Error acquiring the state lock');
    expect(second.flat).toMatch(/Operation: OperationTypeApply Who: \S+@\S+/);
    expect((await first.finished).code).toBe(0);
    expect(takeWrites(emulator)).toHaveLength(1);
    await expectAgreement(bob);
  });

  inFullRun(
    'an update that is killed takes its lock with it, and the next deploy finds it done',
    async () => {
      const changed = { ...PAYMENTS, scope: 'read' };
      const [ann, bob] = [await person('killed'), await person('killed', changed)];
      await ann.succeed('apply -auto-approve');
      declare(ann, 'killed', changed);
      await killed(ann, 'PATCH');
      const second = await bob.succeed('apply -auto-approve -lock-timeout=30s');

      // The update had taken effect; nobody had written that down.
      expect(second.flat).toContain('Apply complete! Resources: 0 added, 0 changed, 0 destroyed.');
      expect(emulator.methods()[0]?.attributes.scope).toBe('read');
      await expectAgreement(bob);
    },
  );

  inFullRun(
    'a creation that is killed takes its lock with it, and the next deploy says what exists and how to import it',
    async () => {
      const [ann, bob] = [await person('lost'), await person('lost')];
      await killed(ann, 'POST');
      const [method] = emulator.methods();
      const second = await bob.terraform('apply -auto-approve -lock-timeout=30s');

      expect(second.code).toBe(1);
      expect(second.flat).toContain(
        `An auth method of this name exists already, ${method?.id}, and names must be unique.`,
      );
      await bob.succeed(`import -lock-timeout=30s ${TYPE}.payments ${method?.id}`);
      await bob.succeed('apply -auto-approve');
      await expectAgreement(bob);
    },
  );

  inFullRun('of two saved plans the second is refused once the first is applied', async () => {
    const [ann, bob] = [await person('plans'), await person('plans', { ...PAYMENTS, scope: 'admin' })];
    await ann.succeed('plan -out=saved');
    await bob.succeed('plan -out=saved');
    await ann.succeed('apply saved');
    const { code, flat } = await bob.terraform('apply saved');

    expect(code).toBe(1);
    expect(flat).toContain('Error: Saved plan is stale');
    expect(emulator.methods().map(({ attributes }) => attributes.scope)).toStrictEqual(['read write']);
  });
});

/** The folder of PostgreSQL's programs; undefined where it is not installed. */
function postgresFolder(): string | undefined {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : [];
  const folders = [...debian, ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}

interface Postgres {
  /** The connection string of its only database, over a socket. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL of its own in a temporary folder, without a port. It refuses to run as root: `nobody` does it
 * then.
 */
async function startPostgres(programs: string): Promise<Postgres> {
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
