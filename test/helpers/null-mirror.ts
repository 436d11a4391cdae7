import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildProvider } from './build-provider';

/**
 * A local mirror that holds our own `hashicorp/null` in the place of the registry's, for stacks with change hooks.
 *
 * @param version the one that the stack's lock file names
 * @returns the environment that makes Terraform use it, and a way to remove it
 */
export function nullMirror(version: string): { env: NodeJS.ProcessEnv; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'mirror-'));
  const executable = buildProvider(join(__dirname, 'null-provider.ts'), 'null');
  for (const platform of ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64']) {
    const target = join(folder, 'registry.terraform.io/hashicorp/null', version, platform);
    mkdirSync(target, { recursive: true });
    cpSync(executable, join(target, 'terraform-provider-null'));
  }
  rmSync(dirname(executable), { recursive: true });
  const config = join(folder, 'terraform.rc');
  writeFileSync(
    config,
    // With a block of one's own Terraform looks nowhere else, so the stack's folder has to be named too: the README
    // tells this to people who have such a block.
    `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(folder)}
    include = ["registry.terraform.io/hashicorp/null"]
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
