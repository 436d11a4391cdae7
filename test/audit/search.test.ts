import { searchAuditTrail } from '../../lib/audit/search';
import type { Emulator } from '../../lib/emulator';
import { startServer } from '../helpers/one-answer-server';
import { PAYMENTS, started } from '../emulator/started';

/** An emulator's address and keys. */
const environment = ({ url }: Emulator) => ({ DD_HOST: url, DD_API_KEY: 'k', DD_APP_KEY: 'k' });
const search = (emulator: Emulator, ids: readonly string[], timeoutMs?: number) =>
  searchAuditTrail({ ids }, { environment: environment(emulator), version: '1.0.0', timeoutMs });
const sent = (emulator: Emulator) => emulator.requests.map(({ query }) => new URLSearchParams(query));

test('one search finds the changes of all auth methods', async () => {
  const emulator = await started({ user: 'jane@example.com' });
  const [a, b] = ['a', 'b'].map((name) => emulator.add({ ...PAYMENTS, name }).id) as [string, string];
  emulator.remove('b');

  const { methods, ...rest } = await search(emulator, [a.toUpperCase(), b]);
  expect(rest).toStrictEqual({ isComplete: true, limits: [] });
  const at = expect.any(String);
  const by = { by: 'jane@example.com', via: 'web' };
  expect(Object.fromEntries(methods)).toStrictEqual({
    [a]: { changes: [{ kind: 'created', at, ...by }], hasMore: false },
    [b]: {
      changes: [
        { kind: 'deleted', at, ...by },
        { kind: 'created', at, ...by },
      ],
      hasMore: false,
    },
  });
  expect(emulator.requests).toHaveLength(1);
});

test('it reads page by page, and no further than it has to', async () => {
  let time = Date.now() - 3_600_000;
  const emulator = await started({ now: () => (time += 5_000) });
  const [busy, calm] = ['busy', 'calm'].map((name) => emulator.add({ ...PAYMENTS, name }).id) as [
    string,
    string,
  ];
  for (let scope = 0; scope < 450; scope += 1) emulator.edit('busy', { scope: String(scope) });

  const { methods } = await search(emulator, [busy, calm]);
  expect(methods.get(busy)).toMatchObject({ hasMore: true, changes: { length: 5 } });
  expect(methods.get(calm)?.changes).toHaveLength(1);
  expect(sent(emulator).map((query) => query.get('page[cursor]'))).toStrictEqual([null, '200', '400']);

  emulator.clearRequests();
  await search(emulator, [busy]);
  expect(emulator.requests).toHaveLength(1);
});

test('many auth methods are searched in groups', async () => {
  const emulator = await started();
  const ids = Array.from({ length: 120 }, (_, index) => emulator.add({ ...PAYMENTS, name: `m${index}` }).id);

  const { methods, isComplete } = await search(emulator, ids);
  expect([isComplete, methods.size, emulator.requests.length]).toStrictEqual([true, 120, 3]);
  expect([...methods.values()].filter(({ changes }) => changes.length !== 1)).toStrictEqual([]);
  expect(Math.max(...emulator.requests.map(({ query }) => query.length))).toBeLessThan(8_000);
});

test('it ends after 2,000 events, and says so once', async () => {
  const emulator = await started();
  const ids = Array.from({ length: 120 }, (_, index) => emulator.add({ ...PAYMENTS, name: `m${index}` }).id);
  const next = (body: unknown) => ({ ...(body as object), meta: { page: { after: '0' } } });
  emulator.fault({ kind: 'transform', transform: next, count: Infinity });
  emulator.edit('m0', { scope: 'a' });

  const { isComplete, limits } = await search(emulator, ids);
  expect([isComplete, limits.map(String)]).toStrictEqual([
    false,
    ['The search of the audit trail ended after 2,000 events, so changes may be missing.'],
  ]);
  expect(emulator.requests).toHaveLength(10);
});

test('it ends in time', async () => {
  const emulator = await started();
  const { id } = emulator.add(PAYMENTS);
  emulator.fault({ kind: 'hang', count: Infinity });

  const { methods, isComplete, limits } = await search(emulator, [id], 100);
  expect([methods.size, isComplete, limits.map(String)]).toStrictEqual([
    0,
    false,
    ['The search of the audit trail ended after 0.1 seconds, so changes may be missing.'],
  ]);
});

test('what it found before it ended is shown', async () => {
  let time = Date.now() - 3_600_000;
  const emulator = await started({ now: () => (time += 5_000) });
  const { id } = emulator.add(PAYMENTS);
  const calm = emulator.add({ ...PAYMENTS, name: 'calm' });
  for (let scope = 0; scope < 250; scope += 1) emulator.edit('payments', { scope: String(scope) });
  emulator.fault({ kind: 400, skip: 1 });

  const { methods, isComplete, limits } = await search(emulator, [id, calm.id]);
  expect([isComplete, limits.map(String)]).toStrictEqual([
    false,
    ['Changes may be missing: Datadog answered 400 to the search of its audit trail.'],
  ]);
  expect(methods.get(id)?.changes).toHaveLength(5);
  expect(methods.get(calm.id)?.changes).toStrictEqual([]);
});

