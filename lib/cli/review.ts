import { Command, Option } from 'commander';
import { FAIL_ON, type FailOn } from '../review/review';
import { badNumber, notPositive, unknownExtension, unknownRule } from './errors';
import { FORMATS, formOfFile } from './formats';
import { DEFAULTS, type ReviewOptions } from './review-options';

const EXIT_CODES = `
Exit codes:
  0    the review is complete, whatever it says
  1    the review is incomplete; standard error says why
  2    with --detailed-exitcode: an apply would do something, as Terraform says
  3    a rule of --fail-on matched
  130  ended by Ctrl-C, 143 by SIGTERM

In a folder with *.tf files and no cdktf.json, the review plans these files.
A review never changes Datadog, the state or the code. Where Terraform asks for it, the review runs
terraform init, which writes .terraform and .terraform.lock.hcl.`;

/** `datadog-webhooks review`: what drifted, what the code changes and what a deploy will send. */
export function reviewCommand(): Command {
  const command = new Command('review')
    .description('show what somebody changed in Datadog, and exactly what a deploy will send')
    .argument('[stacks...]', 'names of stacks; * and ? match other characters (default: all)');
  return planOptions(reportOptions(command))
    .addHelpText('after', EXIT_CODES)
    .action(async (stacks: string[], options: Partial<ReviewOptions>) => {
      // The other subcommands start without it.
      const { runReview } = await import('./run-review');
      await runReview(stacks, { ...DEFAULTS, ...options });
    });
}

function planOptions(command: Command): Command {
  return command
    .option('-a, --app <command>', 'the command that synthesizes (default: the "app" of cdktf.json)')
    .option(
      '-o, --output <folder>',
      'the folder that it writes to (default: the "output" of cdktf.json, or cdktf.out)',
    )
    .option('--no-synth', 'plan the last synthesis')
    .option('--refresh-only', 'drift only, without the code')
    .option('--no-refresh', 'plan without reading Datadog: shows no drift')
    .option('--parallelism <number>', "Terraform's -parallelism", positive)
    .option('--var <name=value>', "Terraform's -var; can be given more than once", collect)
    .option('--var-file <file>', "Terraform's -var-file; can be given more than once", collect)
    .option(
      '--plan <file>',
      'review the JSON of a plan (- is standard input); can be given more than once',
      collect,
    )
    .option(
      '--plan-log <file>',
      "the lines of each plan's terraform plan -json, for its warnings; as often as --plan",
      collect,
    )
    .option('--refreshed', 'the plans of --plan read Datadog; their files do not show it')
    .option('--code <file>', "each plan's cdk.tf.json, for construct paths; as often as --plan", collect);
}

function reportOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <form>', 'the form on standard output').choices(FORMATS).default('terminal'),
    )
    .option(
      '--out <file>',
      'also write a file: .txt, .md, .html or .json; can be given more than once',
      outFile,
    )
    .option('--width <columns>', "the width of the terminal form (default: the terminal's, or 100)", positive)
    .option('--brief', 'the overview alone')
    .option('--quiet', 'print nothing on standard output')
    .option('--who', "show who changed what drifted, from Datadog's audit trail")
    .option('--unmanaged', 'also list the auth methods in Datadog that no reviewed stack manages')
    .option('--detailed-exitcode', 'exit with 2 when an apply would do something')
    .option('--fail-on <rules>', `exit with 3 at any of: ${FAIL_ON.join(', ')}`, failOn);
}

function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

function outFile(text: string, before: readonly string[] = []): string[] {
  if (!formOfFile(text)) throw unknownExtension();
  return [...before, text];
}

function failOn(text: string, before: readonly FailOn[] = []): FailOn[] {
  const rules = text.split(',').map((word) => {
    const rule = FAIL_ON.find((known) => known === word.trim());
    if (!rule) throw unknownRule(word, FAIL_ON);
    return rule;
  });
  return [...before, ...rules];
}

function positive(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw badNumber();
  if (Number(text) === 0) throw notPositive();
  return Number(text);
}
