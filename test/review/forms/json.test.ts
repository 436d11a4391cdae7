import Ajv2020 from 'ajv/dist/2020';
import schema from '../../../docs/review.schema.json';
import type { DisplayValue } from '../../../lib/drift/display';
import { VERDICTS, WAYS_OUT } from '../../../lib/drift/words';
import { FAIL_ON, REVIEW_FORMAT, type Action, type PlannedRequest, type Review } from '../../../lib/review';
import { OUTCOMES } from '../../../lib/review/outcomes';
import { plan, review } from '../plans';

/** The compiler checks that none is missing and none too many. */
const ACTIONS: Record<Action, true> = {
  none: true,
  create: true,
  'create-again': true,
  'create-beside': true,
  update: true,
  delete: true,
  replace: true,
  forget: true,
  gone: true,
};
const KINDS: Record<Exclude<DisplayValue['kind'], 'value'>, true> = {
  unset: true,
  absent: true,
  masked: true,
  unknown: true,
  'not-readable': true,
};
const METHODS: Record<PlannedRequest['method'], true> = { POST: true, PATCH: true, DELETE: true };
const CODES: Record<Review['exit']['code'], true> = { 0: true, 1: true, 2: true, 3: true };

const consts = (list: readonly { const: string }[]) => list.map((one) => one.const);
const { $defs: defs } = schema;

test.each([
  ['verdicts', consts(defs.Verdict.oneOf), Object.keys(VERDICTS)],
  ['outcomes', consts(defs.Outcome.oneOf), Object.keys(OUTCOMES)],
  ['actions', consts(defs.Action.oneOf), Object.keys(ACTIONS)],
  ['kinds of values', consts(defs.Shown.oneOf[1]!.properties.kind.oneOf!), Object.keys(KINDS)],
  ['ways out', defs.WayOut.properties.choice.enum, Object.keys(WAYS_OUT)],
  ['methods', defs.PlannedRequest.properties.method.enum, Object.keys(METHODS)],
  ['exit codes', schema.properties.exit.properties.code.enum.map(String), Object.keys(CODES)],
  ['rules', defs.FailOn.enum, [...FAIL_ON]],
  ['counts', schema.properties.counts.required, Object.keys(review(plan()).counts)],
  ['formats', [schema.properties.format.const], [REVIEW_FORMAT]],
])('the schema has the %s of the types', (_what, inSchema, inTypes) => {
  expect([...inSchema].sort()).toStrictEqual([...inTypes].sort());
});

test('the schema is one, in the strict mode of its validator', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false });
  expect(() => ajv.compile(schema)).not.toThrow();
});

test('the schema refuses what is not a review', () => {
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
  const good = review(plan());
  expect(validate(good)).toBe(true);
  for (const broken of [
    { ...good, format: '2.0' },
    { ...good, exit: { code: 4, failedOn: [] } },
    { ...good, stacks: [{}] },
    JSON.parse(JSON.stringify(good).replace('"in-sync",', '"in sync",')),
  ])
    expect(validate(broken)).toBe(false);
});
