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
  let emulator: Emulator | undefined;
  let workspace: Workspace | undefined;
  let provider: AttachedProvider | undefined;
  beforeAll(async () => {
    emulator = await startEmulator(options);
    const environment = { ...environmentOf(emulator), ...extra };
    if (!fullRun) provider = await startAttachedProvider(environment);
    workspace = new Workspace(environment, provider?.env);
  });
  afterAll(async () => {
    workspace?.remove();
    await provider?.end();
    await emulator?.close();
  });
  return {
    get emulator() {
      return emulator as Emulator;
    },
    get workspace() {
      return workspace as Workspace;
    },
  };
}
