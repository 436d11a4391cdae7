import { readPlan, reviewPlan } from '../../lib/review';
import { TYPE } from '../helpers/terraform';
import {
  drift,
  entry,
  idFor,
  methodsIn,
  notesOf,
  only,
  plan,
  PROVIDER,
  review,
  state,
  update,
} from './plans';

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
    'a creation waits for a rename, whatever the form of a letter',
    [renamed('a', 'pa\u00fcments', 'other'), created('b', 'pau\u0308ments')],
    `${TYPE}.a has the name "pau\u0308ments" until the deploy renames it. The request waits for that.`,
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

test.each([
  ['a creation', created('a', 'payments'), true],
  ['a rename', renamed('b', 'orders', 'other'), true],
  ['another update', update({}, { scope: 'read' }), false],
])('without the warnings of the plan, a gap says that names were not compared, of %s', (_, change, isGap) => {
  const unwarned = reviewPlan(readPlan(plan({ resource_changes: [change] })), { refreshed: 'yes' });
  expect(unwarned.stack.notCompared.map(({ text }) => String(text))).toStrictEqual(
    isGap
      ? [
          "The plan's warnings are not at hand, so a name in use does not show. Give the lines of terraform plan -json with --plan-log.",
        ]
      : [],
  );
});

describe('of two organisations', () => {
  const US_ID = idFor('us');
  const inUse = (id: string, summary = 'The name of auth method "payments" is in use') => ({
    severity: 'warning' as const,
    address: `${TYPE}.b`,
    summary,
    detail: `Datadog has an auth method of this name, ${id}, and refuses a second one.`,
  });
  const provider = (alias: string) => ({ name: 'datadogwebhooks', full_name: PROVIDER, alias });
  const configuration = (keys: object, more = {}) => ({
    provider_config: { us: provider('us'), eu: provider('eu') },
    root_module: {
      resources: Object.entries(keys).map(([name, provider_config_key]) => ({
        ...{ mode: 'managed', type: TYPE, name, provider_config_key, expressions: {} },
        ...more,
      })),
    },
  });
  const outcomes = (keys: object, id: string, changes: object[], more = {}) =>
    methodsIn(
      review(plan({ resource_changes: changes, configuration: configuration(keys, more) }), {
        refreshed: 'yes',
        diagnostics: [inUse(id)],
      }),
    ).map(({ outcome }) => outcome);
  const OLD_ID = idFor(`${TYPE}.a `);

  test.each([
    ['a deletion in one and a creation in the other are two', { b: 'us' }, US_ID, ['delete', 'blocked']],
    ['a deletion whose id the plan names is the renamed one', { b: 'us' }, OLD_ID, ['renamed']],
  ])('%s', (_, keys, id, expected) => {
    expect(outcomes(keys, id, [deleted('a', 'payments'), created('b', 'payments')])).toStrictEqual(expected);
  });

  test.each([
    ['a rename in one frees no name in the other', { a: 'eu', b: 'us' }, US_ID, {}, ['update', 'blocked']],
    ['a rename in the same one frees the name', { a: 'us', b: 'us' }, OLD_ID, {}, ['update', 'create']],
    ['another auth method has the name', { a: 'us', b: 'us' }, US_ID, {}, ['update', 'blocked']],
    [
      'a rename that waits for the creation frees no name',
      { a: 'us', b: 'us' },
      OLD_ID,
      { depends_on: [`${TYPE}.b`] },
      ['update', 'blocked'],
    ],
  ])('%s', (_, keys, id, more, expected) => {
    const changes = [renamed('a', 'payments', 'other'), created('b', 'payments')];
    expect(outcomes(keys, id, changes, more)).toStrictEqual(expected);
  });
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
