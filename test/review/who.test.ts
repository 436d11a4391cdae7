import { readPlan, reviewPlan } from '../../lib/review';
import { changed, driftedIn, idsOf, withAuditTrail } from '../../lib/review/who';
import { configured, drift, entry, ID, plan } from './plans';

const AT = '2026-11-24T17:02:11.000Z';
const reviewed = (over: Parameters<typeof plan>[0]) => reviewPlan(readPlan(plan(over)), { refreshed: 'yes' });
const scope = { resource_drift: [drift({}, { scope: 'admin' })], resource_changes: [entry()] };

describe('a change is a sentence', () => {
  const change = { kind: 'changed', at: AT, by: 'jane@example.com', via: 'web' } as const;
  test.each([
    [{}, 'by "jane@example.com" (web).'],
    [{ via: 'api' }, 'by "jane@example.com" (API).'],
    [{ via: 'api', program: 'curl' }, 'by "jane@example.com" (API, curl).'],
    [{ via: 'support' }, `by "jane@example.com" (Datadog's support).`],
    [{ via: undefined }, 'by "jane@example.com".'],
    [{ by: undefined }, '(web). The audit trail does not name the user.'],
    [{ by: 'jane@example.com (web). Nothing to do' }, 'by "jane@example.com (web). Nothing to do" (web).'],
  ] as const)('%j', (more, by) => {
    const sentence = `Changed in Datadog on 24 Nov 2026 at 17:02 UTC ${by}`;
    expect(String(changed({ ...change, ...more }))).toBe(sentence);
  });

  test.each([
    ['created', 'Created'],
    ['deleted', 'Deleted'],
  ] as const)('that says what somebody %s, and when', (kind, word) => {
    expect(String(changed({ ...change, kind, at: '2026-01-05T00:00:00.000Z' }))).toBe(
      `${word} in Datadog on 5 Jan 2026 at 00:00 UTC by "jane@example.com" (web).`,
    );
  });
});

describe('searched for is what drifted or was deleted', () => {
  test.each([
    ['what drifted', scope, [{ ids: [ID] }]],
    [
      'what was deleted, and will be created again',
      {
        resource_drift: [drift({}, null)],
        resource_changes: [entry({ actions: ['create'], before: null, after_unknown: { id: true } })],
      },
      [{ ids: [ID] }],
    ],
    ['what was deleted', { resource_drift: [drift({}, null)], resource_changes: [] }, [{ ids: [ID] }]],
    ['nothing else', {}, []],
  ] as const)('%s', (_, over, wanted) => {
    expect(idsOf(driftedIn(reviewed(over)))).toEqual(wanted);
  });

  test('at the address of its provider, as far as that is a constant', () => {
    const driftedAt = (provider_config_key: string, expressions: object) => {
      const provider_config = { datadogwebhooks: {}, 'datadogwebhooks.eu': { expressions } };
      const root_module = configured({}, { provider_config_key });
      return driftedIn(reviewed({ ...scope, configuration: { provider_config, root_module } }));
    };
    const EU = { site: { constant_value: 'datadoghq.eu' }, api_url: { references: ['var.url'] } };
    const url = (constant_value: unknown) =>
      idsOf(driftedAt('datadogwebhooks.eu', { api_url: { constant_value } }));

    expect(url('http://x')).toEqual([{ apiUrl: 'http://x', ids: [ID] }]);
    // Not the default one: what is no text is refused later.
    expect(url(['x'])).toEqual([{ apiUrl: '["x"]', ids: [ID] }]);
    expect(idsOf(driftedAt('datadogwebhooks', EU))).toEqual([{ ids: [ID] }]);
    expect(idsOf([...driftedAt('datadogwebhooks.eu', EU), ...driftedIn(reviewed(scope))])).toEqual([
      { site: 'datadoghq.eu', ids: [ID] },
      { ids: [ID] },
    ]);
  });
});

test('an auth method that was not searched for stays as it is', () => {
  const drifted = reviewed(scope);
  expect(withAuditTrail(drifted, [{ methods: new Map() }])).toStrictEqual(drifted);
  const quiet = reviewed({});
  const methods = new Map([[ID, { changes: [] }]]);
  expect(withAuditTrail(quiet, [{ methods }])).toStrictEqual(quiet);
});
