import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../../lib/emulator';
import type { EmulatorFault } from '../../lib/emulator/fault';
import { environmentOf } from '../helpers/emulated';
import { authMethod, SECRET_VARIABLE } from '../helpers/configuration';
import { eventually, processesIn } from '../helpers/processes';
import { requested } from '../helpers/requests';
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

  test('ends a call at an interrupt, and leaves nothing', async () => {
    const here = await world(HANGING);
    const { child, finished } = here.workspace.start('apply -auto-approve', here.env);
    // Terraform reacts to an interrupt only in the apply that follows the plan, so wait for its call.
    await requested(here.emulator, 'POST');
    child.kill('SIGINT');

    const { code, flat } = await finished;
    expect(code).toBe(1);
    expect(flat).toContain('Interrupt received.');
    expect(flat).toContain('got no answer: it was interrupted.');
    await eventually(
      () => remains(here),
      (left) => left.length === 0,
    );
  });

  test('has no file but its socket while it works, and so no key or certificate, in a folder that only its owner may enter', async () => {
    const here = await world(HANGING);
    const { child, finished } = here.workspace.start('apply -auto-approve', here.env);
    await requested(here.emulator, 'POST');
    const entries = readdirSync(here.temporary, { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    const sockets = entries.filter((entry) => entry.isSocket());
    const rights = sockets.map(({ parentPath }) => statSync(parentPath).mode & 0o777);
    child.kill('SIGINT');
    await finished;

    expect(files.filter((name) => !name.startsWith('terraform-log'))).toStrictEqual([]);
    expect(rights).toStrictEqual([0o700]);
  });
});
