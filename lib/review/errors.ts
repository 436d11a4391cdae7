import { visible } from '../text/visible';

/** Thrown for a plan or code that a review cannot use. The message says what to do next. */
export class ReviewError extends Error {
  override readonly name = 'ReviewError';
}

/** It never quotes the document, since it may hold secrets. */
export function notAPlan(): ReviewError {
  return new ReviewError(
    'This is not the JSON of a plan. ' +
      'Make it with `terraform plan -out FILE`, then `terraform show -json FILE`, and pass it on unchanged ' +
      '(with setup-terraform, set terraform_wrapper: false).',
  );
}

/** @param what of a newer version of Terraform or of the provider */
export function unknown(what: string): ReviewError {
  return new ReviewError(
    `The plan has ${visible(what)}. This version of the review does not know it. Update this package.`,
  );
}

export function erroredPlan(): ReviewError {
  return new ReviewError(
    'This plan ended with an error ("errored": true), and its JSON does not say with which. ' +
      'Give the lines of `terraform plan -json` with --plan-log, or fix what it reports and plan again.',
  );
}

export function hiddenAddress(): ReviewError {
  return new ReviewError(
    'The plan does not show the address of a provider, so its auth methods cannot be listed. ' +
      'Let its `site` and `api_url` be literals or variables that are not ephemeral, or omit --unmanaged.',
  );
}

export function brokenCode(): ReviewError {
  return new ReviewError('This is not the synthesized code (cdk.tf.json) of a stack. Synthesize it again.');
}
