/** A permission of Datadog's: to read auth methods, to change them, or to search the audit trail. */
export type EmulatorPermission = 'integrations_read' | 'manage_integrations' | 'audit_logs_read';

const ALL: readonly EmulatorPermission[] = ['integrations_read', 'manage_integrations', 'audit_logs_read'];

/** Credentials that the emulator accepts: a pair of keys, or an access token. */
export type EmulatorCredentials = (
  { readonly apiKey: string; readonly appKey: string } | { readonly bearerToken: string }
) & {
  /** The permissions that these credentials have. Default: all. */
  readonly permissions?: readonly EmulatorPermission[];
};

export const API_KEY_HEADER = 'dd-api-key';
export const APP_KEY_HEADER = 'dd-application-key';

export interface Denial {
  readonly status: 401 | 403;
  readonly text: string;
}

/** The credentials in a request; a missing key or token is empty. */
export function credentialsIn(headers: Readonly<Record<string, string>>) {
  return {
    apiKey: headers[API_KEY_HEADER] ?? '',
    appKey: headers[APP_KEY_HEADER] ?? '',
    bearerToken: /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '',
  };
}

/**
 * Why a request is refused, undefined if it is allowed. Without `known`, all credentials are valid.
 *
 * @param permission what the request needs besides valid credentials
 */
export function denial(
  known: readonly EmulatorCredentials[] | undefined,
  headers: Readonly<Record<string, string>>,
  permission: EmulatorPermission | undefined,
): Denial | undefined {
  const given = credentialsIn(headers);
  if (!given.bearerToken && (!given.apiKey || !given.appKey)) {
    const missing = [!given.apiKey && 'DD-API-KEY', !given.appKey && 'DD-APPLICATION-KEY'].filter(Boolean);
    return { status: 401, text: `Unauthorized: the request has no header ${missing.join(' and no ')}.` };
  }
  if (!known) return undefined;
  if (!matching(known, headers)) return { status: 403, text: 'Forbidden' };
  return permission === undefined || permissionsOf(known, headers).includes(permission)
    ? undefined
    : { status: 403, text: `Forbidden: these credentials lack the permission ${permission}.` };
}

/** The permissions of the credentials in a request. */
export function permissionsOf(
  known: readonly EmulatorCredentials[] | undefined,
  headers: Readonly<Record<string, string>>,
): readonly EmulatorPermission[] {
  return (known && matching(known, headers)?.permissions) ?? ALL;
}

function matching(
  known: readonly EmulatorCredentials[],
  headers: Readonly<Record<string, string>>,
): EmulatorCredentials | undefined {
  const given = credentialsIn(headers);
  return known.find((one) =>
    'bearerToken' in one
      ? one.bearerToken === given.bearerToken
      : one.apiKey === given.apiKey && one.appKey === given.appKey,
  );
}
