import { annotations, htmlReview, jsonReview, markdownReview } from '../../../lib/review/forms';
import { terminalReview } from '../../../lib/review/forms/terminal';
import type { PlanOrigin, Review } from '../../../lib/review';
import { TYPE } from '../../helpers/terraform';
import { codeOf, drift, entry, plan, reviewed, state, update } from '../plans';

/** What a review says of one plan, in each of its forms. */

const FORMS: Readonly<Record<string, (review: Review) => string>> = {
  terminal: (review) => terminalReview(review, { width: 400, colour: false }),
  Markdown: (review) => markdownReview(review),
  HTML: (review) => htmlReview(review),
  JSON: (review) => jsonReview(review),
  annotations: (review) => annotations(review),
};
const FORM_NAMES = Object.keys(FORMS);

/** A form as a reader sees its words: without tags, escapes and code spans. */
function words(name: string, content: string, known?: PlanOrigin): string {
  const form = FORMS[name]?.(reviewed(content, { refreshed: 'yes', ...known })) ?? '';
  return form
    .replace(/<style>[^]*?<\/style>|<details class="legend">[^]*?<\/details>|<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/[`\\]/g, '')
    .replace(/%0A/g, '\n')
    .replace(/\s+/g, ' ');
}

const at = (name: string) => ({ address: `${TYPE}.${name}`, name });
const DELETED = entry(
  { actions: ['delete'], after: null },
  { ...at('old'), action_reason: 'delete_because_no_resource_config' },
);
const CREATED = entry(
  { actions: ['create'], before: null, after: state({ id: undefined }), after_unknown: { id: true } },
  at('payments'),
);

describe.each(FORM_NAMES)('in the %s form', (form) => {
  test('a renamed construct is one finding, with the line that keeps the auth method', () => {
    const code = codeOf({ '//': { metadata: { path: 'webhooks/payments' } } });
    const shown = words(form, plan({ resource_changes: [DELETED, CREATED] }), { code });
    expect(shown).toContain(
      `If the construct was renamed, add .moveFromId('${TYPE}.old') to webhooks/payments.`,
    );
  });

  test('a sensitive name is in no sentence', () => {
    const content = plan({
      resource_changes: [
        update({ name: 'hidden-name' }, { name: 'other' }, { before_sensitive: { name: true } }, at('a')),
        entry(
          {
            actions: ['create'],
            before: null,
            after: state({ name: 'hidden-name', id: undefined }),
            after_sensitive: { name: true },
          },
          at('b'),
        ),
      ],
    });
    const diagnostics = [
      { severity: 'warning', address: `${TYPE}.b`, summary: 'About "hidden-name"', detail: 'hidden-name.' },
    ] as const;
    const shown = words(form, content, { diagnostics });
    expect(shown).not.toContain('hidden-name');
    expect(shown).toContain(`${TYPE}.a has the name (sensitive value) until the deploy renames it.`);
    expect(shown).toContain('About "***"');
  });

  test('one that OpenTofu forgets and creates anew stops the deploy where it keeps its name', () => {
    const replaced = (name: string) =>
      plan({
        resource_changes: [entry({ actions: ['forget', 'create'], after: state({ name, id: undefined }) })],
      });
    expect(words(form, replaced('payments'))).toContain(
      'The deploy creates the new one while Datadog has the old one. Datadog refuses a second auth method of the same name with 409.',
    );
    expect(words(form, replaced('other'))).not.toContain('409');
  });
});

describe('14 changes among 32 auth methods', () => {
  const place = (index: number) => ({ name: `m${index}`, over: at(`m${index}`) });
  const changes = Array.from({ length: 14 }, (_, index) => {
    const { name, over } = place(index);
    const edited = { name, scope: 'edited' };
    if (index < 2) return update(edited, { name, scope: 'wanted' }, {}, over);
    if (index < 5) return update(edited, { name }, {}, over);
    if (index === 5) return entry({ actions: ['create'], before: null, after: state({ name }) }, over);
    if (index === 6)
      return entry(
        { actions: ['delete'], before: state({ name }), after: null },
        { ...over, action_reason: 'x' },
      );
    const audience = 'https://api.example.com';
    return update({ name }, { name, client_id: 'another-client', audience }, {}, over);
  });
  const still = Array.from({ length: 18 }, (_, index) => {
    const { name, over } = place(index + 14);
    return entry({ before: state({ name }), after: state({ name }) }, over);
  });
  const drifts = Array.from({ length: 5 }, (_, index) => {
    const { name, over } = place(index);
    return drift({ name }, { name, scope: 'edited' }, over);
  });
  const review = reviewed(plan({ resource_changes: [...changes, ...still], resource_drift: drifts }));
  const linesOf = (isBrief: boolean) =>
    terminalReview(review, { width: 100, colour: false, isBrief }).split('\n');

  test('are at most 40 lines with --brief and 200 without', () => {
    expect(review.counts.outcomes).toStrictEqual({
      conflict: 2,
      delete: 1,
      drifted: 3,
      create: 1,
      update: 7,
      'in-sync': 18,
    });
    expect(linesOf(true).length).toBeLessThanOrEqual(40);
    expect(linesOf(false).length).toBeLessThanOrEqual(200);
  });

  test('have one line each, with what changes, and one for those in sync', () => {
    expect(linesOf(true)).toEqual(
      expect.arrayContaining([
        'Decide before you deploy: 2 in conflict, 1 to delete, 3 drifted',
        '! conflict: "m0": scope "edited" → "wanted"',
        '↺ drifted, will be put back: "m2": scope "edited" → "read"',
        '- will be deleted: "m6"',
        '+ will be created: "m5"',
        '~ will be updated: "m7": client_id "payments-webhooks" → "another-client", audience (not set) →',
        '= in sync: 18 auth methods',
      ]),
    );
  });
});
