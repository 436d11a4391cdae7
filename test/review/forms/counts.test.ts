import fc, { runs } from '../../helpers/random';
import { annotations, htmlReview, jsonReview, markdownReview } from '../../../lib/review/forms';
import type { JsonReview } from '../plans';
import { terminalReview } from '../../../lib/review/forms/terminal';
import { conclude, FAIL_ON, readPlan, reviewPlan, type Known, type Review } from '../../../lib/review';
import { checked, drift, entry, plan, reviewed, update } from '../plans';
import { EXAMPLES, reviewHolding } from './hostile';

/** What the counts say, in which `change` is split by what the deploy does. */
const CHANGES = ['to create', 'to update', 'to replace', 'to delete', 'to import', 'to move', 'to forget'];
const WORDS = {
  conflict: ['in conflict'],
  drift: ['drifted'],
  destroy: ['to replace', 'to delete'],
  change: CHANGES,
  unchecked: ['not compared'],
  'in-sync': ['(?:in sync|not drifted)'],
};

/** The numbers that a person reads. */
function countsSaid(sentence: string) {
  const sum = (words: readonly string[]) =>
    words.reduce((all, one) => all + (number(sentence, new RegExp(`[ ](\\d+) ${one}(?:[,.]|$)`)) ?? 0), 0);
  return {
    ...(Object.fromEntries(Object.entries(WORDS).map(([key, words]) => [key, sum(words)])) as Record<
      keyof typeof WORDS,
      number
    >),
    methods: number(sentence, /^(\d+) auth methods?/),
    gaps: number(sentence, /(\d+) gaps? in what was compared/) ?? 0,
  };
}

function number(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Compares what people read in each form with what pipelines read. */
function expectAgreement(review: Review): void {
  const { counts } = JSON.parse(jsonReview(review)) as JsonReview;
  const { moved, ...countsOfHead } = counts;
  const page = htmlReview(review);
  expect(
    countsSaid(terminalReview(review, { width: 1_000, colour: false }).split('\n')[1] ?? ''),
  ).toStrictEqual(countsOfHead);
  expect(countsSaid(markdownReview(review).split('\n\n')[2] ?? '')).toStrictEqual(countsOfHead);
  const rules = Object.keys(WORDS) as (keyof typeof WORDS)[];
  const cards = [...page.matchAll(/data-groups="([^"]*)"/g)].map((card) => (card[1] ?? '').split(' '));
  for (const rule of rules) {
    const tile = new RegExp(`id="show-${rule}"[^]*?<span class="count">(\\d+)</span>`);
    expect([rule, number(page, tile)]).toStrictEqual([rule, counts[rule]]);
    expect([rule, cards.filter((card) => card.includes(rule)).length]).toStrictEqual([rule, counts[rule]]);
  }
  expect(moved).toBe(0);
  const inSync = /<p class="badges"><span class="badge in-sync">/g;
  expect(page.match(inSync)?.length ?? 0).toBe(counts['in-sync']);
  const loud = annotations(review) !== '';
  expect(loud).toBe(counts.gaps > 0 || counts.methods > counts['in-sync']);
}

/** What may become of one auth method in a plan, and what of it drifted. */
const STEPS = {
  none: {},
  changed: { after: { scope: 'write' } },
  unknown: { after: { scope: undefined }, unknown: { scope: true } },
  rotated: { after: {}, unknown: { client_secret_revision: true } },
} as const;
const METHOD = fc.record({
  step: fc.constantFrom(...(['none', 'changed', 'unknown', 'rotated'] as const)),
  action: fc.constantFrom(
    'update',
    'update',
    'no-op',
    'create',
    'delete',
    'replace',
    'forget',
    'drift-only',
    'left-out',
  ),
  drifted: fc.constantFrom('no', 'no', 'scope', 'audience', 'gone'),
  over: fc.constantFrom(
    {},
    {},
    { previous_address: 'a.before' },
    { action_reason: 'delete_because_no_resource_config' },
  ),
  imported: fc.boolean(),
});
type Method = typeof METHOD extends fc.Arbitrary<infer Value> ? Value : never;

function entriesOf({ step, action, drifted, over, imported }: Method, index: number) {
  const at = { address: `datadogwebhooks_oauth2_client_credentials.m${index}`, name: `m${index}` };
  const { after, unknown } = { after: {}, unknown: {}, ...STEPS[step] };
  const live = drifted === 'no' || drifted === 'gone' ? {} : { [drifted]: 'edited' };
  const importing = imported ? { importing: { id: 'x' } } : {};
  const changes: Record<string, object[]> = {
    update: [update(live, after, { after_unknown: unknown, ...importing }, { ...over, ...at })],
    'no-op': [update(live, live, { actions: ['no-op'], ...importing }, { ...over, ...at })],
    create: [entry({ actions: ['create'], before: null }, at)],
    delete: [entry({ actions: ['delete'], after: null }, { ...over, ...at })],
    replace: [entry({ actions: ['delete', 'create'] }, at)],
    forget: [entry({ actions: ['forget'], after: null }, at)],
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
const KNOWN: fc.Arbitrary<Known> = fc.record({
  refreshed: fc.constantFrom('yes', 'yes', 'no', 'not-known'),
  refreshOnly: fc.boolean(),
});

test('what a person reads and what a pipeline reads are the same numbers, whatever the plans', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(PLAN, KNOWN), { minLength: 1, maxLength: 3 }), (plans) => {
      const stacks = plans.map(([content, known]) => reviewPlan(readPlan(content), known).stack);
      const review = conclude(stacks, { madeBy: '1.2.3', failOn: FAIL_ON });
      checked(review);
      expectAgreement(review);
      const { counts, exit } = review;
      const rules = FAIL_ON.filter((rule) => counts[rule] > 0 || (rule === 'unchecked' && counts.gaps > 0));
      expect(exit).toStrictEqual({ code: rules.length > 0 ? 3 : 0, failedOn: rules });
    }),
    { numRuns: runs(300) },
  );
});

