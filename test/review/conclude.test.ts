import { conclude, FAIL_ON, readPlan, reviewPlan, type FailOn } from '../../lib/review';
import { TYPE } from '../helpers/terraform';
import { checked, drift, entry, methodsIn, notesOf, plan, review, state, update } from './plans';

const PUT_BACK = plan({
  resource_changes: [update({ scope: 'admin' }, {})],
  resource_drift: [drift({}, { scope: 'admin' })],
});

const change = (...changes: object[]) => plan({ resource_changes: changes });
const unchanged = (over: Record<string, unknown>) => entry({ before: state(over), after: state(over) });

/** The outcome of the auth method, and the rules that match, of all. */
const concluded = (content: string, origin = {}) => {
  const { counts, exit } = review(content, { refreshed: 'yes', ...origin }, { failOn: FAIL_ON });
  return [...Object.keys(counts.outcomes), ...exit.failedOn];
};

test.each<[string, string, string[]]>([
  ['nothing changed', plan(), ['in-sync']],
  ['a drift that is put back', PUT_BACK, ['drifted', 'drift', 'change']],
  [
    'a conflict',
    plan({
      resource_changes: [update({ scope: 'a' }, { scope: 'b' })],
      resource_drift: [drift({}, { scope: 'a' })],
    }),
    ['conflict', 'drift', 'conflict', 'change'],
  ],
  ['a change of the code', change(update({}, { scope: 'b' })), ['update', 'change']],
  [
    'a rotated secret',
    change(update({}, {}, { after_unknown: { client_secret_revision: true } })),
    ['rotate', 'change'],
  ],
  ['a creation', change(entry({ actions: ['create'], before: null })), ['create', 'change']],
  ['an import', change(entry({ importing: { id: 'x' } })), ['import', 'change']],
  ['a move', change(entry({}, { previous_address: 'x' })), ['move', 'change']],
  [
    'a drift that the code may agree with or ignore',
    plan({ resource_changes: [unchanged({ scope: 'x' })], resource_drift: [drift({}, { scope: 'x' })] }),
    // Without its configuration.
    ['drifted', 'drift', 'unchecked'],
  ],
  ['a value of the state alone', change(update({}, { verify_token: true })), ['record', 'change']],
  [
    'a drift under a value that only the apply tells',
    plan({
      resource_changes: [update({ scope: 'a' }, { scope: undefined }, { after_unknown: { scope: true } })],
      resource_drift: [drift({}, { scope: 'a' })],
    }),
    ['drifted', 'drift', 'change', 'unchecked'],
  ],
  [
    'one that was deleted in Datadog and in the code',
    plan({ resource_changes: [], resource_drift: [drift({}, null)] }),
    ['gone', 'drift'],
  ],
  [
    'an import of one that was deleted in Datadog',
    plan({
      resource_changes: [
        entry({ actions: ['create'], before: null, after: state({ id: undefined }), importing: { id: 'x' } }),
      ],
      resource_drift: [drift({}, null)],
    }),
    ['create-again', 'drift', 'change'],
  ],
  [
    'a conflict that the plan leaves alone',
    plan({ resource_changes: [unchanged({ scope: 'z' })], resource_drift: [drift({}, { scope: 'x' })] }),
    ['conflict', 'drift', 'conflict'],
  ],
  [
    'a plan to destroy',
    change(entry({ actions: ['delete'], after: null })),
    ['delete', 'change', 'destroy', 'unchecked'],
  ],
  ['a replacement', change(entry({ actions: ['delete', 'create'] })), ['replace', 'change', 'destroy']],
  [
    'one that is forgotten',
    change(entry({ actions: ['forget'], after: null })),
    ['forget', 'change', 'unchecked'],
  ],
  ['a plan that is not whole', plan({ complete: false }), ['in-sync', 'unchecked']],
  ['no auth method', change(), ['unchecked']],
])('--fail-on: %s', (_what, content, expected) => {
  expect(concluded(content)).toStrictEqual(expected);
});

test.each(['no', 'not-known'])('--fail-on: refreshed is %s', (refreshed) => {
  expect(concluded(plan(), { refreshed }).slice(1)).toStrictEqual(['unchecked']);
});

test.each<[ends: 'applyable' | 'idle' | 'errored', detailed: boolean, failOn: FailOn[], code: number]>([
  ['applyable', false, [], 0],
  ['applyable', true, [], 2],
  ['idle', true, [], 0],
  ['applyable', true, ['drift'], 3],
  ['applyable', false, ['drift'], 3],
  ['idle', false, ['conflict', 'drift'], 3],
  ['applyable', true, ['conflict'], 2],
  ['applyable', false, ['conflict'], 0],
  ['errored', false, [], 0],
  ['errored', true, [], 1],
  ['errored', false, ['drift'], 3],
  ['errored', true, ['drift'], 1],
])('a plan that is %s, detailed %s, --fail-on %j: the exit code is %i', (ends, detailed, failOn, code) => {
  const over = { applyable: ends === 'applyable', errored: ends === 'errored' };
  const content = JSON.stringify({ ...(JSON.parse(PUT_BACK) as object), ...over });
  const diagnostics = [{ severity: 'error', address: 'x', summary: 'No', detail: '' }] as const;
  const { exit } = review(content, { refreshed: 'yes', diagnostics }, { detailed, failOn });
  expect([exit.code, exit.failedOn]).toStrictEqual([code, failOn.filter((rule) => rule === 'drift')]);
});

