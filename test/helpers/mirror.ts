import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { buildProvider } from './build-provider';

interface MirrorOptions {
  /** The stand-in's entry, in this folder. */
  readonly entry: string;
  /** Whose place it takes, such as `registry.terraform.io/hashicorp/null`. */
  readonly address: string;
  readonly version: string;
}

export interface Mirror {
  /** The environment that makes Terraform use it. */
  readonly env: NodeJS.ProcessEnv;
  readonly remove: () => void;
}

/** A local mirror that holds providers of our own in the place of the registry's. */
export function mirrorOf(...providers: readonly MirrorOptions[]): Mirror {
  const folder = mkdtempSync(join(tmpdir(), 'mirror-'));
  for (const { entry, address, version } of providers) {
    const executable = buildProvider(join(__dirname, entry), basename(address));
    for (const platform of ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64']) {
      const target = join(folder, address, version, platform);
      mkdirSync(target, { recursive: true });
      cpSync(executable, join(target, basename(executable)));
    }
    rmSync(dirname(executable), { recursive: true });
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
  return { env: { TF_CLI_CONFIG_FILE: config }, remove: () => rmSync(folder, { recursive: true }) };
}
