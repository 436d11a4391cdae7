import Ajv2020 from 'ajv/dist/2020';
import schema from '../../docs/review.schema.json';
import { jsonReview } from '../../lib/review/forms';
import type { Text } from '../../lib/text/parts';
import {
  conclude,
  readCode,
  readPlan,
  reviewPlan,
  type Code,
  type Known,
  type Options,
  type Review,
} from '../../lib/review';
import { TYPE } from '../helpers/terraform';

/** Small plans, as `terraform show -json` writes them. */

export const ID = '9e9c7e3e-e872-45b9-ad57-df0e745c432e';
export const PAYMENTS_ADDRESS = `${TYPE}.payments`;
export const PROVIDER = 'terraform.local/cdktf/datadogwebhooks';

type Json = Readonly<Record<string, unknown>>;

/** A value as JSON has it: a text is a string. */
type InJson<Value> = Value extends Text
  ? string
  : Value extends object
    ? { readonly [Key in keyof Value]: InJson<Value[Key]> }
    : Value;
export type JsonReview = InJson<Review>;
export type JsonStack = JsonReview['stacks'][number];
export type JsonMethod = JsonStack['methods'][number];

/** An auth method as a state has it. */
export function state(over: Json = {}): Json {
  return {
    access_token_url: 'https://login.example.com/token',
    audience: null,
    client_id: 'payments-webhooks',
    client_secret_revision: 1,
    client_secret_wo: null,
    client_secret_wo_version: null,
    id: ID,
    name: 'payments',
    protocol: 'oauth2-client-credentials',
    scope: 'read',
    verify_token: null,
    ...over,
  };
}

/** A resource that a plan changes or that drifted; by default ours, unchanged. */
export function entry(change: Json = {}, over: Json = {}): Json {
  return {
    address: PAYMENTS_ADDRESS,
    mode: 'managed',
    type: TYPE,
    name: 'payments',
    provider_name: PROVIDER,
    change: {
      actions: ['no-op'],
      before: state(),
      after: state(),
      after_unknown: {},
      before_sensitive: { client_secret_wo: true },
      after_sensitive: { client_secret_wo: true },
      ...change,
    },
    ...over,
  };
}

export function update(before: Json, after: Json, change: Json = {}, over: Json = {}): Json {
  return entry({ actions: ['update'], before: state(before), after: state(after), ...change }, over);
}

/** What a refresh found: `before` was deployed, `after` is live. */
export function drift(before: Json, after: Json | null, over: Json = {}): Json {
  const actions = after === null ? ['delete'] : ['update'];
  return entry({ actions, before: state(before), after: after && state(after) }, over);
}

export function plan(over: Json = {}): string {
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: [entry()],
    configuration: { root_module: {} },
    timestamp: '2026-11-23T20:34:35Z',
    applyable: true,
    complete: true,
    errored: false,
    ...over,
  });
}

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** The JSON form of the review of one plan. */
export function review(
  content: string,
  known: Known = { refreshed: 'yes' },
  options: Partial<Options> = {},
): JsonReview {
  return checked(reviewed(content, known, options));
}

/** The review of one plan. */
export function reviewed(
  content: string,
  known: Known = { refreshed: 'yes' },
  options: Partial<Options> = {},
): Review {
  return conclude([reviewPlan(readPlan(content), known).stack], { madeBy: '1.2.3', ...options });
}

/** The JSON form. Every review that a test makes is checked against the schema. */
export function checked(made: Review): JsonReview {
  const read = JSON.parse(jsonReview(made)) as JsonReview;
  validate(read);
  expect(validate.errors ?? []).toStrictEqual([]);
  return read;
}

export function methodsIn(made: JsonReview): readonly JsonMethod[] {
  return made.stacks.flatMap(({ methods }) => methods);
}

/** The one auth method of a plan. */
export function only(content: string, known?: Known): JsonMethod {
  const methods = methodsIn(review(content, known));
  expect(methods).toHaveLength(1);
  return methods[0] as JsonMethod;
}

/** The synthesized code of the one auth method. */
export function codeOf(payments: object): Code {
  return readCode(JSON.stringify({ resource: { [TYPE]: { payments } } }));
}

/** The verdicts by attribute. */
export function verdicts({ attributes }: JsonMethod): Record<string, string> {
  return Object.fromEntries(attributes.map(({ attribute, verdict }) => [attribute, verdict]));
}

export function values({ attributes }: JsonMethod, name: string): string {
  const finding = attributes.find(({ attribute }) => attribute === name);
  return [finding?.deployed, finding?.live, finding?.wanted]
    .map((shown) => (shown?.kind === 'value' ? String(shown.value) : `<${shown?.kind}>`))
    .join(' | ');
}
