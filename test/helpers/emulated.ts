import { startEmulator, type Emulator, type EmulatorOptions } from '../../lib/emulator';
import { faultsOfThisFile, noteFaults } from './random-faults';
import { Workspace } from './terraform';

export interface Emulated {
  readonly emulator: Emulator;
  readonly workspace: Workspace;
}

/** An emulator and a workspace that is pointed at it, for all tests of a file; taken down after the last one. */
export function emulated(options?: EmulatorOptions): Emulated {
  let emulator: Emulator | undefined;
  let workspace: Workspace | undefined;
  beforeAll(async () => {
    emulator = await startEmulator({ faults: faultsOfThisFile(), ...options });
    workspace = new Workspace({
      DD_HOST: emulator.url,
      DD_API_KEY: 'api-key',
      DD_APP_KEY: 'app-key',
      TF_VAR_secret: 'first-secret',
    });
  });
  afterAll(async () => {
    workspace?.remove();
    noteFaults(emulator?.faults() ?? []);
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
