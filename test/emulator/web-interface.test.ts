import { WEB_PATH } from '../../lib/emulator/web-interface';
import { ask, NO_KEYS, PAYMENTS, started } from './started';

test('it is no part of the API: it needs no keys, no fault meets it, no rate limit counts it, and nothing is recorded', async () => {
  const seen: unknown[] = [];
  const emulator = await started({
    faults: [{ kind: 503, count: Infinity }],
    rateLimit: { limit: 1, periodSeconds: 60 },
    onRequest: (request) => seen.push(request),
  });
  const sent = { body: { action: 'show' }, headers: NO_KEYS };
  for (let n = 0; n < 3; n += 1) expect((await ask(emulator, 'POST', WEB_PATH, sent)).status).toBe(200);
  expect([emulator.requests, seen]).toStrictEqual([[], []]);
});

const NO_ACTION = 'The action must be add, edit, remove or show, but is "undefined".';
const ADD = JSON.stringify({ action: 'add', attributes: PAYMENTS });

test.each([
  ['text/plain', ADD, 415, 'The Content-Type must be application/json.'],
  ['application/json', '{}', 400, NO_ACTION],
  ['application/json', 'add', 400, NO_ACTION],
])(
  'a web page of a stranger can send text, so only JSON is read: %s, %s',
  async (type, body, status, text) => {
    const emulator = await started();
    const answer = await ask(emulator, 'POST', WEB_PATH, { body, headers: { 'content-type': type } });
    expect([answer.status, answer.body]).toStrictEqual([status, { errors: [text] }]);
    expect(emulator.methods()).toStrictEqual([]);
  },
);
