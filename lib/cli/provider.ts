import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { PROVIDER_NAME, PROVIDER_SOURCE } from '../attributes';
import { IMPLIED_MIRROR, PLATFORMS } from '../mirror/mirror-folder';
import { cannotWrite } from './errors';
import { writeStandardOutput } from './files';
import { VERSION } from './version';

/** `datadog-webhooks provider`: writes the provider into a folder, for configurations in HCL. */
export function providerCommand(): Command {
  return new Command('provider')
    .description('write the Terraform provider into a folder, for configurations in HCL')
    .option('--out <folder>', 'the mirror folder to write to', IMPLIED_MIRROR)
    .addHelpText(
      'after',
      '\nStandard output gets the required_providers block for the configuration.\n' +
        'Standard error shows how Terraform finds the folder.',
    )
    .action(async ({ out }: { readonly out: string }) => {
      const hash = await writeProvider(out);
      await writeStandardOutput(REQUIREMENT);
      const list = PLATFORMS.join(', ').replace(/, (?=[^,]*$)/, ' and ');
      process.stderr.write(
        `\nWrote the provider ${VERSION} to ${out}, for ${list}.\n` +
          `Its hash, which terraform init writes into .terraform.lock.hcl, is ${hash}\n${howFound(out)}`,
      );
    });
}

/** @returns Terraform's hash of the provider */
async function writeProvider(folder: string): Promise<string> {
  // The other subcommands start without them: they read a file.
  const { readBuiltProvider } = await import('../mirror/package-files');
  const { putProviderIntoMirror } = await import('../mirror/write-mirror');
  const { zip, hash } = readBuiltProvider();
  try {
    putProviderIntoMirror(folder, zip, VERSION);
    return hash;
  } catch (error) {
    throw cannotWrite(folder, error as Error);
  }
}

const REQUIREMENT = `terraform {
  required_providers {
    ${PROVIDER_NAME} = {
      source  = "${PROVIDER_SOURCE}"
      version = "${VERSION}"
    }
  }
}
`;

function howFound(out: string): string {
  const folder = resolve(out);
  if (join(basename(dirname(folder)), basename(folder)) === IMPLIED_MIRROR)
    return `Terraform finds it there if the configuration is in ${dirname(dirname(folder))}.\n`;
  const ours = JSON.stringify([`${PROVIDER_SOURCE.split('/')[0]}/*/*`]);
  return `Terraform does not look there by itself. Add this to its CLI configuration, such as ~/.terraformrc:

provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(folder)}
    include = ${ours}
  }
  direct {
    exclude = ${ours}
  }
}
`;
}
