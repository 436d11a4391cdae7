import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { quoted } from '../text/quoted';
import { sentence } from '../text/sentence';

/** Thrown when a project cannot be synthesized or planned. The message shows what to do next. */
export class RunError extends Error {
  override readonly name = 'RunError';
}

/** Thrown when a signal ended the review. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  /** As a shell has it: 130 for SIGINT. */
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(`ended by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

export function cannotStart(file: string, folder: string, cause: NodeJS.ErrnoException): RunError {
  const name = quoted(file);
  if (cause.code !== 'ENOENT') return new RunError(`${name} cannot be started: ${cause.message}.`, { cause });
  // Node has one error for both.
  if (!existsSync(folder))
    return new RunError(
      `The folder ${quoted(folder)} does not exist, so ${name} cannot run in it. Synthesize again.`,
      { cause },
    );
  return new RunError(
    `${name} was not found. Install Terraform, or set TERRAFORM_BINARY_NAME to the path of the program.`,
    { cause },
  );
}

export function brokenProjectFile(file: string, cause: Error): RunError {
  return new RunError(`The file ${quoted(file)} cannot be read: ${sentence(cause.message)}`, { cause });
}

export function wrongProjectFile(file: string): RunError {
  return new RunError(`The file ${quoted(file)} is not valid: "app" and "output" must be strings.`);
}

export function noApp(folder: string): RunError {
  return new RunError(
    `There is no cdktf.json with an "app" in ${quoted(folder)}, and no HCL, so there is nothing to plan. ` +
      'Run the review in the folder of a CDKTF project or of a Terraform configuration, ' +
      'give the command that synthesizes with --app, or review a plan with --plan.',
  );
}

export function brokenContext(): RunError {
  return new RunError(
    'The environment variable CDKTF_CONTEXT_JSON is not a JSON object. Correct it, or unset it.',
  );
}

export function noManifest(output: string): RunError {
  return new RunError(
    `There is no synthesized app in ${quoted(output)}: manifest.json is missing or names no stacks. ` +
      'Omit --no-synth, check that the app calls synth(), and that --output is the folder it writes to.',
  );
}

export function unknownStack(pattern: string, names: readonly string[]): RunError {
  const there = names.length === 0 ? 'The app has no stacks.' : `The stacks are: ${names.join(', ')}.`;
  return new RunError(`There is no stack ${quoted(pattern)}. ${there}`);
}

/** @param words everything that the app wrote */
export function synthesisFailed(app: string, code: number | null, words: string): RunError {
  return new RunError(
    `${words.trimEnd()}\n\nSynthesis failed, so there is nothing to review: ` +
      `${quoted(app)} ended with ${code ?? 'a signal'}.`,
  );
}

/** @param words everything that Terraform wrote */
export function terraformFailed(
  command: string,
  stack: string,
  code: number | null,
  words: string,
): RunError {
  return new RunError(
    `${words.trimEnd()}\n\nThere is no review of the stack ${quoted(stack)}: ` +
      `${command} ended with ${code ?? 'a signal'}. Nothing was changed.`,
  );
}
