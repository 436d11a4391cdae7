import { isRecord } from '../text/json';
import { type Read } from './read';

/** The user of the credentials: https://docs.datadoghq.com/api/latest/users/get-current-user/ */
export const USER_PATH = '/api/v2/current_user';

/** The answer about the user of the credentials, who has one role with these permissions. */
export function userBody(permissions: readonly string[]) {
  const references = permissions.map((name) => ({ id: name, type: 'permissions' }));
  const roles = [{ id: 'role', type: 'roles' }];
  return {
    data: { id: 'user', type: 'users', attributes: {}, relationships: { roles: { data: roles } } },
    included: [
      { ...roles[0], relationships: { permissions: { data: references } } },
      ...references.map((reference) => ({ ...reference, attributes: { name: reference.id } })),
    ],
  };
}

/** Reads the permissions that the user's roles grant. The answer may also describe others. */
export function readPermissions(body: unknown): Read<ReadonlySet<string>> {
  const included: unknown = isRecord(body) ? body.included : undefined;
  if (!Array.isArray(included)) return { problem: 'has no array "included"' };
  const objects = included.filter(isRecord);
  const roles = objects.filter(({ type }) => type === 'roles');
  const granted = new Set(roles.flatMap(idsOfPermissions));
  const names = objects.flatMap(({ type, id, attributes }) =>
    type === 'permissions' && granted.has(id) && isRecord(attributes) && typeof attributes.name === 'string'
      ? [attributes.name]
      : [],
  );
  return names.length === 0 && granted.size > 0
    ? { problem: 'does not name the permissions of the roles' }
    : { value: new Set(names) };
}

function idsOfPermissions({ relationships }: Readonly<Record<string, unknown>>): unknown[] {
  const permissions = isRecord(relationships) ? relationships.permissions : undefined;
  const data: unknown = isRecord(permissions) ? permissions.data : undefined;
  return Array.isArray(data) ? data.filter(isRecord).map(({ id }) => id) : [];
}
