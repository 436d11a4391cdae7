import { dirname } from 'node:path';
import { Command } from 'commander';
import { examine } from '../doctor/doctor';
import { isHealthy, jsonReport, textReport } from '../doctor/report';
import { writeStandardOutput } from './files';
import { OWN_PACKAGE } from '../text/package-name';
import { VERSION } from './version';

/** How long a program or a call may take, in milliseconds. */
const TIMEOUT_MS = 10_000;

const HELP = `
Exit codes:
  0    nothing is wrong
  1    something is wrong

It changes nothing: it reads the project's files, and asks Datadog with two GETs.`;

/** `datadog-webhooks doctor`: checks everything that a deploy needs. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check everything that a deploy needs, and show what to fix')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', HELP)
    .action(doctor);
}

async function doctor({ json }: { json?: true }): Promise<void> {
  const findings = await examine({
    folder: process.cwd(),
    environment: process.env,
    packageName: OWN_PACKAGE,
    version: VERSION,
    // The command is dist/cli/datadog-webhooks.js.
    dist: dirname(__dirname),
    platform: process.platform,
    arch: process.arch,
    timeoutMs: TIMEOUT_MS,
  });
  await writeStandardOutput(json ? jsonReport(findings, VERSION) : textReport(findings));
  process.exitCode = isHealthy(findings) ? 0 : 1;
}
