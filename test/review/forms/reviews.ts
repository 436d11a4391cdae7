import { idFor } from '../plans';
import type { AttributeName } from '../../../lib/attributes';
import { path, text, type Text } from '../../../lib/text/parts';
import type { DisplayValue } from '../../../lib/drift/display';
import { waysOut } from '../../../lib/drift/ways-out';
import type { Verdict } from '../../../lib/drift/words';
import {
  conclude,
  type AttributeFinding,
  type MethodFinding,
  type Note,
  type PlannedRequest,
  type Review,
  type StackReview,
} from '../../../lib/review';
import { withOutcome } from '../../../lib/review/outcomes';

/** Reviews that no plan can be made for, to hold any text in any place. */

const BASE = '/api/v2/integration/webhooks/configuration/auth-method/oauth2-client-credentials';
const ID = '9e9c7e3e-e872-45b9-ad57-df0e745c432e';

/** A value; `null` for none. */
export function value(of: string | null): DisplayValue {
  return of === null ? { kind: 'unset' } : { kind: 'value', value: of };
}

export function finding(
  attribute: AttributeName,
  verdict: Verdict,
  values: readonly [string | null, string | null, string | null],
): AttributeFinding {
  const [deployed, live, wanted] = values.map(value) as [DisplayValue, DisplayValue, DisplayValue];
  const shown = { deployed, live, wanted };
  return {
    attribute,
    verdict,
    isDrifted: verdict === 'conflict',
    ...shown,
  };
}

export function method(name: string, more: Partial<MethodFinding> = {}): MethodFinding {
  const found = {
    address: `datadogwebhooks_oauth2_client_credentials.${name}`,
    name: value(name),
    id: idFor(name),
    action: 'none',
    attributes: [
      finding('name', 'in-sync', [name, name, name]),
      finding('client_id', 'in-sync', ['client', 'client', 'client']),
      finding('audience', 'in-sync', [null, null, null]),
    ],
    waysOut: [],
    requests: [],
    notes: [],
    diagnostics: [],
    ...more,
  } as const;
  return withOutcome(found);
}

/** One in conflict. */
export function conflict(name: string, values: readonly [string, string, string]): MethodFinding {
  const row = finding('client_id', 'conflict', values);
  return method(name, {
    action: 'update',
    attributes: [row],
    waysOut: waysOutOf(row, `webhooks/${name}`),
    requests: [patch({ client_id: values[2] })],
  });
}

export function waysOutOf(row: AttributeFinding, path: string): MethodFinding['waysOut'] {
  return waysOut([{ ...row, attribute: 'client_id' }], { language: 'TypeScript', path, key: '' });
}

export function patch(attributes: Readonly<Record<string, string | null>>, reason?: Text): PlannedRequest {
  return {
    method: 'PATCH',
    path: `${BASE}/${ID}`,
    body: { data: { type: 'webhooks-auth-method-oauth2-client-credentials', attributes } },
    settled: reason === undefined,
    ...(reason ? { reason } : {}),
  };
}

export function stackOf(methods: readonly MethodFinding[], more: Partial<StackReview> = {}): StackReview {
  return {
    stack: 'webhooks',
    methods,
    plan: {
      madeBy: 'Terraform',
      terraformVersion: '1.11.4',
      madeAt: '2026-11-23T20:00:00Z',
      refreshed: 'yes',
      refreshOnly: false,
      applyable: true,
      errored: false,
    },
    notCompared: [],
    diagnostics: [],
    others: { unchanged: 0, changed: 0 },
    ...more,
  };
}

export function reviewOf(stacks: readonly StackReview[], auditTrail?: Review['auditTrail']): Review {
  return conclude(
    stacks.map((stack) => ({ stack, names: [] })),
    { madeBy: '0.1.0', auditTrail },
  );
}

/** A sentence that holds a text from elsewhere. */
export function sentence(of: string): Text {
  return text`Somebody wrote ${path(of)} here.`;
}

export function note(said: Text): Note {
  return { kind: 'test', text: said, blocks: false };
}
