import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
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

/** Tokens are not stored: each has its identity and its end in it, and a hash that nobody else can make. */
export const TOKEN_PREFIX = 'delegated-';
const TOKEN = /^delegated-(\d+)-(\d+)-(\w+)-[0-9a-f]{32}$/;

/**
 * A token for a proof, or why there is none.
 *
 * @param now in milliseconds since 1970
 * @param nonce makes the token different from all others
 */
export function exchange(
  identities: readonly EmulatorIdentity[],
  authorization: string,
  now: number,
  nonce: string,
): DelegatedToken | Denial {
  const proof = readDelegatedAuthorization(authorization);
  if (isProblem(proof)) return refusal(401, `Unauthorized: the Authorization header ${proof.problem}.`);
  const { headers } = proof.value;
  const { key, scope, names, signature } = SIGNED.exec(headers.authorization ?? '')?.groups ?? {};
  if (!scope || !names) return refusal(401, 'Unauthorized: the proof is not signed.');
  const index = identities.findIndex(
    ({ accessKeyId, sessionToken }) =>
      accessKeyId === key && sessionToken === headers['x-amz-security-token'],
  );
  const identity = identities[index];
  if (!identity || signature !== signatureOf(proof.value, scope, names.split(';'), identity.secretAccessKey))
    return refusal(401, 'Unauthorized: AWS does not know the identity that signed the proof.');
  const signedAt = dateOf(headers['x-amz-date'] ?? '');
  if (!(Math.abs(now - signedAt) <= OLDEST_SIGNATURE_MS))
    return refusal(401, 'Unauthorized: AWS refused the proof, because its signature is expired.');
  if (headers[ORGANISATION_HEADER] !== identity.orgUuid)
    return refusal(403, 'Forbidden: the organisation does not map this identity to a user.');
  const endsAt = now + (identity.tokenSeconds ?? 900) * 1000;
  return { accessToken: tokenOf(index, identity, endsAt, nonce), endsAt };
}

/** The identity of a token; undefined for any other token, and for one whose time is over. */
export function identityOfToken(
  identities: readonly EmulatorIdentity[],
  token: string,
  now: number,
): EmulatorIdentity | undefined {
  const [, index, end, nonce = ''] = TOKEN.exec(token) ?? [];
  const identity = identities[Number(index)];
  if (!identity || !end || now >= Number(end)) return undefined;
  return isSame(token, tokenOf(Number(index), identity, Number(end), nonce)) ? identity : undefined;
}

function tokenOf(
  index: number,
  { secretAccessKey }: EmulatorIdentity,
  endsAt: number,
  nonce: string,
): string {
  const text = `${TOKEN_PREFIX}${index}-${endsAt}-${nonce}`;
  return `${text}-${createHmac('sha256', secretAccessKey).update(text).digest('hex').slice(0, 32)}`;
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

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function refusal(status: Denial['status'], text: string): Denial {
  return { status, text };
}
