import { startEmulator, type Emulator, type EmulatorOptions } from '../../lib/emulator';
import { startAttachedProvider, type AttachedProvider } from './attached-provider';
import { fullRun } from './full-run';
import { Workspace } from './terraform';

export interface Emulated {
  readonly emulator: Emulator;
  readonly workspace: Workspace;
}

/** The environment of a person whose Datadog is the emulator, with the secret of {@link authMethod}. */
export function environmentOf({ url }: Pick<Emulator, 'url'>) {
  return {
    DD_HOST: url,
    DD_API_KEY: 'api-key',
    DD_APP_KEY: 'app-key',
    TF_VAR_secret: 'first-secret',
  };
}

/**
 * An emulator and a workspace that is pointed at it, for all tests of a file; taken down after the last one.
 * In the gate one provider serves all commands; the full run lets Terraform start it each time.
 *
 * @param extra for the environment of every command
 */
export function emulated(options?: EmulatorOptions, extra: NodeJS.ProcessEnv = {}): Emulated {
  const world = {} as { emulator: Emulator; workspace: Workspace; provider?: AttachedProvider };
  beforeAll(async () => {
    world.emulator = await startEmulator(options);
    const environment = { ...environmentOf(world.emulator), ...extra };
    if (!fullRun) world.provider = await startAttachedProvider(environment);
    world.workspace = new Workspace(environment, world.provider?.env);
  });
  afterAll(async () => {
    world.workspace?.remove();
    await world.provider?.end();
    await world.emulator?.close();
  });
  return world;
}
