import { TYPE } from '../helpers/terraform';
import {
  configured,
  methodsIn,
  notesOf,
  only,
  drift,
  entry,
  ID,
  PAYMENTS_ADDRESS,
  plan,
  PROVIDER,
  review,
  state,
  update,
  values,
  verdicts,
} from './plans';

const WEBHOOKS =
  "Datadog's API does not show which webhooks use it. " +
  'Before you deploy, check the webhooks in Datadog (Integrations > Webhooks).';

test.each([
  ['of another provider', { provider_name: 'registry.terraform.io/x/webhooks' }],
  ['of another type', { type: 'datadogwebhooks_other' }],
  ['that is a data source', { mode: 'data' }],
])('a resource %s is counted and not judged', (_what, over) => {
  const change = { actions: ['update'], before: { a: 's3cret' }, after: {}, before_sensitive: false };
  const { stacks, counts } = review(plan({ resource_changes: [entry(change, over), entry({}, over)] }));

  expect(stacks[0]).toMatchObject({ methods: [], others: { unchanged: 1, changed: 1 } });
  expect(stacks[0]?.notCompared).toStrictEqual([
    { kind: 'no-auth-method', text: 'The plan has no auth method of this provider.' },
  ]);
  expect(counts).toMatchObject({ methods: 0, outcomes: {}, rules: { unchecked: 0 }, gaps: 1 });
});

test('an auth method of a released provider is judged, whatever registry or mirror it comes from', () => {
  const provider_name = 'registry.example.com/tools/datadogwebhooks';

  expect(review(plan({ resource_changes: [entry({}, { provider_name })] })).counts.methods).toBe(1);
});

test('a data source that is read during the apply is no change', () => {
  const data = entry({ actions: ['read'], before: null }, { mode: 'data', address: 'data.x.y' });
  expect(review(plan({ resource_changes: [entry(), data] })).stacks[0]?.others).toStrictEqual({
    unchanged: 1,
    changed: 0,
  });
});

test('drift belongs to an auth method by its whole address, with module and index', () => {
  const at = (address: string, over = {}) => ({
    address,
    module_address: 'module.a["x.y"]',
    index: 1,
    ...over,
  });
  const inner = at(`module.a["x.y"].${TYPE}.payments[1]`);
  const outer = { address: `${TYPE}.payments[1]` };
  const made = review(
    plan({
      resource_changes: [update({ scope: 'live' }, {}, {}, inner), entry({}, outer)],
      resource_drift: [drift({}, { scope: 'live' }, inner)],
    }),
  );
  expect(methodsIn(made).map(({ address, attributes }) => [address, attributes[5]?.verdict])).toStrictEqual([
    [`${TYPE}.payments[1]`, 'in-sync'],
    [`module.a["x.y"].${TYPE}.payments[1]`, 'drifted-put-back'],
  ]);
});

test('methods are listed by address, ten after two', () => {
  const changes = [10, 2, 1].map((index) => entry({}, { address: `${TYPE}.payments[${index}]` }));
  const made = review(plan({ resource_changes: changes }));
  expect(methodsIn(made).map(({ address }) => address)).toStrictEqual(
    [1, 2, 10].map((index) => `${TYPE}.payments[${index}]`),
  );
});

test('what the code says is found in a module by its name, whatever its instance', () => {
  const inner = {
    address: `module.a["x]"].module.b[0].${TYPE}.payments`,
    module_address: 'module.a["x]"].module.b[0]',
  };
  const module = (scope: string) => configured({ scope: { constant_value: scope } });
  const content = (scope: string) =>
    plan({
      resource_changes: [entry({ before: state({ scope: 'live' }), after: state({ scope: 'live' }) }, inner)],
      resource_drift: [drift({}, { scope: 'live' }, inner)],
      configuration: {
        root_module: {
          ...module('wrong'),
          module_calls: { a: { module: { module_calls: { b: { module: module(scope) } } } } },
        },
      },
    });
  expect(verdicts(only(content('live'))).scope).toBe('drifted-agreed');
  expect(verdicts(only(content('other'))).scope).toBe('drifted-kept');
});

test.each([
  ['left out of the code', {}, null, 'drifted-agreed'],
  ['left out of the code and set in Datadog', {}, 'live', 'drifted-kept'],
  ['null in the code', { scope: { constant_value: null } }, null, 'drifted-agreed'],
  ['an expression', { scope: { references: ['var.scope'] } }, 'live', 'drifted-not-sent'],
  ['a call without references', { scope: {} }, 'live', 'drifted-not-sent'],
])(
  'drift of an attribute that is %s is told apart by the configuration',
  (_what, expressions, live, verdict) => {
    const content = plan({
      resource_changes: [entry({ before: state({ scope: live }), after: state({ scope: live }) })],
      resource_drift: [drift({}, { scope: live })],
      configuration: { root_module: configured(expressions) },
    });
    expect(verdicts(only(content)).scope).toBe(verdict);
  },
);

