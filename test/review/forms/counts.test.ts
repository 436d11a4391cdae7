import fc, { runs } from '../../helpers/random';
import { annotations, htmlReview, jsonReview, markdownReview } from '../../../lib/review/forms';
import type { JsonReview } from '../plans';
import { terminalReview } from '../../../lib/review/forms/terminal';
import { QUIET_OUTCOMES } from '../../../lib/review/forms/card';
import { isDecision, OUTCOMES, type Outcome } from '../../../lib/review/outcomes';
import { conclude, FAIL_ON, readPlan, reviewPlan, type PlanOrigin, type Review } from '../../../lib/review';
import { checked, configured, drift, entry, plan, reviewed, state, update } from '../plans';

type Counts = Readonly<Record<string, number>>;

/** What a sentence counts, by the words: `15 auth methods: 1 in conflict, 2 drifted. 1 gap …`. */
function countsIn(sentence: string) {
  const [, total, parts = '', gaps = '0'] =
    /(\d+) auth methods?(?:: ([^.]*))?\.(?: (\d+) gaps? in what was compared)?/.exec(sentence) ?? [];
  return { total: Number(total), parts: numbersIn(parts), gaps: Number(gaps) };
}

/** `1 in conflict, 2 drifted`. */
function numbersIn(list: string): Counts {
  const parts = [...list.matchAll(/(\d+) ([^,]+)/g)];
  return Object.fromEntries(parts.map(([, count, words]) => [words, Number(count)]));
}

const sum = (counts: Counts) => Object.values(counts).reduce((all, one) => all + one, 0);

/** What the outcomes of a review are called in a count. */
function expectedParts({ counts }: Review): Counts {
  const parts: Record<string, number> = {};
  for (const [outcome, count] of Object.entries(counts.outcomes)) {
    const words = OUTCOMES[outcome as Outcome].count;
    parts[words] = (parts[words] ?? 0) + count;
  }
  return parts;
}

/** Compares what people read in each form with what pipelines read, and adds everything up. */
function expectAgreement(review: Review): void {
  const { counts } = JSON.parse(jsonReview(review)) as JsonReview;
  const page = htmlReview(review);
  const terminal = terminalReview(review, { width: 1_000, colour: false });
  const expected = { total: counts.methods, parts: expectedParts(review), gaps: counts.gaps };
  for (const form of [terminal, markdownReview(review), page.replaceAll('&#39;', "'")])
    expect(countsIn(form)).toStrictEqual(expected);
  expect(sum(expected.parts)).toBe(counts.methods);
  expect(sum(counts.outcomes as Counts)).toBe(counts.methods);
  // The headline has the same numbers.
  const decided = numbersIn(/^Decide before you deploy: (.*)$/m.exec(terminal)?.[1] ?? '');
  expect(expected.parts).toMatchObject(decided);
  const decisions = review.stacks
    .flatMap(({ methods }) => methods)
    .filter(({ outcome }) => isDecision(outcome));
  expect(sum(decided)).toBe(decisions.length);
  expectTiles(review, page);
  const loud = annotations(review) !== '';
  const quiet = sum(
    Object.fromEntries(QUIET_OUTCOMES.map((outcome) => [outcome, counts.outcomes[outcome] ?? 0])),
  );
  expect(loud).toBe(counts.gaps > 0 || counts.methods > quiet || (review.unmanaged ?? []).length > 0);
}

/** The tiles add up, and each filters as many cards as it counts, but for what one line is enough for. */
function expectTiles({ counts }: Review, page: string): void {
  const tiles = new Map(
    [...page.matchAll(/id="show-([\w-]+)"[^]*?<span class="count">(\d+)<\/span>/g)].map(
      ([, group, count]) => [group, Number(count)] as const,
    ),
  );
  const cards = [...page.matchAll(/data-group="([^"]*)"/g)].map(([, group]) => group);
  expect(tiles.get('all')).toBe(counts.methods);
  expect(sum(Object.fromEntries(tiles))).toBe(2 * counts.methods);
  const quiet = [
    ...page.matchAll(/<\/span> (?:in sync|not drifted|not compared)<\/span> (\d+) auth method/g),
  ];
  expect(cards.length + quiet.reduce((all, [, count]) => all + Number(count), 0)).toBe(counts.methods);
  for (const [group, count] of tiles)
    if (!['all', 'in-sync', 'unchecked'].includes(group ?? ''))
      expect([group, cards.filter((one) => one === group).length]).toStrictEqual([group, count]);
}

