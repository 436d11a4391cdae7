import { quoted } from '../checks';

/** What a review throws: a plan, code or approval that it cannot work from, in words that say what to do next. */
export class ReviewError extends Error {
  override readonly name = 'ReviewError';
}

const MAKE_ONE = 'Make it with `terraform plan -out FILE`, then `terraform show -json FILE`';

/** @param because the end of a sentence that begins with what was given; it never quotes it, since it may hold secrets */
export function notAPlan(because: string): ReviewError {
  return new ReviewError(`This is not the JSON of a plan: it ${because}. ${MAKE_ONE}.`);
}

export function brokenPlan(where: string, problem: string): ReviewError {
  return new ReviewError(
    `The plan's JSON cannot be read: ${where} ${problem}. ${MAKE_ONE}, and pass it on whole.`,
  );
}

export function unknownFormat(version: string): ReviewError {
  return new ReviewError(
    `The plan's JSON has format_version ${quoted(version)}, and this version of the review knows 1.x alone. Update cdktf-datadog-webhooks.`,
  );
}

export function erroredPlan(): ReviewError {
  return new ReviewError(
    'Terraform says that this plan ended with an error ("errored": true), so it is not whole and no review can be. Mend what `terraform plan` complains of, and plan again.',
  );
}

export function unknownActions(address: string, actions: readonly string[]): ReviewError {
  return new ReviewError(
    `The plan wants to do ${quoted(actions.join(', '))} with ${address}, which this version of the review does not know. Update cdktf-datadog-webhooks.`,
  );
}

export function brokenCode(problem: string): ReviewError {
  return new ReviewError(
    `The synthesized code (cdk.tf.json) cannot be read: it ${problem}. Synthesize it again.`,
  );
}

export function brokenApproval(problem: string): ReviewError {
  return new ReviewError(
    `The approval cannot be read: it ${problem}. Review and approve again to write a new one.`,
  );
}
