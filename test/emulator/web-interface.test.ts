import { WEB_PATH } from '../../lib/emulator/web-interface';
import { ask, PAYMENTS, started } from './started';

test('it is no part of the API: it needs no keys, no fault meets it, no rate limit counts it, and nothing is recorded', async () => {
  const seen: unknown[] = [];
  const emulator = await started({
    faults: [{ kind: 503, count: Infinity }],
    rateLimit: { limit: 1, periodSeconds: 60 },
    onRequest: (request) => seen.push(request),
  });
  const headers = { 'dd-api-key': null, 'dd-application-key': null };
  for (let n = 0; n < 3; n += 1)
    expect((await ask(emulator, 'POST', WEB_PATH, { body: { action: 'show' }, headers })).status).toBe(200);
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
