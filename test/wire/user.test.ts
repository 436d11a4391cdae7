import { readPermissions, userBody } from '../../lib/wire/user';

test.each([[['integrations_read', 'manage_integrations']], [[]]] as const)(
  'what is written is read: %j',
  (names) => {
    expect(readPermissions(userBody(names))).toStrictEqual({ value: new Set(names) });
  },
);

test('a permission that no role grants is none of the user, and members of unknown types are ignored', () => {
  const { data, included } = userBody(['integrations_read']);
  const other = { id: 'other', type: 'permissions', attributes: { name: 'manage_integrations' } };
  const strange = [null, 'x', { type: 'roles' }, { type: 'roles', relationships: { permissions: 1 } }];

  expect(readPermissions({ data, included: [...strange, ...included, other] })).toStrictEqual({
    value: new Set(['integrations_read']),
  });
});

test.each([
  [undefined, 'has no array "included"'],
  [{ data: {} }, 'has no array "included"'],
  [
    { included: [{ type: 'roles', relationships: { permissions: { data: [{ id: 'x' }] } } }] },
    'does not name the permissions of the roles',
  ],
])('an answer that does not show the permissions is a problem: %j', (body, problem) => {
  expect(readPermissions(body)).toStrictEqual({ problem });
});
