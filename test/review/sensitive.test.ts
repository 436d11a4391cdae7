import { TYPE } from '../helpers/terraform';
import { drift, entry, only, plan, PAYMENTS_ADDRESS, review, state, update, values } from './plans';

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

const ours = (expressions: object) => ({
  resources: [{ mode: 'managed', type: TYPE, name: 'payments', expressions }],
});

test.each<[string, string]>([
  [
    'a resource of another provider',
    leaking({ resource_changes: [...changesOf(leaking()), stranger({ value: HIDDEN })] }),
  ],
  [
    'a list in it',
    leaking({ resource_changes: [...changesOf(leaking()), stranger({ value: ['x', { deep: HIDDEN }] })] }),
  ],
  [
    'an output',
    leaking({
      output_changes: { o: { actions: ['create'], before: null, after: HIDDEN, after_sensitive: true } },
    }),
  ],
  [
    'the state',
    leaking({
      prior_state: {
        values: {
          root_module: {
            resources: [{ ...stranger({}), values: { v: HIDDEN }, sensitive_values: { v: true } }],
          },
        },
      },
    }),
  ],
  [
    'a sensitive variable',
    leaking({ variables: { v: { value: HIDDEN } } }, { variables: { v: { sensitive: true } } }),
  ],
  [
    'the default of a sensitive variable',
    leaking({}, { variables: { v: { sensitive: true, default: HIDDEN } } }),
  ],
  [
    'a client secret written as a literal',
    leaking({}, ours({ client_secret_wo: { constant_value: HIDDEN } })),
  ],
  [
    'a client secret from a variable that nobody marked',
    leaking({ variables: { v: { value: HIDDEN } } }, ours({ client_secret_wo: { references: ['var.v'] } })),
  ],
  [
    "a client secret through a module's variable",
    leaking(
      { variables: { v: { value: HIDDEN } } },
      {
        module_calls: {
          m: {
            expressions: { inner: { references: ['var.v'] } },
            module: ours({ client_secret_wo: { references: ['var.inner'] } }),
          },
        },
      },
    ),
  ],
  [
    "the provider's key",
    leaking({
      configuration: {
        provider_config: {
          x: { name: 'datadogwebhooks', expressions: { app_key: { constant_value: HIDDEN } } },
        },
        root_module: {},
      },
    }),
  ],
])('a value that is a secret by %s is nowhere in the review', (_where, content) => {
  const made = review(content);
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
  const sensitive = { ...stranger({}), values: { pin }, sensitive_values: { pin: true } };
  const content = plan({
    resource_changes: [update({ audience: 'none' }, { audience: `pin ${pin}` })],
    prior_state: { values: { root_module: { resources: [sensitive] } } },
  });

  expect(JSON.stringify(review(content))).not.toContain(String(pin));
});

test('an attribute that is marked on one side is masked on all, in requests and in ways out', () => {
  const content = plan({
    resource_changes: [
      update({ scope: 'live-one' }, { scope: 'mine' }, { after_sensitive: { scope: true } }),
    ],
    resource_drift: [drift({ scope: 'was' }, { scope: 'live-one' })],
  });
  const method = only(content);
  expect({ ...method.attributes[5], waysOut: method.waysOut }).toStrictEqual({
    attribute: 'scope',
    property: 'scope',
    verdict: 'conflict',
    isDrifted: true,
    isChangedInCode: true,
    deployed: { kind: 'masked' },
    live: { kind: 'masked' },
    wanted: { kind: 'masked' },
    waysOut: [
      {
        choice: 'keep-mine',
        text: "Deploy. The request sets scope to the code's value (sensitive). The change in Datadog is lost.",
      },
      {
        choice: 'keep-theirs',
        text: `In ${PAYMENTS_ADDRESS}, write scope as Datadog has it (sensitive, not shown here). A deploy then leaves scope unchanged.`,
      },
      {
        choice: 'stop-owning',
        text: `In ${PAYMENTS_ADDRESS}, write lifecycle { ignore_changes = [scope] }, or add scope to the list that is there. Deploys then send scope only to create the auth method.`,
      },
    ],
  });
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
  const variables = { v: { value: HIDDEN } };
  const configuration = { root_module: { variables: { v: { sensitive: true } } } };
  expect(only(plan({ resource_changes: [imported], variables, configuration })).importedFrom).toBe('***');
});

test('a secret of three letters does not mask half of the review', () => {
  const variables = { v: { value: 'pay' } };
  const configuration = { root_module: { variables: { v: { sensitive: true } } } };
  const method = only(plan({ resource_changes: [entry({ after: state() })], variables, configuration }));
  expect(method.name).toStrictEqual({ kind: 'value', value: 'payments' });
});

function stranger(after: object): object {
  const change = { actions: ['create'], before: null, after, after_sensitive: { value: true } };
  return entry(change, {
    address: 'aws_x.y',
    type: 'aws_x',
    provider_name: 'registry.terraform.io/hashicorp/aws',
  });
}

function changesOf(content: string): object[] {
  return (JSON.parse(content) as { resource_changes: object[] }).resource_changes;
}
