import { quoted } from '../../checks';
import { ReviewError } from '../errors';
import type { Ended } from './child';
import type { Signal } from './interruption';

/** A signal ended the review; it is no mistake of anybody's. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(readonly signal: Signal) {
    super(`ended by ${signal}`);
  }
}

export function interrupted(signal: Signal): Interrupted {
  return new Interrupted(signal);
}

export function cannotStart(file: string, folder: string, cause: NodeJS.ErrnoException): ReviewError {
  return new ReviewError(
    cause.code === 'ENOENT'
      ? `${quoted(file)} was not found, or not the folder ${quoted(folder)} to run it in. Install Terraform, or say where it is with TERRAFORM_BINARY_NAME.`
      : `${quoted(file)} cannot be started: ${cause.message}.`,
    { cause },
  );
}

export function brokenProjectFile(file: string, problem: string): ReviewError {
  return new ReviewError(`The file ${quoted(file)} ${problem}.`);
}

export function noApp(folder: string): ReviewError {
  return new ReviewError(
    `There is no cdktf.json with an "app" in ${quoted(folder)}, so nothing says how to synthesize. Run the review in the folder of a CDKTF project, give the command with --app, or review a plan that you have with --plan.`,
  );
}

export function noManifest(output: string): ReviewError {
  return new ReviewError(
    `There is no synthesized app in ${quoted(output)}: the file manifest.json is missing or names no stacks. Let the review synthesize (without --no-synth), see that the app calls synth(), and that --output is the folder it writes to.`,
  );
}

export function unknownStack(pattern: string, names: readonly string[]): ReviewError {
  return new ReviewError(
    `The app has no stack ${quoted(pattern)}. ${names.length === 0 ? 'It has none at all.' : `It has: ${names.join(', ')}.`}`,
  );
}

/** @param words all that the app wrote */
export function synthesisFailed(app: string, code: number | null, words: string): ReviewError {
  return new ReviewError(
    `${words.trimEnd()}\n\nSynthesis failed, so there is nothing to review: ${quoted(app)} ended with ${code ?? 'a signal'}.`,
  );
}

export function terraformFailed(
  command: string,
  stack: string,
  { code, stdout, stderr }: Ended,
): ReviewError {
  const words = stderr.trim() === '' ? stdout : stderr;
  return new ReviewError(
    `${words.trimEnd()}\n\nThere is no review of the stack ${quoted(stack)}: terraform ${command} ended with ${code ?? 'a signal'}. Nothing was changed.`,
  );
}