const ACTIONS = 'update update no-op create delete replace forget create-beside drift-only left-out'.split(
  ' ',
);
/** What may become of one auth method in a plan, and what of it drifted. */
const METHOD = fc.record({
  step: fc.constantFrom<{ readonly after?: object; readonly unknown?: object }>(
    {},
    { after: { scope: 'write' } },
    { after: { scope: undefined }, unknown: { scope: true } },
    { unknown: { client_secret_revision: true } },
  ),
  action: fc.constantFrom(...ACTIONS),
  drifted: fc.constantFrom('no', 'no', 'scope', 'audience', 'gone'),
  over: fc.constantFrom({}, {}, { previous_address: 'a.before' }, { action_reason: 'x' }),
  imported: fc.boolean(),
});
type Method = typeof METHOD extends fc.Arbitrary<infer Value> ? Value : never;

function entriesOf({ step, action, drifted, over, imported }: Method, index: number) {
  const at = { address: `datadogwebhooks_oauth2_client_credentials.m${index}`, name: `m${index}` };
  const { after = {}, unknown = {} } = step;
  const live = drifted === 'no' || drifted === 'gone' ? {} : { [drifted]: 'edited' };
  const importing = imported ? { importing: { id: 'x' } } : {};
  const changes: Record<string, object[]> = {
    update: [update(live, after as Counts, { after_unknown: unknown, ...importing }, { ...over, ...at })],
    'no-op': [update(live, live, { actions: ['no-op'], ...importing }, { ...over, ...at })],
    create: [entry({ actions: ['create'], before: null }, at)],
    delete: [entry({ actions: ['delete'], after: null }, { ...over, ...at })],
    replace: [entry({ actions: ['delete', 'create'] }, at)],
    forget: [entry({ actions: ['forget'], after: null }, at)],
    'create-beside': [entry({ actions: ['forget', 'create'] }, at)],
  };
  return {
    resource_changes: changes[action] ?? [],
    resource_drift:
      drifted === 'no' || action === 'left-out' ? [] : [drift({}, drifted === 'gone' ? null : live, at)],
  };
}

const PLAN = fc
  .record({ methods: fc.array(METHOD, { maxLength: 6 }), complete: fc.boolean() })
  .map(({ methods, complete }) => {
    const entries = methods.map(entriesOf);
    return plan({
      complete,
      resource_changes: entries.flatMap((one) => one.resource_changes),
      resource_drift: entries.flatMap((one) => one.resource_drift),
    });
  });
const KNOWN: fc.Arbitrary<PlanOrigin> = fc.record({
  refreshed: fc.constantFrom('yes', 'yes', 'no', 'not-known'),
});

test('what a person reads and what a pipeline reads are the same numbers, whatever the plans', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(PLAN, KNOWN), { minLength: 1, maxLength: 3 }), (plans) => {
      const stacks = plans.map(([content, known]) => reviewPlan(readPlan(content), known));
      const review = conclude(stacks, { madeBy: '1.2.3', failOn: FAIL_ON });
      checked(review);
      expectAgreement(review);
      const { counts, exit } = review;
      const rules = FAIL_ON.filter(
        (rule) => counts.rules[rule] > 0 || (rule === 'unchecked' && counts.gaps > 0),
      );
      expect(exit).toStrictEqual({ code: rules.length > 0 ? 3 : 0, failedOn: rules });
    }),
    { numRuns: runs(300) },
  );
});

const head = (...args: Parameters<typeof reviewed>) =>
  terminalReview(reviewed(...args), { width: 100, colour: false }).split('\n');