test('of several stacks one is enough', () => {
  const stacks = [plan({ applyable: false }), PUT_BACK].map((content, index) =>
    reviewPlan(readPlan(content), { stack: `s${index}`, refreshed: 'yes' }),
  );
  const made = checked(conclude(stacks, { madeBy: '1.2.3', detailed: true }));
  expect([made.exit, made.counts.methods, made.stacks.map(({ stack }) => stack)]).toStrictEqual([
    { code: 2, failedOn: [] },
    2,
    ['s0', 's1'],
  ]);
});

describe('two stacks that create one name', () => {
  const stack = (label: string, provider: object, name = 'payments', project?: string) => {
    const made = entry(
      { actions: ['create'], before: null, after: state({ name, id: undefined }) },
      { address: `${TYPE}.${label}`, name: label },
    );
    const resource = { mode: 'managed', type: TYPE, name: label, provider_config_key: 'p', expressions: {} };
    const content = plan({
      resource_changes: [made],
      variables: { key: { value: 'first-organisation' } },
      configuration: {
        provider_config: { p: { expressions: provider } },
        root_module: { resources: [resource] },
      },
    });
    return reviewPlan(readPlan(content), { stack: project, refreshed: 'yes', diagnostics: [] });
  };
  const shared = (...stacks: ReturnType<typeof stack>[]) => {
    const made = conclude(stacks, { madeBy: '1.2.3' });
    return methodsIn(checked(made)).map((method) => [method.outcome, ...notesOf(method)]);
  };
  const [FIRST, SECOND] = [{ references: ['var.key'] }, { constant_value: 'second-organisation' }];

  test('in one organisation stop the deploy', () => {
    expect(shared(stack('a', { api_key: FIRST }), stack('b', { api_key: FIRST }))).toStrictEqual([
      [
        'blocked',
        `${TYPE}.b takes the same name. Datadog refuses a second auth method of one name with 409. Choose another name for one of them.`,
      ],
      [
        'blocked',
        `${TYPE}.a takes the same name. Datadog refuses a second auth method of one name with 409. Choose another name for one of them.`,
      ],
    ]);
  });

  test.each([
    ['one project', 'webhooks', 'blocked'],
    ['plans of environments that nobody knows', undefined, 'create'],
  ])('with the keys of the environment, in %s: %s, %s', (_, project, outcome) => {
    const stacks = ['a', 'b'].map((label) => stack(label, {}, 'payments', project));
    expect(shared(...stacks).map(([one]) => one)).toStrictEqual([outcome, outcome]);
  });

  test.each([
    [
      'in two sites',
      stack('a', { site: { constant_value: 'datadoghq.eu' } }, 'payments', 'webhooks'),
      stack('b', {}, 'payments', 'webhooks'),
    ],
    ['with two keys', stack('a', { api_key: FIRST }), stack('b', { api_key: SECOND })],
    [
      'with keys that no plan shows',
      stack('a', { api_key: { references: ['data.x.y'] } }),
      stack('b', { api_key: { references: ['data.x.y'] } }),
    ],
    ['under two names', stack('a', { api_key: FIRST }), stack('b', { api_key: FIRST }, 'orders')],
  ])('%s do not', (_, one, other) => {
    expect(shared(one, other)).toStrictEqual([['create'], ['create']]);
  });
});

test.each<[string, object, boolean]>([
  ['nothing', {}, false],
  ['an update', { resource_changes: [update({}, { scope: 'x' })] }, true],
  [
    'a data source read during the apply',
    { resource_changes: [entry({ actions: ['read'] }, { mode: 'data' })] },
    true,
  ],
  ['an import', { resource_changes: [entry({ importing: { id: 'x' } })] }, true],
  ['a move', { resource_changes: [entry({}, { previous_address: 'x' })] }, true],
  ['an output', { output_changes: { o: { actions: ['create'] } } }, true],
  ['an output that stays', { output_changes: { o: { actions: ['no-op'] } } }, false],
  ['drift alone', { resource_drift: [drift({}, { scope: 'x' })] }, false],
  [
    'drift of a refresh-only plan',
    { resource_changes: [], resource_drift: [drift({}, { scope: 'x' })] },
    true,
  ],
])('a plan that does not say whether it is applyable is so by what it does: %s', (_what, over, applyable) => {
  const made = review(plan({ applyable: undefined, complete: undefined, ...over }));
  expect(made.stacks[0]?.plan.applyable).toBe(applyable);
});
