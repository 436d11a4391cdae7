import fc from '../helpers/random';
import {
  annotations,
  conclude,
  FAIL_ON,
  htmlReview,
  json,
  markdownReview,
  readPlan,
  reviewPlan,
  type Known,
  type Review,
} from '../../lib/review';
import { terminalReview } from '../../lib/review/terminal';
import { HOSTILE, reviewHolding } from './hostile';
import { checked, drift, entry, plan, update } from './plans';
import { NIGHTLY, STACKS } from './short-stories';
import { STORY } from './story';

/** The words of the head, and what they count. */
const WORDS = {
  conflict: 'in conflict',
  drift: 'drifted',
  destroy: 'deleted by a deploy',
  change: 'changed by a deploy',
  unchecked: 'not compared',
  'in-sync': '(?:in sync|not drifted)',
};

/** What the first sentence of a form counts, which is the one that a person reads. */
function countsSaid(sentence: string) {
  const methods = number(sentence, /^(\d+) auth methods?: /) ?? 0;
  const all = new RegExp(`: ${WORDS['in-sync']}(?:,|$)`).test(sentence);
  const said = Object.entries(WORDS).map(([key, words]) => [
    key,
    number(sentence, new RegExp(`[ ](\\d+) ${words}(?:,|$)`)) ?? (key === 'in-sync' && all ? methods : 0),
  ]);
  return {
    ...(Object.fromEntries(said) as Record<keyof typeof WORDS, number>),
    methods,
    gaps: number(sentence, /, but with (\d+) gaps? in what was compared$/) ?? 0,
  };
}

function number(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Holds what people read in each form against what pipelines read. */
function expectAgreement(review: Review): void {
  const { counts, stacks } = JSON.parse(json(review)) as Review;
  const { moved, ...countsOfHead } = counts;
  const page = htmlReview(review);
  const heads = [
    terminalReview(review, { width: 1_000, colour: false }).split('\n')[0],
    /^\*\*(.*)\*\*$/m.exec(markdownReview(review))?.[1],
    /<h1>(.*)<\/h1>/.exec(page)?.[1],
  ];
  for (const head of heads) {
    // Then the head has no number, and the stack says the gap.
    if (counts.methods === 0) expect(head).toBe('No auth methods are in this plan');
    else expect(countsSaid(head ?? '')).toStrictEqual(countsOfHead);
  }
  const rules = Object.keys(WORDS) as (keyof typeof WORDS)[];
  const cards = [...page.matchAll(/data-groups="([^"]*)"/g)].map((card) => (card[1] ?? '').split(' '));
  for (const rule of rules) {
    const tile = new RegExp(`id="show-${rule}"[^]*?<span class="count">(\\d+)</span>`);
    expect([rule, number(page, tile)]).toStrictEqual([rule, counts[rule]]);
    expect([rule, cards.filter((card) => card.includes(rule)).length]).toStrictEqual([rule, counts[rule]]);
  }
  expect(
    stacks.flatMap(({ methods }) => methods).filter(({ matches }) => matches.includes('moved')).length,
  ).toBe(moved);
  const inSync = /<p class="badges"><span class="badge in-sync">/g;
  expect(page.match(inSync)?.length ?? 0).toBe(counts['in-sync']);
  expect(page.match(/<div class="unsure">/g)?.length ?? 0).toBe(
    stacks.filter(({ notCompared }) => notCompared.length > 0).length,
  );
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
      const stacks = plans.map(([content, known]) => reviewPlan(readPlan(content), known));
      const review = checked(conclude(stacks, { madeBy: '1.2.3', failOn: FAIL_ON }));
      expectAgreement(review);
      const { counts, exit } = review;
      const rules = FAIL_ON.filter((rule) => counts[rule] > 0 || (rule === 'unchecked' && counts.gaps > 0));
      expect(exit).toStrictEqual({ code: rules.length > 0 ? 3 : 0, failedOn: rules });
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['the story', STORY] as const,
  ['a nightly job', NIGHTLY] as const,
  ['several stacks', STACKS] as const,
  ...HOSTILE.map((text) => [text, reviewHolding([text, text, text, text, text, text])] as const),
])('the numbers of %j are the same in all forms', (_what, review) => {
  expectAgreement(review);
});

test('a gap alone is neither in sync nor quiet', () => {
  const stack = reviewPlan(readPlan(plan({ complete: false })), { refreshed: 'yes' });
  const review = checked(conclude([stack], { madeBy: '1.2.3', failOn: ['unchecked'] }));

  expect(review.counts).toMatchObject({ methods: 1, 'in-sync': 1, unchecked: 0, gaps: 1 });
  expect(review.exit).toStrictEqual({ code: 3, failedOn: ['unchecked'] });
  expect(terminalReview(review, { width: 100, colour: false }).split('\n')[0]).toBe(
    '1 auth method: in sync, but with 1 gap in what was compared',
  );
  // Yellow, and not green.
  expect(terminalReview(review, { width: 100, colour: true })).toMatch(/^\u001b\[33m1 auth method/);
});
