import { AUDIT_PATH, auditRequest, readAuditPage } from '../../lib/wire/audit-events';
import type { Emulator } from '../../lib/emulator';
import { methodPath } from '../../lib/wire/routes';
import { answerTo, ask, bodyOf, created, PAYMENTS, PAYMENTS_SHOWN, started } from './started';

const NOW = Date.UTC(2026, 10, 24, 17, 2, 11);
const now = () => NOW;

async function found(emulator: Emulator, ids: readonly string[] = [], limit?: number) {
  const { status, body } = await ask(emulator, 'GET', auditRequest({ ids, from: 0, limit }));
  expect(status).toBe(200);
  return body as { data: { attributes: { attributes: Record<string, unknown> } }[]; meta: unknown };
}

test('a change by a request is an event, without the client secret', async () => {
  const emulator = await started({ now, user: 'jane@example.com' });
  const id = await created(emulator);
  emulator.clearRequests();
  const headers = { 'user-agent': 'curl/8.5.0' };
  await ask(emulator, 'PATCH', methodPath(id), {
    body: bodyOf({ scope: 'read', client_secret: 'new' }),
    headers,
  });

  expect((await found(emulator)).data[0]).toStrictEqual({
    id: 'AUDIT-2',
    type: 'audit',
    attributes: {
      timestamp: '2026-11-24T17:02:11.000Z',
      tags: ['source:datadog'],
      attributes: {
        timestamp: '2026-11-24T17:02:11.000Z',
        status: 'info',
        action: 'modified',
        auth_method: 'API + App Key',
        evt: { name: 'Integration', actor: { type: 'USER' } },
        usr: { email: 'jane@example.com' },
        asset: {
          type: 'integration',
          id,
          name: 'payments',
          prev_value: PAYMENTS_SHOWN,
          new_value: { ...PAYMENTS_SHOWN, scope: 'read' },
        },
        http: { method: 'PATCH', useragent: 'curl/8.5.0', url_details: { path: methodPath(id) } },
      },
    },
  });
});

test('what a person does in the web interface is an event; reads and refused requests are none', async () => {
  const emulator = await started({ now });
  const { id } = emulator.add(PAYMENTS);
  emulator.edit('payments', { scope: 'read' });
  await ask(emulator, 'GET', methodPath(id));
  await ask(emulator, 'PATCH', methodPath(id), { body: bodyOf({ name: '' }) });
  emulator.remove('payments');

  const read = readAuditPage(await found(emulator, [id]), [id]);
  const made = { id, at: '2026-11-24T17:02:11.000Z', by: 'somebody@example.com', via: 'web' };
  expect(read).toStrictEqual({
    value: {
      changes: ['deleted', 'changed', 'created'].map((kind) => ({ ...made, kind })),
      isComplete: true,
    },
  });
});

test('a search is for some auth methods, since a time, and shows the newest first', async () => {
  let time = NOW;
  const emulator = await started({ now: () => time });
  const [a, b] = ['a', 'b'].map((name) => emulator.add({ ...PAYMENTS, name }).id) as [string, string];
  time += 1_000;
  emulator.edit('a', { scope: 'read' });
  const search = async (...[wanted]: Parameters<typeof auditRequest>) => {
    const { body } = await ask(emulator, 'GET', auditRequest(wanted));
    const { data, meta } = body as { data: { id: string }[]; meta: object };
    return [data.map(({ id }) => id).join(' '), meta];
  };

  const done = { status: 'done', page: {} };
  expect(await search({ ids: [a], from: 0 })).toStrictEqual(['AUDIT-3 AUDIT-1', done]);
  expect(await search({ ids: [b], from: 0 })).toStrictEqual(['AUDIT-2', done]);
  expect(await search({ ids: [], from: time })).toStrictEqual(['AUDIT-3', done]);
  expect(await search({ ids: [], from: 0, limit: 2 })).toStrictEqual([
    'AUDIT-3 AUDIT-2',
    { status: 'done', page: { after: 'cursor' } },
  ]);
});

test('a search that is not supported is refused', async () => {
  expect(await answerTo(await started(), 'GET', `${AUDIT_PATH}?filter[query]=*`)).toStrictEqual({
    status: 400,
    body: { errors: ['The query is not a search that the emulator supports.'] },
  });
});
