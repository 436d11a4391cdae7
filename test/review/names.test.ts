import { TYPE } from '../helpers/terraform';
import { drift, entry, methodsIn, notesOf, only, plan, review, state, update } from './plans';

const at = (label: string) => ({ address: `${TYPE}.${label}`, name: label });

/** What is said of the names, by label. */
function notes(...changes: object[]) {
  const made = review(plan({ resource_changes: changes }));
  return methodsIn(made).map((method) => [
    method.address.slice(TYPE.length + 1),
    notesOf(method).filter((note) => /has the name|create_before_destroy/.test(note)),
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

test.each([
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

test.each([
  ['unchanged', {}, 'stops'],
  ['changed', { after: state({ name: 'other' }) }, 'replaces'],
  [
    'changed on both sides, to the same name',
    { before: state({ name: 'b' }), after: state({ name: 'b' }) },
    'stops',
  ],
])('create_before_destroy with a name that is %s %s the deploy', (_, change, result) => {
  const resource_changes = [entry({ actions: ['create', 'delete'], ...change })];
  const resource_drift = 'before' in change ? [drift({}, { name: 'b' })] : [];
  const { outcome } = only(plan({ resource_changes, resource_drift }));
  expect(outcome).toBe(result === 'stops' ? 'blocked' : 'replace');
  const unread = only(plan({ resource_changes }), { refreshed: 'no' });
  expect(unread.outcome).toBe(result === 'stops' ? 'blocked' : 'replace');
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
