import { quoted } from '../../text/quoted';
import { adviceFor } from '../advice';
import { meaningOf, type DatadogError, type Meaning } from '../errors';
import { HttpError } from '../http-error';
import type { ProofTarget } from './aws';

/** Why the identity at AWS is no login. */

/** AWS refuses signatures that are older. */
const LONGEST_SKEW_MS = 5 * 60_000;

/** @param error of AWS's own library, or that it took too long */
export function noAwsCredentials(error: unknown, redact: (text: string) => string): HttpError {
  const { name, message } = error as Error;
  const isMissing = name === 'CredentialsProviderError';
  const isSlow = error instanceof HttpError;
  const problem = isMissing
    ? `AWS's chain found no credentials: ${redact(message)}`
    : `AWS gave no credentials: ${redact(isSlow ? message : `${name}: ${message}`)}`;
  const next = isMissing
    ? 'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. ' +
      'In GitHub Actions, run aws-actions/configure-aws-credentials before, ' +
      'with the permission id-token: write.'
    : isSlow
      ? "Check the network to AWS. Calls of AWS's library do not use HTTPS_PROXY."
      : "Check AWS_ROLE_ARN, AWS_REGION and the role's trust policy.";
  return new HttpError({ kind: 'no-login', problem, next }, error);
}

/** The answers that refuse the identity itself. */
const ABOUT_IDENTITY: readonly Meaning[] = ['bad-credentials', 'no-permission', 'refused'];

/** @param date this machine's time of day, in milliseconds since 1970 */
export function noDelegatedToken(error: DatadogError, target: ProofTarget, date: number): HttpError {
  const problem = `Datadog gave no token for the AWS identity: ${error.message}`;
  return new HttpError({ kind: 'no-login', problem, next: nextStep(error, target, date) }, error);
}

function nextStep(error: DatadogError, { orgUuid, region }: ProofTarget, date: number): string {
  const skewMs = error.fault.kind === 'status' ? date - (error.fault.date ?? NaN) : NaN;
  if (Math.abs(skewMs) > LONGEST_SKEW_MS) {
    const minutes = Math.round(Math.abs(skewMs) / 60_000);
    const direction = skewMs > 0 ? 'ahead' : 'behind';
    return (
      `The clock of this machine is ${minutes} minutes ${direction}, and AWS refuses such a signature. ` +
      'Correct the clock.'
    );
  }
  if (!ABOUT_IDENTITY.includes(meaningOf(error))) return adviceFor(error);
  return (
    `Check that org_uuid ${quoted(orgUuid)} is this organisation, ` +
    'and that it maps the AWS role to a user or a service account ' +
    '(Organization Settings > Workload Identity Federation). ' +
    (region === undefined ? '' : `Check that AWS has the region ${quoted(region)}. `) +
    error.call.address
  );
}
