import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../../lib/emulator';
import type { EmulatorFault } from '../../lib/emulator/fault';
import { environmentOf } from '../helpers/emulated';
import { authMethod, SECRET_VARIABLE } from '../helpers/configuration';
import { fullRun, inFullRun } from '../helpers/full-run';
import { eventually, processesIn } from '../helpers/processes';
import { Workspace } from '../helpers/terraform';

/** The creation gets no answer. */
const HANGING: readonly EmulatorFault[] = [{ kind: 'hang', method: 'POST' }];

describe('the provider process', () => {
  const worlds: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of worlds.splice(0)) await end();
  });

  /** A workspace with a folder for its temporary files, and an emulator. */
  async function world(faults: readonly EmulatorFault[] = []) {
    const emulator = await startEmulator({ faults });
    const workspace = new Workspace(environmentOf(emulator));
    const temporary = join(workspace.folder, 'tmp');
    mkdirSync(temporary);
    worlds.push(async () => {
      workspace.remove();
      await emulator.close();
    });
    workspace.write(SECRET_VARIABLE + authMethod());
    await workspace.succeed('init');
    return { emulator, workspace, env: { TMPDIR: temporary }, temporary };
  }
  type World = Awaited<ReturnType<typeof world>>;

  /** The processes of this workspace, and its sockets and their folders. */
  const remains = (here: World) => [
    ...processesIn(here.temporary),
    ...readdirSync(here.temporary).filter((name) => !name.startsWith('terraform-log')),
  ];
  /** Terraform reacts to an interrupt only in the apply that follows the plan, so wait for its call. */
  const creationBegan = ({ emulator }: World) =>
    eventually(
      () => emulator.requests.filter(({ method }) => method === 'POST').length,
      (count) => count > 0,
    );
  const nothing = (seen: string[]) => seen.length === 0;

  test('speaks the protocol without an error in the log, and leaves nothing after success', async () => {
    const here = await world();
    const { stderr } = await here.workspace.succeed('apply -auto-approve', { ...here.env, TF_LOG: 'trace' });

    const faults = stderr
      .split('\n')
      .filter((line) => /\[ERROR\]|plugin.*\[WARN\]|\[WARN\].*plugin/.test(line));
    expect(faults).toStrictEqual([]);
    expect(stderr).toContain('Called Datadog');
    expect(stderr).not.toContain('first-secret');
    expect(remains(here)).toStrictEqual([]);
  });

  inFullRun('leaves nothing after a failure', async () => {
    const here = await world();
    const { code } = await here.workspace.terraform('apply -auto-approve', {
      ...here.env,
      DD_SITE: '',
      DD_HOST: 'x',
    });

    expect(code).toBe(1);
    expect(remains(here)).toStrictEqual([]);
  });

  test('ends a call at an interrupt, and leaves nothing', async () => {
    const here = await world(HANGING);
    const { child, finished } = here.workspace.start('apply -auto-approve', here.env);
    await creationBegan(here);
    child.kill('SIGINT');

    const { code, flat } = await finished;
    expect(code).toBe(1);
    expect(flat).toContain('Interrupt received.');
    expect(flat).toContain('got no answer: it was interrupted.');
    await eventually(() => remains(here), nothing);
  });

  test('leaves nothing when it is killed itself, but the folder with its socket', async () => {
    const here = await world(HANGING);
    const { finished } = here.workspace.start('apply -auto-approve', here.env);
    await creationBegan(here);
    const provider = processesIn(here.temporary).filter((line) => line.includes('terraform-provider-'));
    expect(provider).toHaveLength(1);
    process.kill(Number.parseInt(provider[0]!), 'SIGKILL');
    const { code, flat } = await finished;

    expect(code).toBe(1);
    expect(flat).toMatch(/Error: (Plugin did not respond|Request cancelled)/);
    expect(remains(here)).toStrictEqual([expect.stringMatching(/^plugin-\w{6}$/)]);
  });

  inFullRun('ends when nobody reads what Terraform says, and leaves nothing', async () => {
    const here = await world(HANGING);
    const { child, finished } = here.workspace.start('apply -auto-approve', { ...here.env, TF_LOG: 'trace' });
    await creationBegan(here);
    child.stdout!.destroy();
    child.stderr!.destroy();
    child.kill('SIGINT');
    await finished;

    await eventually(() => remains(here), nothing, 5_000);
  });

  test('has no file but its socket while it works, and so no key or certificate, in a folder that only its owner may enter', async () => {
    const here = await world(HANGING);
    const { child, finished } = here.workspace.start('apply -auto-approve', here.env);
    await creationBegan(here);
    const entries = readdirSync(here.temporary, { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    const sockets = entries.filter((entry) => entry.isSocket());
    const rights = sockets.map(({ parentPath }) => statSync(parentPath).mode & 0o777);
    child.kill('SIGINT');
    await finished;

    expect(files.filter((name) => !name.startsWith('terraform-log'))).toStrictEqual([]);
    expect(rights).toStrictEqual([0o700]);
  });

  test.each(fullRun ? (['SIGKILL', 'SIGTERM'] as const) : (['SIGKILL'] as const))(
    'ends by itself when Terraform got %s',
    async (signal) => {
      const here = await world(HANGING);
      const { child, finished } = here.workspace.start('apply -auto-approve', here.env);
      await creationBegan(here);
      expect(remains(here)).not.toStrictEqual([]);
      child.kill(signal);
      await finished;

      await eventually(() => remains(here), nothing, 5_000);
    },
  );
});
