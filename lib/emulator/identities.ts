import { createHash, createHmac } from 'node:crypto';
import {
  ORGANISATION_HEADER,
  readDelegatedAuthorization,
  type DelegatedToken,
  type SignedRequest,
} from '../wire/delegated-token';
import { isProblem } from '../wire/read';
import type { Denial, EmulatorPermission } from './permissions';

/** An AWS identity that the organisation maps to a user, so that it can log in without keys. */
export interface EmulatorIdentity {
  /** The organisation's UUID. */
  readonly orgUuid: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Default: none, as for the keys of an AWS user. */
  readonly sessionToken?: string;
  /** The permissions of the user. Default: all. */
  readonly permissions?: readonly EmulatorPermission[];
  /** How long a token lives, in seconds. Default: 900. */
  readonly tokenSeconds?: number;
}

/** How old a signature may be, in milliseconds. */
const OLDEST_SIGNATURE_MS = 15 * 60_000;

/** All tokens begin with it, also those of an emulator that ran before. */
export const TOKEN_PREFIX = 'identity-token-';

/** A token that an identity got. */
export interface IssuedToken extends DelegatedToken {
  readonly identity: EmulatorIdentity;
}

/**
 * A token for a proof, or why there is none.
 *
 * @param now in milliseconds since 1970
 * @param id makes the token different from all others
 */
export function exchange(
  identities: readonly EmulatorIdentity[],
  authorization: string,
  now: number,
  id: string,
): IssuedToken | Denial {
  const proof = readDelegatedAuthorization(authorization);
  if (isProblem(proof)) return refusal(401, `Unauthorized: the Authorization header ${proof.problem}.`);
  const { headers } = proof.value;
  const { key, scope, names, signature } = SIGNED.exec(headers.authorization ?? '')?.groups ?? {};
  if (!scope || !names) return refusal(401, 'Unauthorized: the proof is not signed.');
  const identity = identities.find(
    ({ accessKeyId, sessionToken }) =>
      accessKeyId === key && sessionToken === headers['x-amz-security-token'],
  );
  if (!identity || signature !== signatureOf(proof.value, scope, names.split(';'), identity.secretAccessKey))
    return refusal(401, 'Unauthorized: AWS does not know the identity that signed the proof.');
  const signedAt = dateOf(headers['x-amz-date'] ?? '');
  if (!(Math.abs(now - signedAt) <= OLDEST_SIGNATURE_MS))
    return refusal(401, 'Unauthorized: AWS refused the proof, because its signature is expired.');
  if (headers[ORGANISATION_HEADER] !== identity.orgUuid)
    return refusal(403, 'Forbidden: the organisation does not map this identity to a user.');
  const endsAt = now + (identity.tokenSeconds ?? 900) * 1000;
  return { accessToken: `${TOKEN_PREFIX}${id}`, endsAt, identity };
}

/**
 * The `Authorization` header of a signed request. The scope is such as `20261130/us-east-1/sts/aws4_request`;
 * the names are those of the signed headers, in their order.
 */
const SIGNED = new RegExp(
  '^AWS4-HMAC-SHA256 Credential=(?<key>[^/]+)/(?<scope>[^,]+), ?' +
    'SignedHeaders=(?<names>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$',
);

/**
 * The signature that AWS computes (Signature Version 4:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 */
function signatureOf(
  { headers, body, url }: SignedRequest,
  scope: string,
  names: readonly string[],
  secret: string,
): string {
  const { pathname, search } = new URL(url);
  const lines = names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`);
  const canonical = ['POST', pathname, search.slice(1), lines.join(''), names.join(';'), sha256(body)];
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical.join('\n'))];
  const key = scope
    .split('/')
    .reduce<string | Buffer>((of, part) => createHmac('sha256', of).update(part).digest(), `AWS4${secret}`);
  return createHmac('sha256', key).update(text.join('\n')).digest('hex');
}

/** `20261130T123600Z` in milliseconds since 1970. */
function dateOf(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function sha256(of: string): string {
  return createHash('sha256').update(of).digest('hex');
}

function refusal(status: Denial['status'], text: string): Denial {
  return { status, text };
}