test.each(EXAMPLES)('the numbers of a review that holds %j are the same in all forms', (...six) => {
  expectAgreement(reviewHolding(six));
});

const decision = (content: string) =>
  terminalReview(reviewed(content), { width: 100, colour: false }).split('\n').slice(0, 2);
const planned = (...resource_changes: object[]) => plan({ resource_changes });

test.each([
  ['nothing changed', plan(), 'Nothing to do: in sync', '1 auth method: 1 in sync'],
  [
    'an import alone',
    planned(entry({ importing: { id: 'x' } })),
    'Nothing to decide: the deploy does what the code says',
    '1 auth method: 1 to import',
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
    'Decide before you deploy: 1 conflict, 1 to delete',
    '2 auth methods: 1 in conflict, 1 drifted, 1 to update, 1 to delete',
  ],
  [
    'a gap',
    plan({ complete: false }),
    'Nothing to decide, but not everything was compared',
    '1 auth method: 1 in sync, 1 gap in what was compared',
  ],
  [
    'no auth method',
    planned(),
    'No auth methods are in this plan',
    '0 auth methods: 1 gap in what was compared',
  ],
])('the head says in one line what has to be decided: %s', (_, content, ...lines) => {
  expect(decision(content)).toStrictEqual(lines);
});

test('a gap alone is neither in sync nor quiet', () => {
  const made = reviewed(plan({ complete: false }), undefined, { failOn: ['unchecked'] });

  expect(made.counts).toMatchObject({ methods: 1, 'in-sync': 1, unchecked: 0, gaps: 1 });
  expect(made.exit).toStrictEqual({ code: 3, failedOn: ['unchecked'] });
  // Yellow, and not green.
  expect(terminalReview(made, { width: 100, colour: true })).toMatch(/^\u001b\[33mNothing to decide/);
});
