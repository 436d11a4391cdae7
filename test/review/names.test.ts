import { TYPE } from '../helpers/terraform';
import { drift, entry, methodsIn, plan, review, state, update } from './plans';

const at = (label: string) => ({ address: `${TYPE}.${label}`, name: label });

/** What is said of the names, by label. */
function notes(...changes: object[]) {
  const made = review(plan({ resource_changes: changes }));
  return methodsIn(made).map((method) => [
    method.address.slice(TYPE.length + 1),
    method.notes.filter((note) => /has the name|create_before_destroy/.test(note)),
  ]);
}

const created = (label: string, name: string, more = {}) =>
  entry({ actions: ['create'], before: null, after: state({ name, id: undefined, ...more }) }, at(label));
const deleted = (label: string, name: string) =>
  entry(
    { actions: ['delete'], before: state({ name }), after: null },
    { ...at(label), action_reason: 'delete_because_no_resource_config' },
  );
const renamed = (label: string, from: string, to: string) =>
  update({ name: from }, { name: to }, {}, at(label));

const ADOPTED =
  'With adopt_existing, the deploy may take that auth method over instead. ' +
  'Then it sends a PATCH with what differs, and no DELETE.';

test.each([
  [
    'a creation waits for a deletion',
    [deleted('a', 'payments'), created('b', 'payments')],
    `${TYPE}.a has the name "payments" until the deploy deletes it. The request waits for that.`,
  ],
  [
    'a creation waits for a rename',
    [renamed('a', 'payments', 'other'), created('b', 'payments')],
    `${TYPE}.a has the name "payments" until the deploy renames it. The request waits for that.`,
  ],
  [
    'a rename waits for a deletion',
    [deleted('a', 'payments'), renamed('b', 'orders', 'payments')],
    `${TYPE}.a has the name "payments" until the deploy deletes it. The request waits for that.`,
  ],
  [
    'a creation may take over what the plan deletes',
    [deleted('a', 'payments'), created('b', 'payments', { adopt_existing: true })],
    `${TYPE}.a has the name "payments" until the deploy deletes it. The request waits for that. ${ADOPTED}`,
  ],
])('%s', (_, changes, note) => {
  expect(notes(...changes)).toStrictEqual([
    ['a', []],
    ['b', [note]],
  ]);
});

test('a name that nobody has, and one that its own replacement takes again, wait for nothing', () => {
  const replaced = entry({ actions: ['delete', 'create'] }, at('a'));
  expect(notes(replaced, created('b', 'orders'))).toStrictEqual([
    ['a', []],
    ['b', []],
  ]);
});

test('a name that was freed in Datadog is free', () => {
  const made = review(
    plan({
      resource_changes: [renamed('a', 'moved away', 'other'), created('b', 'payments')],
      resource_drift: [drift({ name: 'payments' }, { name: 'moved away' }, at('a'))],
    }),
  );
  expect(methodsIn(made)[1]?.notes).toStrictEqual([]);
});

test('a replacement that is created first and adopts keeps the old auth method', () => {
  const after = state({ id: undefined, adopt_existing: true });
  const replaced = entry({ actions: ['create', 'delete'], after, after_unknown: { id: true } }, at('a'));
  expect(notes(replaced)).toStrictEqual([
    [
      'a',
      [`The deploy creates the new one before it deletes the old one (create_before_destroy). ${ADOPTED}`],
    ],
  ]);
});

test('a creation that adopts sends a PATCH where the name is in use by then', () => {
  const made = review(
    plan({ resource_changes: [created('a', 'payments', { adopt_existing: true }), created('b', 'orders')] }),
  );
  expect(methodsIn(made).map((method) => method.notes)).toStrictEqual([
    [
      'If Datadog has an auth method of this name by then, it refuses the POST with 409. ' +
        'With adopt_existing, the deploy then sends a PATCH with what differs.',
    ],
    [],
  ]);
});
