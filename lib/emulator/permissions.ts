export const ALL_PERMISSIONS = ['integrations_read', 'manage_integrations', 'audit_logs_read'] as const;

/** A permission of Datadog's: to read auth methods, to change them, or to search the audit trail. */
export type EmulatorPermission = (typeof ALL_PERMISSIONS)[number];

/** Why a request is refused. */
export interface Denial {
  readonly status: 401 | 403;
  readonly text: string;
}
