import { TOKEN_PREFIX, type EmulatorIdentity, type IssuedToken } from './identities';
import { ALL_PERMISSIONS, type Denial, type EmulatorPermission } from './permissions';

/** Credentials that the emulator accepts: a pair of keys, or an access token. */
export type EmulatorCredentials = (
  { readonly apiKey: string; readonly appKey: string } | { readonly bearerToken: string }
) & {
  /** The permissions that these credentials have. Default: all. */
  readonly permissions?: readonly EmulatorPermission[];
};

export const API_KEY_HEADER = 'dd-api-key';
export const APP_KEY_HEADER = 'dd-application-key';

/** The credentials in a request; a missing key or token is empty. */
export function credentialsIn(headers: Readonly<Record<string, string>>) {
  return {
    apiKey: headers[API_KEY_HEADER] ?? '',
    appKey: headers[APP_KEY_HEADER] ?? '',
    bearerToken: /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '',
  };
}

/** Who may call the emulator, and when. */
export interface Access {
  /** The valid keys and tokens. Without it and identities, all are valid. */
  readonly credentials?: readonly EmulatorCredentials[];
  /** Who gets tokens. */
  readonly identities?: readonly EmulatorIdentity[];
}

/**
 * The permissions of the credentials in a request, or why it is refused.
 *
 * @param tokens all that identities got
 * @param needed what the request needs besides valid credentials
 */
export function permissionsOf(
  access: Access,
  tokens: readonly IssuedToken[],
  {
    headers,
    receivedAt,
  }: { readonly headers: Readonly<Record<string, string>>; readonly receivedAt: number },
  needed: EmulatorPermission | undefined,
): readonly EmulatorPermission[] | Denial {
  const sent = credentialsIn(headers);
  if (!sent.bearerToken && (!sent.apiKey || !sent.appKey)) {
    const missing = [!sent.apiKey && 'DD-API-KEY', !sent.appKey && 'DD-APPLICATION-KEY'].filter(Boolean);
    return { status: 401, text: `Unauthorized: the request has no header ${missing.join(' and no ')}.` };
  }
  const token = tokens.find((one) => one.accessToken === sent.bearerToken && receivedAt < one.endsAt);
  const user = token?.identity ?? userOf(access, sent);
  if (!user)
    return sent.bearerToken.startsWith(TOKEN_PREFIX)
      ? { status: 401, text: 'Unauthorized: the token is expired.' }
      : { status: 403, text: 'Forbidden' };
  const { permissions = ALL_PERMISSIONS } = user;
  return needed === undefined || permissions.includes(needed)
    ? permissions
    : { status: 403, text: `Forbidden: these credentials lack the permission ${needed}.` };
}

/** Whose the credentials are; undefined if they are not valid. */
function userOf(
  { credentials, identities }: Access,
  sent: ReturnType<typeof credentialsIn>,
): { readonly permissions?: readonly EmulatorPermission[] } | undefined {
  if (!credentials && !identities) return {};
  return credentials?.find((one) =>
    'bearerToken' in one
      ? one.bearerToken === sent.bearerToken
      : one.apiKey === sent.apiKey && one.appKey === sent.appKey,
  );
}
