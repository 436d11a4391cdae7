import type { FinishedRequest } from '../../lib/emulator';
import { COLLECTION_PATH, LIST_PATH, methodPath } from '../../lib/wire/routes';
import { ask, bodyOf, created, PAYMENTS, PAYMENTS_SHOWN, started, TAG } from './started';

test('each is complete, with its body as it was sent and without credentials', async () => {
  const emulator = await started();
  const headers = { authorization: 'Bearer the-token', cookie: 'session=1', 'x-datadog-managed-by': 'iac' };
  await ask(emulator, 'POST', `${COLLECTION_PATH}?a=b`, { body: bodyOf(PAYMENTS), headers });
  const [{ id } = { id: '' }] = emulator.methods();
  expect(emulator.requests).toStrictEqual([
    {
      method: 'POST',
      path: COLLECTION_PATH,
      query: 'a=b',
      headers: expect.objectContaining({
        'content-type': 'application/json',
        'x-datadog-managed-by': 'iac',
        'dd-api-key': '***',
        'dd-application-key': '***',
        authorization: '***',
        cookie: '***',
      }),
      body: { data: { type: TAG, attributes: PAYMENTS } },
      status: 201,
      answer: { data: { id, type: TAG, attributes: PAYMENTS_SHOWN } },
    },
  ]);
  expect(JSON.stringify(emulator.requests)).not.toMatch(/the-api-key|the-app-key|the-token|session/);
});

test('a body that is no JSON is kept as its text, and no body is undefined', async () => {
  const emulator = await started();
  await ask(emulator, 'POST', COLLECTION_PATH, { body: 'name=payments' });
  await ask(emulator, 'GET', LIST_PATH);
  await ask(emulator, 'DELETE', methodPath(emulator.add(PAYMENTS).id));
  expect(emulator.requests.map(({ method, body, answer }) => ({ method, body, answer }))).toStrictEqual([
    { method: 'POST', body: 'name=payments', answer: { errors: ['The request body is not JSON.'] } },
    { method: 'GET', body: undefined, answer: { data: [] } },
    { method: 'DELETE', body: undefined, answer: undefined },
  ]);
});

test('clearing forgets the requests, keeps the auth methods, and leaves alone what was handed out', async () => {
  const emulator = await started();
  await created(emulator);
  const before = emulator.requests;
  emulator.clearRequests();
  const none = emulator.requests;
  await ask(emulator, 'GET', LIST_PATH);
  const methods = [before, none, emulator.requests].map((requests) => requests.map(({ method }) => method));
  expect(methods).toStrictEqual([['POST'], [], ['GET']]);
  expect(emulator.methods()).toHaveLength(1);
});

test('what is handed out cannot change what is kept', async () => {
  const emulator = await started();
  const method = emulator.add(PAYMENTS);
  expect(() => Object.assign(method.attributes, { name: 'other' })).toThrow(TypeError);
  await ask(emulator, 'GET', methodPath(method.id));
  const answer = emulator.requests[0]?.answer as { data: { attributes: object } };
  expect(() => Object.assign(answer.data.attributes, { name: 'other' })).toThrow(TypeError);
  expect(emulator.methods()[0]?.attributes.name).toBe('payments');
});

test('onRequest hears of each with its times', async () => {
  let hear: (request: FinishedRequest) => void = () => {};
  const finished = new Promise<FinishedRequest>((resolve) => (hear = resolve));
  const emulator = await started({ onRequest: (request) => hear(request) });
  await ask(emulator, 'GET', LIST_PATH);
  expect(await finished).toStrictEqual({
    ...emulator.requests[0],
    startedAt: expect.any(Date),
    durationMs: expect.any(Number),
  });
});