const decision = (content: string) => head(content).slice(0, 2);
const PRIOR = { ...entry(), values: state() };
const planned = (...resource_changes: object[]) => plan({ resource_changes });

test.each([
  ['nothing changed', plan(), 'Nothing to do: 1 in sync', '1 auth method: 1 in sync.'],
  [
    'nothing drifted, without the code',
    plan({ resource_changes: undefined, prior_state: { values: { root_module: { resources: [PRIOR] } } } }),
    'Nothing to do: 1 not drifted',
    '1 auth method: 1 not drifted.',
  ],
  [
    'settled drift alone',
    plan({
      resource_changes: [update({ scope: 'x' }, { scope: 'x' }, { actions: ['no-op'] })],
      resource_drift: [drift({}, { scope: 'x' })],
      configuration: { root_module: configured({ scope: { constant_value: 'x' } }) },
    }),
    'Nothing to do: 1 with settled drift',
    '1 auth method: 1 with settled drift.',
  ],
  [
    'a conflict that the plan leaves alone',
    plan({
      resource_changes: [update({ scope: 'z' }, { scope: 'z' }, { actions: ['no-op'] })],
      resource_drift: [drift({}, { scope: 'x' })],
    }),
    'Decide before you deploy: 1 in conflict',
    '1 auth method: 1 in conflict.',
  ],
  [
    'an import alone',
    planned(entry({ importing: { id: 'x' } })),
    'Nothing to decide: the deploy does what the code says',
    '1 auth method: 1 to import.',
  ],
  [
    'a conflict and a deletion',
    plan({
      resource_changes: [
        update({ scope: 'a' }, { scope: 'b' }),
        entry({ actions: ['delete'], after: null }, { address: 'x.y', action_reason: 'x' }),
      ],
      resource_drift: [drift({}, { scope: 'a' })],
    }),
    'Decide before you deploy: 1 in conflict, 1 to delete',
    '2 auth methods: 1 in conflict, 1 to delete.',
  ],
  [
    'a gap',
    plan({ complete: false }),
    'Nothing to decide, but not everything was compared',
    '1 auth method: 1 in sync. 1 gap in what was compared.',
  ],
  [
    'no auth method',
    planned(),
    'No auth methods are in this plan',
    '0 auth methods. 1 gap in what was compared.',
  ],
])('the head says in one line what has to be decided: %s', (_, content, ...lines) => {
  expect(decision(content)).toStrictEqual(lines);
});

test.each<[string, Record<string, string>, string]>([
  ['one of a certain change', { scope: 'x' }, 'A deploy sends Datadog 1 request.'],
  ['one that may turn out empty', {}, 'A deploy sends Datadog at most 1 request.'],
])('the head counts the requests: %s', (_, after, line) => {
  const after_unknown = Object.keys(after).length === 0 ? { client_id: true } : {};
  expect(head(planned(update({}, after, { after_unknown })))[2]).toBe(line);
});

test('the head counts no request of a plan that ended with an error', () => {
  const content = plan({ errored: true, resource_changes: [update({}, { scope: 'x' })] });
  const diagnostics = [{ severity: 'error', address: 'x', summary: 'No', detail: '' }] as const;
  expect(head(content, { refreshed: 'yes', diagnostics })[2]).toBe(
    'A deploy sends Datadog nothing. Terraform does not apply a plan that ended with an error.',
  );
});

test('a gap alone is neither in sync nor quiet', () => {
  const made = reviewed(plan({ complete: false }), undefined, { failOn: ['unchecked'] });

  expect(made.counts).toMatchObject({
    methods: 1,
    outcomes: { 'in-sync': 1 },
    rules: { unchecked: 0 },
    gaps: 1,
  });
  expect(made.exit).toStrictEqual({ code: 3, failedOn: ['unchecked'] });
  // Yellow, and not green.
  expect(terminalReview(made, { width: 100, colour: true })).toMatch(/^\u001b\[33mNothing to decide/);
});
