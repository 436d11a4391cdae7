import { isRecord, parseJson } from '../text/json';
import { type Read } from './read';

/**
 * Workload identity federation: a signed AWS request is exchanged for a token
 * (https://docs.datadoghq.com/account_management/workload_identity_federation/). The form of the proof is
 * that of Datadog's Go client.
 */
export const DELEGATED_TOKEN_PATH = '/api/v2/delegated-token';

/**
 * The header with the UUID of the organisation. It is signed: a proof is for one organisation alone.
 */
export const ORGANISATION_HEADER = 'x-ddog-org-id';

/** How long a token lives whose end the answer omits, in seconds. */
const USUAL_LIFE_SECONDS = 15 * 60;

/** A POST to AWS that only its caller can have signed. Datadog sends it, and AWS answers who signed it. */
export interface SignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface DelegatedToken {
  readonly accessToken: string;
  /** In milliseconds since 1970. */
  readonly endsAt: number;
}

/** The `Authorization` header that exchanges a signed request for a token. */
export function delegatedAuthorization({ url, headers, body }: SignedRequest): string {
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return `Delegated ${[base64(body), base64(JSON.stringify(lists)), 'POST', base64(url)].join('|')}`;
}

/** Reads what {@link delegatedAuthorization} writes. The names of headers become lower case. */
export function readDelegatedAuthorization(header: string): Read<SignedRequest> {
  const [body, headers, method, url, ...more] = /^Delegated (\S+)$/.exec(header)?.[1]?.split('|') ?? [];
  const lists = parseJson(text(headers ?? ''));
  if (body === undefined || url === undefined || more.length > 0 || method !== 'POST' || !isRecord(lists))
    return { problem: 'has no proof of the known form' };
  const single = Object.entries(lists).map(([name, values]) => [
    name.toLowerCase(),
    Array.isArray(values) ? values.join(',') : '',
  ]);
  const value = {
    url: text(url),
    headers: Object.fromEntries(single) as Record<string, string>,
    body: text(body),
  };
  return { value };
}

export function tokenBody({ accessToken, endsAt }: DelegatedToken) {
  const attributes = { access_token: accessToken, expires: String(Math.floor(endsAt / 1000)) };
  return { data: { type: 'delegated_token', attributes } };
}

/** @param date the time of day, in milliseconds since 1970 */
export function readToken(body: unknown, date: number): Read<DelegatedToken> {
  const data = isRecord(body) ? body.data : undefined;
  const attributes = isRecord(data) ? data.attributes : undefined;
  const { access_token: accessToken, expires } = isRecord(attributes) ? attributes : {};
  if (typeof accessToken !== 'string' || accessToken.trim() === '') return { problem: 'has no access token' };
  const end = Number(typeof expires === 'string' || typeof expires === 'number' ? expires : Number.NaN);
  return {
    value: { accessToken, endsAt: Number.isFinite(end) ? end * 1000 : date + USUAL_LIFE_SECONDS * 1000 },
  };
}

const base64 = (of: string): string => Buffer.from(of).toString('base64');
const text = (of: string): string => Buffer.from(of, 'base64').toString();
