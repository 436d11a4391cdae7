import { searchAuditTrail } from '../../lib/audit/search';
import type { Emulator, EmulatorFault } from '../../lib/emulator';
import { userAgentOf } from '../../lib/client/user-agent';
import { methodPath } from '../../lib/wire/routes';
import { startServer } from '../helpers/one-answer-server';
import { ask, bodyOf, PAYMENTS, started } from '../emulator/started';

/** An emulator's address and keys. */
const environment = ({ url }: Emulator) => ({ DD_HOST: url, DD_API_KEY: 'k', DD_APP_KEY: 'k' });
const search = (emulator: Emulator, ids: readonly string[], timeoutMs?: number) =>
  searchAuditTrail({ ids }, { environment: environment(emulator), version: '1.0.0', timeoutMs });

const INCOMPLETE = 'The search of the audit trail is incomplete: ';
const limitOf = async (env: NodeJS.ProcessEnv, wanted: { site?: string; apiUrl?: string } = {}) => {
  const ids = [crypto.randomUUID()];
  return String((await searchAuditTrail({ ids, ...wanted }, { environment: env, version: '1.0.0' })).limit);
};

const JANE = 'jane@example.com';
const web = (kind: string, at: number) => ({ kind, at: new Date(at).toISOString(), by: JANE, via: 'web' });

test('one search finds the changes of all auth methods, newest first', async () => {
  let time = Date.now() - 3_600_000;
  const start = time;
  const emulator = await started({ user: JANE, now: () => (time += 1_000) });
  const [a, b] = ['a', 'b'].map((name) => emulator.add({ ...PAYMENTS, name }).id) as [string, string];
  emulator.remove('b');

  const { methods, ...rest } = await search(emulator, [a.toUpperCase(), b]);
  expect(rest).toStrictEqual({});
  expect(Object.fromEntries(methods)).toStrictEqual({
    [a]: { changes: [web('created', start + 1_000)] },
    [b]: { changes: [web('deleted', start + 3_000), web('created', start + 2_000)] },
  });
  expect(emulator.requests).toHaveLength(1);
});

test('only what came after the last deploy of this package is a change', async () => {
  let time = Date.now() - 3_600_000;
  const emulator = await started({ user: JANE, now: () => time });
  const { id } = emulator.add(PAYMENTS);
  const headers = { 'user-agent': userAgentOf('1.0.0') };
  time += 1_000;
  await ask(emulator, 'PATCH', methodPath(id), { body: bodyOf({ scope: 'read' }), headers });
  const lastDeploy = new Date(time).toISOString();
  const audited = async () => (await search(emulator, [id])).methods.get(id);
  expect(await audited()).toStrictEqual({ changes: [], lastDeploy });
  time += 1_000;
  emulator.edit(id, { scope: 'admin' });
  expect(await audited()).toStrictEqual({ changes: [web('changed', time)], lastDeploy });
});

test('a fault that passes is no limit', async () => {
  const emulator = await started();
  const { id } = emulator.add(PAYMENTS);
  emulator.fault({ kind: 'reset-before' });

  const { methods, limit } = await search(emulator, [id]);
  expect([methods.size, limit]).toStrictEqual([1, undefined]);
});

const PART =
  'The search of the audit trail is incomplete: Datadog has more events than one search shows, or events of an unknown form.';

test('more auth methods than fit a search are a limit', async () => {
  const emulator = await started();
  const ids = Array.from({ length: 51 }, (_, index) => emulator.add({ ...PAYMENTS, name: `m${index}` }).id);

  const { methods, limit } = await search(emulator, ids);
  expect([methods.size, String(limit), emulator.requests.length]).toStrictEqual([50, PART, 1]);
  expect(emulator.requests[0]?.query.length).toBeLessThan(8_000);
});

test.each<[string, (body: object) => object]>([
  ['a second page', (body) => ({ ...body, meta: { page: { after: 'x' } } })],
  ['a search that Datadog ended', (body) => ({ ...body, meta: { status: 'timeout' } })],
  ['an event of an unknown form', (body) => ({ data: [{}, ...(body as { data: [] }).data] })],
])('%s is a limit, beside what was found', async (_, transform) => {
  const emulator = await started();
  const { id } = emulator.add(PAYMENTS);
  emulator.fault({ kind: 'transform', transform: (body) => transform(body as object) });

  const { methods, limit } = await search(emulator, [id]);
  expect([methods.get(id)?.changes.length, String(limit)]).toStrictEqual([1, PART]);
});