test.each(['x', null])(
  'a replacement creates with a value that drifted and that the code has: %s',
  (scope) => {
    const content = plan({
      resource_changes: [
        entry({ actions: ['delete', 'create'], before: state({ scope }), after: state({ scope }) }),
      ],
      resource_drift: [drift({}, { scope })],
      configuration: { root_module: configured({ scope: { constant_value: scope } }) },
    });
    const method = only(content);
    expect([verdicts(method).scope, notesOf(method)]).toStrictEqual(['new', [WEBHOOKS]]);
    const [row] = method.attributes.filter(({ attribute }) => attribute === 'scope');
    expect(row).toMatchObject({ isDrifted: true });
  },
);

const SCOPE = { scope: 'x' };
const DELETION = { actions: ['delete'], before: state(), after: null };
const HAS_SCOPE = configured({ name: { constant_value: 'payments' }, scope: { constant_value: 'x' } });
test.each([
  ['is changed', PAYMENTS_ADDRESS, 'changed', [update(SCOPE, {})], drift({}, SCOPE), {}],
  [
    'has the live value',
    PAYMENTS_ADDRESS,
    'changed',
    [entry({ before: state(SCOPE), after: state(SCOPE) })],
    drift({}, SCOPE),
    HAS_SCOPE,
  ],
  [
    'is created again',
    PAYMENTS_ADDRESS,
    'deleted',
    [entry({ actions: ['create'], before: null })],
    drift({}, null),
    {},
  ],
  ['is no longer declared', '', 'changed', [entry(DELETION)], drift({}, SCOPE), {}],
  ['is no longer declared, nor in Datadog', '', 'deleted', [], drift({}, null), {}],
])("drift that stops the deploy leaves one way out, the plan's, where the auth method %s", (...row) => {
  const [, address, change, resource_changes, drifted, root_module] = row;
  const summary = `Drift stops the deploy: auth method "payments" was ${change} in Datadog`;
  const warning = { severity: 'warning', address, summary, detail: 'Deploy once.' } as const;
  const other = { ...warning, address: '', summary: summary.replace('payments', 'payments of others') };
  const made = review(plan({ resource_changes, resource_drift: [drifted], configuration: { root_module } }), {
    refreshed: 'yes',
    diagnostics: [warning, other],
  });
  const said = (summary: string) => ({ severity: 'warning', blocks: true, summary, detail: 'Deploy once.' });
  expect(methodsIn(made)).toMatchObject([
    { outcome: 'blocked', waysOut: [], requests: [], notes: [], diagnostics: [said(summary)] },
  ]);
  expect([made.counts.rules.blocked, made.stacks[0]?.diagnostics]).toStrictEqual([1, [said(other.summary)]]);
});

test.each([
  ['that the plan does not show', { references: ['var.x'] }, 'not-readable'],
  ['that is a constant', { constant_value: 'payments' }, 'value'],
])('an auth method that only an error names has a name %s', (_, name, kind) => {
  const error = { severity: 'error', address: PAYMENTS_ADDRESS, summary: 'No', detail: '' } as const;
  const configuration = { root_module: configured({ name }) };
  const content = plan({ errored: true, resource_changes: [], configuration });
  expect(only(content, { diagnostics: [error] }).name).toMatchObject({ kind });
});

test('a deposed object is an auth method of its own, and the drift is not its', () => {
  const made = review(
    plan({
      resource_changes: [
        entry(),
        entry({ actions: ['delete'], after: null, before: state({ name: 'left' }) }, { deposed: 'abcd1234' }),
      ],
      resource_drift: [drift({ scope: 'was' }, {})],
    }),
  );
  expect(
    methodsIn(made).map((method) => [method.address, method.action, values(method, 'scope')]),
  ).toStrictEqual([
    [`${TYPE}.payments`, 'none', 'was | read | read'],
    [`${TYPE}.payments (deposed object abcd1234)`, 'delete', 'read | <not-readable> | <absent>'],
  ]);
});

test('a plan without changes, of a state with auth methods, is a refresh-only one', () => {
  const prior = { mode: 'managed', type: TYPE, name: 'payments', provider_name: PROVIDER, values: state() };
  const content = plan({
    resource_changes: undefined,
    prior_state: {
      values: {
        root_module: { child_modules: [{ resources: [{ ...prior, address: `${TYPE}.payments` }] }] },
      },
    },
  });
  expect(review(content).stacks[0]?.plan.refreshOnly).toBe(true);
  const errored = JSON.stringify({ ...(JSON.parse(content) as object), errored: true, complete: undefined });
  const diagnostics = [{ severity: 'error', address: '', summary: 'No', detail: '' }] as const;
  expect(review(errored, { diagnostics }).stacks[0]?.plan.refreshOnly).toBe(false);
  expect(values(only(content), 'scope')).toBe('read | read | <not-readable>');
  expect(only(content).id).toBe(ID);
});

test('an import that waits for the apply, or is by identity, is told as such', () => {
  const imported = (importing: object) =>
    only(plan({ resource_changes: [entry({ importing })] })).importedFrom;
  expect([
    imported({ id: 'payments' }),
    imported({ unknown: true }),
    imported({ identity: { name: 'x' } }),
  ]).toStrictEqual(['payments', '(known after apply)', '{"name":"x"}']);
});
