import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { ORGANISATION_HEADER, type SignedRequest } from '../../wire/delegated-token';

/** AWS signs for this region where none is configured. Its endpoint has no region in its name. */
const GLOBAL_REGION = 'us-east-1';

const BODY = 'Action=GetCallerIdentity&Version=2011-06-15';

/** Credentials, and how AWS's chain found them, as keys such as `CREDENTIALS_PROFILE`. */
export type AwsCredentials = Awaited<ReturnType<ReturnType<typeof defaultProvider>>> & {
  readonly $source?: Readonly<Record<string, unknown>>;
};

/** Whom the proof is for. */
export interface ProofTarget {
  /** The UUID of Datadog's organisation. */
  readonly orgUuid: string;
  /** The region of the STS endpoint that Datadog asks. Absent for the global one. */
  readonly region?: string;
}

/**
 * The credentials of AWS's own chain: variables, web identity, containers, profiles, SSO, instance metadata.
 *
 * @param timeoutMs for each of its calls to AWS
 * @throws the chain's error, if it found none
 */
export function findAwsCredentials(
  { region }: Pick<ProofTarget, 'region'>,
  timeoutMs: number,
): Promise<AwsCredentials> {
  // Otherwise a call that is not answered keeps the process alive.
  const requestHandler = { requestTimeout: timeoutMs, throwOnRequestTimeout: true };
  const ofRegion = region === undefined ? {} : { region };
  return defaultProvider({ clientConfig: { ...ofRegion, requestHandler } })();
}

/**
 * Signs a request that asks AWS who the caller is (Signature Version 4). It is not sent: Datadog sends it.
 *
 * @param date of the signature, which AWS accepts for a few minutes
 */
export async function signCallerIdentity(
  { orgUuid, region }: ProofTarget,
  credentials: AwsCredentials,
  date: Date,
): Promise<SignedRequest> {
  const hostname = region === undefined ? 'sts.amazonaws.com' : `sts.${region}.amazonaws.com`;
  const headers = {
    'content-length': String(BODY.length),
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    host: hostname,
    [ORGANISATION_HEADER]: orgUuid,
  };
  const request = { method: 'POST', protocol: 'https:', hostname, path: '/', headers, body: BODY };
  const signer = new SignatureV4({
    service: 'sts',
    region: region ?? GLOBAL_REGION,
    credentials,
    sha256: Hash.bind(null, 'sha256'),
    applyChecksum: false,
  });
  const signed = await signer.sign(request, { signingDate: date });
  return { url: `https://${hostname}`, headers: signed.headers, body: BODY };
}
