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
 * Why a request is refused, undefined if it is allowed. Without `accepted`, all credentials are valid.
 *
 * @param permission what the request needs besides valid credentials
 */
export function denial(
  accepted: readonly EmulatorCredentials[] | undefined,
  headers: Readonly<Record<string, string>>,
  permission: EmulatorPermission | undefined,
): Denial | undefined {
  const sent = credentialsIn(headers);
  if (!sent.bearerToken && (!sent.apiKey || !sent.appKey)) {
    const missing = [!sent.apiKey && 'DD-API-KEY', !sent.appKey && 'DD-APPLICATION-KEY'].filter(Boolean);
    return { status: 401, text: `Unauthorized: the request has no header ${missing.join(' and no ')}.` };
  }
  if (!accepted) return undefined;
  if (!matching(accepted, headers)) return { status: 403, text: 'Forbidden' };
  return permission === undefined || permissionsOf(accepted, headers).includes(permission)
    ? undefined
    : { status: 403, text: `Forbidden: these credentials lack the permission ${permission}.` };
}

/** The permissions of the credentials in a request. */
export function permissionsOf(
  accepted: readonly EmulatorCredentials[] | undefined,
  headers: Readonly<Record<string, string>>,
): readonly EmulatorPermission[] {
  return (accepted && matching(accepted, headers)?.permissions) ?? ALL;
}

function matching(
  accepted: readonly EmulatorCredentials[],
  headers: Readonly<Record<string, string>>,
): EmulatorCredentials | undefined {
  const sent = credentialsIn(headers);
  return accepted.find((one) =>
    'bearerToken' in one
      ? one.bearerToken === sent.bearerToken
      : one.apiKey === sent.apiKey && one.appKey === sent.appKey,
  );
}