test('a fault that passes is no limit', async () => {
  const emulator = await started();
  const { id } = emulator.add(PAYMENTS);
  emulator.fault({ kind: 'reset-before' });

  const { methods, limits } = await search(emulator, [id]);
  expect([methods.size, limits]).toStrictEqual([1, []]);
});

test("the provider's own address comes before that of the environment", async () => {
  const emulator = await started();
  const { id } = emulator.add(PAYMENTS);
  const { DD_HOST: apiUrl, ...keys } = environment(emulator);

  const { methods } = await searchAuditTrail({ ids: [id], apiUrl }, { environment: keys, version: '1.0.0' });
  expect(methods.size).toBe(1);
});

test('keys of its own come before those of a deploy, one by one', async () => {
  const keys = { apiKey: 'audit-api-key', appKey: 'audit-app-key' };
  const emulator = await started({ credentials: [{ ...keys, permissions: ['audit_logs_read'] }] });
  const { id } = emulator.add(PAYMENTS);
  const { DD_HOST } = environment(emulator);
  const search = (more: NodeJS.ProcessEnv) =>
    searchAuditTrail({ ids: [id] }, { environment: { DD_HOST, ...more }, version: '1.0.0' });

  const both = { DD_AUDIT_API_KEY: 'audit-api-key', DD_AUDIT_APP_KEY: 'audit-app-key' };
  const deploys = { DD_API_KEY: 'audit-api-key', DD_APP_KEY: 'of-a-deploy', DD_BEARER_TOKEN: '' };
  for (const environment of [
    both,
    { ...both, DD_API_KEY: 'x', DD_APP_KEY: 'y' },
    { ...both, DD_BEARER_TOKEN: 'z' },
    { ...deploys, DD_AUDIT_API_KEY: '', DD_AUDIT_APP_KEY: 'audit-app-key' },
  ])
    expect((await search(environment)).methods.size).toBe(1);
  expect((await search(deploys)).limits.map(String)).toStrictEqual([
    'Who changed it is not known: Datadog answered 403 to the search of its audit trail. ' +
      'Give the application key the permission audit_logs_read, or set DD_AUDIT_API_KEY and DD_AUDIT_APP_KEY.',
  ]);
});

describe('the limit of a search is a sentence:', () => {
  const UNKNOWN = 'Who changed it is not known: ';
  test.each([
    [404, 'Datadog answered 404 to the search of its audit trail.'],
    [
      401,
      'Datadog answered 401 to the search of its audit trail. ' +
        'Check the keys, or set DD_AUDIT_API_KEY and DD_AUDIT_APP_KEY.',
    ],
    [
      'wrong-type',
      'Datadog answered the search of its audit trail in a form that this version does not know. Look for a newer version.',
    ],
  ] as const)('%s', async (kind, sentence) => {
    const emulator = await started();
    const { id } = emulator.add(PAYMENTS);
    emulator.fault({ kind, count: Infinity });
    const { methods, limits } = await search(emulator, [id]);
    expect([methods.size, limits.map(String)]).toStrictEqual([0, [UNKNOWN + sentence]]);
  });

  test('no answer', async () => {
    const { DD_HOST, ...keys } = environment(await started());
    const unused = new URL(DD_HOST);
    unused.protocol = 'https';
    const env = { ...keys, DD_HOST: unused.href };
    const { limits } = await searchAuditTrail({ ids: [] }, { environment: env, version: '1.0.0' });
    expect(limits.map(String)).toStrictEqual([
      `${UNKNOWN}the search of the audit trail got no answer ` +
        '(the address begins with https, but the server does not use TLS).',
    ]);
  });

  test('one event of an unknown form', async () => {
    const emulator = await started();
    const { id } = emulator.add(PAYMENTS);
    emulator.fault({ kind: 'transform', transform: () => ({ data: [{}], meta: { status: 'timeout' } }) });
    const { isComplete, limits } = await search(emulator, [id]);
    expect([isComplete, limits.map(String)]).toStrictEqual([
      false,
      [
        'Datadog searched a part of its audit trail only, so changes may be missing.',
        'The audit trail has 1 event of an unknown form, not shown here.',
      ],
    ]);
  });
});

test('no key is sent to an address that a plan names', async () => {
  const sent: unknown[] = [];
  const stranger = await startServer(({ url }, response) => {
    sent.push(url);
    response.end('{}');
  });
  const before = { ...process.env };
  process.env.http_proxy = stranger.url;
  try {
    const { limits } = await searchAuditTrail(
      { ids: [crypto.randomUUID()], apiUrl: 'http://stranger.example' },
      {
        environment: { DD_API_KEY: 'k', DD_APP_KEY: 'k', DATADOG_WEBHOOKS_ALLOW_HTTP: '1' },
        version: '1.0.0',
      },
    );
    expect(limits.map(String)).toStrictEqual([
      'Who changed it is not known: No keys are sent to "http://stranger.example". ' +
        'If you trust this address, set DD_HOST to it.',
    ]);
    expect(sent).toStrictEqual([]);
  } finally {
    process.env = before;
    await stranger.close();
  }
});
