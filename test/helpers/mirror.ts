import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildProvider } from './build-provider';
import { temporaryFolder } from './temporary-folder';

interface MirrorOptions {
  /** The stand-in's entry, in this folder. */
  readonly entry: string;
  /** Whose place it takes, such as `registry.terraform.io/hashicorp/null`. */
  readonly address: string;
  readonly version: string;
}

/**
 * A local mirror that holds providers of our own in the place of the registry's.
 *
 * @returns the environment that makes Terraform use it
 */
export function mirrorOf(...providers: readonly MirrorOptions[]): NodeJS.ProcessEnv {
  const folder = temporaryFolder('mirror');
  for (const { entry, address, version } of providers) {
    const executable = buildProvider(join(__dirname, entry), basename(address));
    for (const platform of ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64']) {
      const target = join(folder, address, version, platform);
      mkdirSync(target, { recursive: true });
      cpSync(executable, join(target, basename(executable)));
    }
  }
  const config = join(folder, 'terraform.rc');
  writeFileSync(
    config,
    // With a block of one's own Terraform looks nowhere else, so the stack's folder has to be named too: the
    // docs/doctor.md says this to people who have such a block.
    `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(folder)}
    include = ${JSON.stringify(providers.map(({ address }) => address))}
  }
  filesystem_mirror {
    path    = "terraform.d/plugins"
    include = ["terraform.local/*/*"]
  }
}
`,
  );
  return { TF_CLI_CONFIG_FILE: config };
}
