import { quoted } from '../text/quoted';

/** Thrown for a plan or code that a review cannot use. The message says what to do next. */
export class ReviewError extends Error {
  override readonly name = 'ReviewError';
}

const MAKE_ONE = 'Make it with `terraform plan -out FILE`, then `terraform show -json FILE`';
const UPDATE = 'Update this package.';

/**
 * @param because the end of a sentence that begins with the document. It never quotes it, since it may hold
 * secrets
 */
export function notAPlan(because: string): ReviewError {
  return new ReviewError(`This is not the JSON of a plan: it ${because}. ${MAKE_ONE}.`);
}

export function brokenPlan(where: string, problem: string): ReviewError {
  return new ReviewError(
    `The plan's JSON is broken: ${where} ${problem}. ${MAKE_ONE}, and pass it on unchanged.`,
  );
}

export function unknownFormat(version: string): ReviewError {
  return new ReviewError(
    `The plan's JSON has format_version ${quoted(version)}. ` +
      `This version of the review reads 1.x only. ${UPDATE}`,
  );
}

export function erroredPlan(): ReviewError {
  return new ReviewError(
    'This plan ended with an error ("errored": true), and its JSON does not say with which. ' +
      'Give the lines of `terraform plan -json` with --plan-log, or fix what it reports and plan again.',
  );
}

export function logOfAnotherPlan(): ReviewError {
  return new ReviewError(
    'The log of --plan-log is of another plan: it does not have the same changes. ' +
      'Give the log of the command that made the plan.',
  );
}

export function unknownActions(address: string, actions: readonly string[]): ReviewError {
  return new ReviewError(
    `The plan has the action ${quoted(actions.join(', '))} for ${address}. ` +
      `This version of the review does not know it. ${UPDATE}`,
  );
}

export function brokenCode(problem: string): ReviewError {
  return new ReviewError(`The synthesized code (cdk.tf.json) is broken: it ${problem}. Synthesize it again.`);
}
