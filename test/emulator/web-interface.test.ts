import { WEB_PATH, type WebRequest } from '../../lib/emulator/web-interface';
import { ask, PAYMENTS, PAYMENTS_SHOWN, started } from './started';

test('it adds, edits, shows and removes auth methods, without keys', async () => {
  const emulator = await started();
  const act = async (body: WebRequest) => {
    const headers = { 'dd-api-key': null, 'dd-application-key': null };
    const { status, body: answer } = await ask(emulator, 'POST', WEB_PATH, { body, headers });
    expect(status).toBe(200);
    return answer;
  };
  const added = await act({ action: 'add', attributes: PAYMENTS });
  const [{ id } = { id: '' }] = emulator.methods();
  expect(added).toStrictEqual({ methods: [{ id, attributes: PAYMENTS_SHOWN }] });
  const edited = { methods: [{ id, attributes: { ...PAYMENTS_SHOWN, scope: 'read' } }] };
  const edit = { action: 'edit', authMethod: 'payments', attributes: { scope: 'read' } } as const;
  expect(await act(edit)).toStrictEqual(edited);
  expect(await act({ action: 'show' })).toStrictEqual(edited);
  expect(await act({ action: 'remove', authMethod: id })).toStrictEqual(edited);
  expect(emulator.methods()).toStrictEqual([]);
});

test('it is no part of the API: no fault meets it, no rate limit counts it, no request is recorded', async () => {
  const seen: unknown[] = [];
  const emulator = await started({
    faults: [{ kind: 503, count: Infinity }],
    rateLimit: { limit: 1, periodSeconds: 60 },
    onRequest: (request) => seen.push(request),
  });
  for (let n = 0; n < 3; n += 1)
    expect((await ask(emulator, 'POST', WEB_PATH, { body: { action: 'show' } })).status).toBe(200);
  expect([emulator.requests, seen]).toStrictEqual([[], []]);
});

test.each([
  [
    'text, which a web page of a stranger can send',
    JSON.stringify({ action: 'add', attributes: PAYMENTS }),
    'text/plain',
    415,
    'The Content-Type must be application/json.',
  ],
  [
    'no action',
    '{}',
    'application/json',
    400,
    'The action must be add, edit, remove or show, but is "undefined".',
  ],
  [
    'no JSON',
    'add',
    'application/json',
    400,
    'The action must be add, edit, remove or show, but is "undefined".',
  ],
])('%s is refused', async (_, body, type, status, text) => {
  const emulator = await started();
  const answer = await ask(emulator, 'POST', WEB_PATH, { body, headers: { 'content-type': type } });
  expect([answer.status, answer.body]).toStrictEqual([status, { errors: [text] }]);
  expect(emulator.methods()).toStrictEqual([]);
});