const SET = 'Set DD_AUDIT_API_KEY and DD_AUDIT_APP_KEY to keys with the permission audit_logs_read.';

test.each<[EmulatorFault, string]>([
  [{ kind: 404 }, 'Datadog answered 404.'],
  [{ kind: 401 }, `Datadog answered 401. ${SET}`],
  [{ kind: 'hang' }, 'the search took longer than 0.1 seconds.'],
  [{ kind: 'wrong-type' }, 'Datadog answered in a form that this version does not know.'],
])('a search that fails is one sentence: %j', async (fault, sentence) => {
  const emulator = await started();
  const { id } = emulator.add(PAYMENTS);
  emulator.fault({ ...fault, count: Infinity });

  const { methods, limit } = await search(emulator, [id], fault.kind === 'hang' ? 100 : undefined);
  expect([methods.size, String(limit)]).toStrictEqual([0, `${INCOMPLETE}${sentence}`]);
});

test('a server that does not answer is one sentence', async () => {
  const { DD_HOST, ...keys } = environment(await started());
  const env = { ...keys, DD_HOST: DD_HOST.replace('http:', 'https:') };
  expect(await limitOf(env)).toBe(
    `${INCOMPLETE}Datadog did not answer (the address begins with https, but the server does not use TLS).`,
  );
});

test('keys of its own come before those of a deploy, one by one', async () => {
  const keys = { apiKey: 'audit-api-key', appKey: 'audit-app-key' };
  const emulator = await started({ credentials: [{ ...keys, permissions: ['audit_logs_read'] }] });
  const { id } = emulator.add(PAYMENTS);
  const { DD_HOST } = environment(emulator);
  const both = { DD_AUDIT_API_KEY: 'audit-api-key', DD_AUDIT_APP_KEY: 'audit-app-key' };
  const deploys = { DD_API_KEY: 'audit-api-key', DD_APP_KEY: 'of-a-deploy', DD_BEARER_TOKEN: '' };
  for (const variables of [
    { ...both, DD_API_KEY: 'x', DD_APP_KEY: 'y' },
    { ...both, DD_BEARER_TOKEN: 'z' },
    { ...deploys, DD_AUDIT_API_KEY: '', DD_AUDIT_APP_KEY: 'audit-app-key' },
  ]) {
    const options = { environment: { DD_HOST, ...variables }, version: '1.0.0' };
    expect((await searchAuditTrail({ ids: [id] }, options)).methods.size).toBe(1);
  }
  expect(await limitOf({ DD_HOST, ...deploys })).toBe(`${INCOMPLETE}Datadog answered 403. ${SET}`);
  expect(await limitOf({ DD_HOST })).toBe(`${INCOMPLETE}No credentials for Datadog. ${SET}`);
});

test.each<[{ site?: string; apiUrl?: string }, NodeJS.ProcessEnv, string]>([
  [{ apiUrl: 'datadog' }, {}, 'api_url is not valid. Correct it in the code.'],
  [{ site: 'datadog' }, {}, 'site is not valid. Correct it in the code.'],
  [{}, { DD_SITE: 'datadog' }, 'The environment variable DD_SITE is not valid. Correct it, or unset it.'],
  [
    {},
    { DD_HOST: 'http://10.0.0.1' },
    'DD_HOST is an http address of another machine. Use https. If nobody can read this network, set DATADOG_WEBHOOKS_ALLOW_HTTP=1.',
  ],
  [{}, { DD_APP_KEY: '' }, `Datadog's app_key is missing. ${SET}`],
])(
  'settings that are wrong make no search, and the limit has their advice: %j %j',
  async (wanted, env, sentence) => {
    const limit = await limitOf({ DD_API_KEY: 'k', DD_APP_KEY: 'k', ...env }, wanted);
    expect(limit).toBe(`${INCOMPLETE}${sentence}`);
  },
);

test('no key is sent to an address that a plan names', async () => {
  const sent: unknown[] = [];
  const stranger = await startServer(({ url }, response) => {
    sent.push(url);
    response.end('{}');
  });
  const before = { ...process.env };
  process.env.http_proxy = stranger.url;
  try {
    const env = { DD_API_KEY: 'k', DD_APP_KEY: 'k', DATADOG_WEBHOOKS_ALLOW_HTTP: '1' };
    expect(await limitOf(env, { apiUrl: 'http://stranger.example' })).toBe(
      `${INCOMPLETE}No keys are sent to "http://stranger.example". If you trust it, set DD_HOST to it.`,
    );
    expect(sent).toStrictEqual([]);
  } finally {
    process.env = before;
    await stranger.close();
  }
});
