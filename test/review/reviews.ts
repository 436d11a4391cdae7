import { rowOf, type AttributeName } from '../../lib/attributes';
import { countsOf, matchesOf } from '../../lib/review/matches';
import type {
  AttributeFinding,
  MethodFinding,
  PlannedRequest,
  Review,
  Shown,
  StackReview,
  Verdict,
  WayOut,
} from '../../lib/review/review';

/** Reviews for the tests of the forms, written out by hand. */

const BASE = '/api/v2/integration/webhooks/configuration/auth-method/oauth2-client-credentials';
export const ID = '9e9c7e3e-e872-45b9-ad57-df0e745c432e';

/** A value; `null` for none. */
export function value(text: string | null): Shown {
  return text === null ? { kind: 'unset' } : { kind: 'value', value: text };
}

export const MASKED: Shown = { kind: 'masked' };
export const ABSENT: Shown = { kind: 'absent' };
export const UNKNOWN: Shown = { kind: 'unknown' };
export const NOT_READABLE: Shown = { kind: 'not-readable' };

export function finding(
  attribute: AttributeName,
  verdict: Verdict,
  values: readonly [Shown, Shown, Shown],
  waysOut: readonly WayOut[] = [],
): AttributeFinding {
  const [deployed, live, wanted] = values;
  const property = rowOf(attribute).property as AttributeFinding['property'];
  return { attribute, property, verdict, deployed, live, wanted, waysOut };
}

export function inSync(attribute: AttributeName, text: string | null): AttributeFinding {
  return finding(attribute, 'in-sync', [value(text), value(text), value(text)]);
}

/** A secret that was sent before and is not sent now. */
export const secretNotCompared = finding('client_secret_wo', 'secret-not-compared', [
  MASKED,
  NOT_READABLE,
  MASKED,
]);

export function method(name: string, more: Partial<MethodFinding> = {}): MethodFinding {
  return {
    address: `datadogwebhooks_oauth2_client_credentials.${name}`,
    constructPath: `webhooks/${name}`,
    name: value(name),
    id: ID,
    action: 'none',
    // Of the method as it is in the end: stackOf writes them.
    matches: [],
    attributes: [
      inSync('name', name),
      inSync('access_token_url', 'https://login.example.com/oauth2/token'),
      inSync('client_id', `${name}-webhooks`),
      secretNotCompared,
      inSync('audience', null),
      inSync('scope', 'read:webhooks'),
    ],
    requests: [],
    notes: [],
    ...more,
  };
}

/** {@link method} with some of its findings replaced. */
export function methodWith(
  name: string,
  findings: readonly AttributeFinding[],
  more: Partial<MethodFinding> = {},
): MethodFinding {
  const whole = method(name, more);
  const attributes = whole.attributes.map(
    (held) => findings.find((found) => found.attribute === held.attribute) ?? held,
  );
  return { ...whole, attributes };
}

export function patch(attributes: Readonly<Record<string, string | null>>, settled = true): PlannedRequest {
  return { method: 'PATCH', path: `${BASE}/${ID}`, body: body(attributes), settled };
}

export function post(attributes: Readonly<Record<string, string | null>>, settled = true): PlannedRequest {
  return { method: 'POST', path: BASE, body: body(attributes), settled };
}

export const removal: PlannedRequest = { method: 'DELETE', path: `${BASE}/${ID}`, settled: true };

function body(attributes: Readonly<Record<string, string | null>>): PlannedRequest['body'] {
  return { data: { type: 'webhooks-auth-method-oauth2-client-credentials', attributes } };
}

export function stackOf(methods: readonly MethodFinding[], more: Partial<StackReview> = {}): StackReview {
  return {
    stack: 'webhooks',
    methods: methods.map(matched),
    plan: {
      terraformVersion: '1.11.4',
      madeAt: '2026-11-23T20:00:00Z',
      refreshed: 'yes',
      refreshOnly: false,
      applyable: true,
    },
    notCompared: [],
    others: { unchanged: 0, changed: 0 },
    ...more,
  };
}

function matched(found: MethodFinding): MethodFinding {
  const drifted = found.attributes.some(
    ({ verdict }) => verdict.startsWith('drifted') || verdict === 'conflict',
  );
  const moved = found.attributes.some(({ movedSinceApproval }) => movedSinceApproval === true);
  return { ...found, matches: [...matchesOf(found, drifted), ...(moved ? (['moved'] as const) : [])] };
}

export function reviewOf(stacks: readonly StackReview[], more: Partial<Review> = {}): Review {
  return {
    format: '1.0',
    madeBy: '0.1.0',
    stacks,
    counts: countsOf(stacks, 0),
    exit: { code: 0, failedOn: [] },
    ...more,
  };
}
