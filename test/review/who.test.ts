import { organisationsOf, readPlan, reviewPlan } from '../../lib/review';
import { changed, driftedIn, hiddenIn, idsOf, withAuditTrail } from '../../lib/review/who';
import { configured, drift, entry, ID, plan, PROVIDER } from './plans';

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

  const URL = 'http://x';
  const NONE = { references: ['local.url'] };
  const literal = (constant_value: unknown) => ({ api_url: { constant_value } });
  const variable = (name: string) => ({ api_url: { references: [`var.${name}`] } });
  test.each<[string, object, object[] | undefined]>([
    ['the environment has', {}, [{}]],
    ['is a literal', literal(URL), [{ apiUrl: URL }]],
    ['is no text, and is refused later', literal(['x']), [{ apiUrl: '["x"]' }]],
    ['is a variable', variable('url'), [{ apiUrl: URL }]],
    ['is a variable without a value', variable('none'), [{}]],
    ['is an ephemeral variable', variable('ephemeral'), undefined],
    ['is another expression', { site: { constant_value: 'datadoghq.eu' }, api_url: NONE }, undefined],
    ['is one of several variables', { api_url: { references: ['var.url', 'var.other'] } }, undefined],
  ])('at the address of its provider, which %s', (_, expressions, addresses) => {
    const of = reviewed({
      ...scope,
      variables: { url: { value: URL }, other: { value: 'http://y' }, none: { value: null } },
      configuration: {
        provider_config: { datadogwebhooks: { expressions: literal('http://z') }, eu: { expressions } },
        root_module: configured({}, { provider_config_key: 'eu' }),
      },
    });
    const drifted = driftedIn(of);
    expect(idsOf(drifted)).toEqual((addresses ?? []).map((one) => ({ ...one, ids: [ID] })));
    expect(hiddenIn(drifted).map(String)).toStrictEqual(
      addresses
        ? []
        : ['The search of the audit trail is incomplete: the plan does not show the address of a provider.'],
    );
    if (addresses) expect(organisationsOf([of])).toEqual(addresses);
    else
      expect(() => organisationsOf([of])).toThrow(
        'The plan does not show the address of a provider, so its auth methods cannot be listed. ' +
          'Let its `site` and `api_url` be literals or variables that are not ephemeral, or omit --unmanaged.',
      );
  });

  test('at the address of the provider in its module', () => {
    const module = {
      ...configured({}, { provider_config_key: 'module.a:datadogwebhooks' }),
      module_calls: {},
    };
    const of = reviewed({
      resource_drift: [drift({}, { scope: 'admin' }, { module_address: 'module.a[0]' })],
      resource_changes: [entry({}, { module_address: 'module.a[0]' })],
      variables: { url: { value: 'http://y' } },
      configuration: {
        provider_config: {
          'module.a:datadogwebhooks': { expressions: variable('url'), module_address: 'module.a' },
        },
        root_module: {
          module_calls: { a: { module, expressions: { url: { constant_value: URL } } } },
        },
      },
    });
    expect(organisationsOf([of])).toEqual([{ apiUrl: URL }]);
  });

  test.each([
    ['each address that the code names', {}, []],
    [
      'that of the environment too, if an auth method of the code has it',
      configured({}, { name: 'orders', provider_config_key: 'datadogwebhooks' }),
      [{}],
    ],
  ])('at %s, if the code declares it no more', (_, root_module, ofEnvironment) => {
    const full_name = PROVIDER;
    const addresses = [...ofEnvironment, { apiUrl: URL }, { site: 'datadoghq.eu' }];
    const of = reviewed({
      resource_drift: [drift({}, { scope: 'admin' })],
      resource_changes: [entry({ actions: ['delete'], after: null })],
      configuration: {
        provider_config: {
          datadogwebhooks: { full_name },
          us: { full_name, expressions: literal(URL) },
          eu: { full_name, expressions: { site: { constant_value: 'datadoghq.eu' } } },
          other: { full_name: 'registry.terraform.io/datadog/datadog', expressions: literal('http://y') },
        },
        root_module,
      },
    });
    expect(organisationsOf([of])).toEqual(addresses);
    expect(idsOf(driftedIn(of))).toEqual(addresses.map((one) => ({ ...one, ids: [ID] })));
    const change = { kind: 'changed', at: AT, by: 'jane@example.com', via: 'web' } as const;
    const trails = [[], [change]].map((changes) => ({ methods: new Map([[ID, { changes }]]) }));
    const [method] = withAuditTrail(of, trails).stack.methods;
    expect(method?.auditTrail?.changes).toStrictEqual([change]);
  });
});

test('an auth method that was not searched for stays as it is', () => {
  const drifted = reviewed(scope);
  expect(withAuditTrail(drifted, [{ methods: new Map() }])).toStrictEqual(drifted);
  const quiet = reviewed({});
  const methods = new Map([[ID, { changes: [] }]]);
  expect(withAuditTrail(quiet, [{ methods }])).toStrictEqual(quiet);
});
