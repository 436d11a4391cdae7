import { configured, drift, entry, only, plan, review, state, update, values, verdicts } from './plans';

const HIDDEN = 'hidden-value';

/**
 * A plan that puts the hidden value back into the name, where nobody marked it, from every other text
 * attribute.
 */
const leaking = (over: object = {}, code: object = {}) =>
  plan({
    resource_changes: [
      update(
        { name: `is ${HIDDEN}`, audience: HIDDEN, scope: `${HIDDEN} x` },
        { audience: `a ${HIDDEN}`, client_id: HIDDEN },
        { importing: undefined },
      ),
    ],
    resource_drift: [
      drift({ name: HIDDEN }, { name: `is ${HIDDEN}`, audience: HIDDEN, scope: `${HIDDEN} x` }),
    ],
    configuration: { root_module: code },
    ...over,
  });

const CHANGES = (JSON.parse(leaking()) as { resource_changes: object[] }).resource_changes;
const CREATED = { actions: ['create'], before: null };
const OF_OTHERS = {
  address: 'aws_x.y',
  type: 'aws_x',
  provider_name: 'registry.terraform.io/hashicorp/aws',
};
const created = (after: object) => ({
  resource_changes: [...CHANGES, entry({ ...CREATED, after, after_sensitive: { value: true } }, OF_OTHERS)],
});
const inState = (value: unknown) => ({
  prior_state: {
    values: {
      root_module: {
        resources: [{ ...entry({}, OF_OTHERS), values: { value }, sensitive_values: { value: true } }],
      },
    },
  },
});
const VARIABLE = { variables: { v: { value: HIDDEN } } };
const SENSITIVE_VARIABLE = { root_module: { variables: { v: { sensitive: true } } } };
const INNER_MODULE = {
  expressions: { inner: { references: ['var.v'] } },
  module: configured({ client_secret_wo: { references: ['var.inner'] } }),
};
const PROVIDER_KEY = { name: 'datadogwebhooks', expressions: { app_key: { constant_value: HIDDEN } } };

test.each<[string, object, object]>([
  ['a resource of another provider', created({ value: HIDDEN }), {}],
  ['a list in it', created({ value: ['x', { deep: HIDDEN }] }), {}],
  ['an output', { output_changes: { o: { ...CREATED, after: HIDDEN, after_sensitive: true } } }, {}],
  ['the state', inState(HIDDEN), {}],
  ['a sensitive variable', { ...VARIABLE, configuration: SENSITIVE_VARIABLE }, {}],
  ['the default of a sensitive variable', {}, { variables: { v: { sensitive: true, default: HIDDEN } } }],
  ['a client secret written as a literal', {}, configured({ client_secret_wo: { constant_value: HIDDEN } })],
  [
    'an unmarked variable of a client secret',
    VARIABLE,
    configured({ client_secret_wo: { references: ['var.v'] } }),
  ],
  ["a client secret through a module's variable", VARIABLE, { module_calls: { m: INNER_MODULE } }],
  ["the provider's key", { configuration: { provider_config: { x: PROVIDER_KEY }, root_module: {} } }, {}],
])('a value that is a secret by %s is nowhere in the review', (_where, over, code) => {
  const made = review(leaking(over, code));
  expect(JSON.stringify(made)).not.toContain(HIDDEN);
  const method = made.stacks[0]!.methods[0]!;
  expect(method.name).toStrictEqual({ kind: 'masked' });
  expect(method.requests[0]?.body?.data.attributes).toStrictEqual({
    name: 'payments',
    client_id: '***',
    audience: '***',
    scope: 'read',
  });
});

test('without a mark the same values are shown', () => {
  expect(JSON.stringify(review(leaking()))).toContain(HIDDEN);
});

test('a number that is a secret is masked as its digits', () => {
  const pin = 48_151_623;
  const change = update({ audience: 'none' }, { audience: `pin ${pin}` });
  const content = plan({ resource_changes: [change], ...inState(pin) });

  expect(JSON.stringify(review(content))).not.toContain(String(pin));
});

test('an attribute that is marked on one side is masked on all, in requests and in ways out', () => {
  const content = plan({
    resource_changes: [
      update({ scope: 'live-one' }, { scope: 'my-one' }, { after_sensitive: { scope: true } }),
    ],
    resource_drift: [drift({ scope: 'old-one' }, { scope: 'live-one' })],
  });
  const method = only(content);
  expect([verdicts(method).scope, values(method, 'scope')]).toStrictEqual([
    'conflict',
    '<masked> | <masked> | <masked>',
  ]);
  expect(JSON.stringify(method)).not.toContain('-one');
  expect(method.waysOut.map(({ choice }) => choice)).toStrictEqual([
    'keep-mine',
    'keep-theirs',
    'stop-owning',
  ]);
  expect(method.requests[0]?.body?.data.attributes).toStrictEqual({ scope: '***' });
});

test('that a marked attribute is cleared is masked too', () => {
  const cleared = update({ scope: 'mine' }, { scope: null }, { before_sensitive: { scope: true } });
  expect(only(plan({ resource_changes: [cleared] })).requests[0]?.body?.data.attributes).toStrictEqual({
    scope: '***',
  });
});

test('a whole object can be marked', () => {
  const method = only(plan({ resource_changes: [entry({ before_sensitive: true, after_sensitive: true })] }));
  expect(method.name).toStrictEqual({ kind: 'masked' });
  expect(values(method, 'scope')).toBe('<masked> | <masked> | <masked>');
});

test('a name that something is imported from is masked as well', () => {
  const imported = entry({ importing: { id: HIDDEN } });
  const content = plan({ resource_changes: [imported], ...VARIABLE, configuration: SENSITIVE_VARIABLE });
  expect(only(content).importedFrom).toBe('***');
});

test('a URL that may contain a password is nowhere in the review, a valid one with an @ is', () => {
  const [live, valid] = ['https://bob:hunter2@login.example.com/t', 'https://login.example.com/@t'];
  const content = plan({
    resource_changes: [
      update({ access_token_url: live }, { access_token_url: valid }),
      entry(
        { actions: ['create'], before: null, after: state({ access_token_url: live }) },
        { address: 'x' },
      ),
    ],
    resource_drift: [drift({}, { access_token_url: live })],
  });
  const made = review(content);
  expect(JSON.stringify(made)).not.toContain('hunter2');
  expect(values(made.stacks[0]!.methods[0]!, 'access_token_url')).toBe(
    `https://login.example.com/token | <masked> | ${valid}`,
  );
});

test('a secret of three letters does not mask half of the review', () => {
  const variables = { v: { value: 'pay' } };
  const method = only(plan({ variables, configuration: SENSITIVE_VARIABLE }));
  expect(method.name).toStrictEqual({ kind: 'value', value: 'payments' });
});
