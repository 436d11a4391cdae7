import { createHash } from 'node:crypto';
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
  type PlanOrigin,
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

/** A resource that a plan changes or that drifted; by default ours, unchanged. An address has its own id. */
export function entry(change: Json = {}, over: Json = {}): Json {
  const made = {
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
  const { address, deposed } = made as { address?: string; deposed?: string };
  if (address === PAYMENTS_ADDRESS && deposed === undefined) return made;
  const id = idFor(`${address ?? ''} ${deposed ?? ''}`);
  return JSON.parse(JSON.stringify(made).replaceAll(ID, id)) as Json;
}

/** An id that follows from a text. */
export function idFor(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${ID.slice(0, 24)}${hex.slice(0, 12)}`;
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

/** The module of a configuration that has the one auth method with these expressions. */
export function configured(expressions: Json, more: Json = {}): Json {
  return { resources: [{ mode: 'managed', type: TYPE, name: 'payments', expressions, ...more }] };
}

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** The JSON form of the review of one plan. */
export function review(
  content: string,
  known: PlanOrigin = { refreshed: 'yes' },
  options: Partial<Options> = {},
): JsonReview {
  return checked(reviewed(content, known, options));
}

/** The review of one plan. */
export function reviewed(
  content: string,
  known: PlanOrigin = { refreshed: 'yes' },
  options: Partial<Options> = {},
): Review {
  return conclude([reviewPlan(readPlan(content), { diagnostics: [], ...known })], {
    madeBy: '1.2.3',
    ...options,
  });
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
export function only(content: string, known?: PlanOrigin): JsonMethod {
  const methods = methodsIn(review(content, known));
  expect(methods).toHaveLength(1);
  return methods[0] as JsonMethod;
}

/** The synthesized code of the one auth method. */
export function codeOf(payments: object): Code {
  return readCode(JSON.stringify({ resource: { [TYPE]: { payments } } }));
}

/** The sentences of the notes. */
export function notesOf({ notes }: JsonMethod): string[] {
  return notes.map(({ text }) => text);
}

/** The sentences of what was not compared. */
export function gapsOf(made: JsonReview): string[] {
  return made.stacks.flatMap(({ notCompared }) => notCompared.map(({ text }) => text));
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
