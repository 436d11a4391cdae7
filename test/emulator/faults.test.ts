import type { Emulator, EmulatorFault } from '../../lib/emulator';
import { COLLECTION_PATH, LIST_PATH, methodPath } from '../../lib/wire/routes';
import { expectAllMet } from '../helpers/faults';
import { ask, bodyOf, PAYMENTS, started, TAG, UNKNOWN_ID } from './started';

/** The statuses of so many reads of the list. */
async function lists(emulator: Emulator, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < times; n += 1) statuses.push((await ask(emulator, 'GET', LIST_PATH)).status);
  return statuses;
}

test.each<[EmulatorFault, number[]]>([
  [{ kind: 503 }, [503, 200, 200, 200, 200]],
  [{ kind: 503, count: 2 }, [503, 503, 200, 200, 200]],
  [{ kind: 503, skip: 2 }, [200, 200, 503, 200, 200]],
  [{ kind: 503, skip: 1, count: Infinity }, [200, 503, 503, 503, 503]],
  [{ kind: 503, probability: 1 }, [503, 503, 503, 503, 503]],
  [{ kind: 503, probability: 1, count: 3 }, [503, 503, 503, 200, 200]],
])('%j', async (fault, statuses) => {
  expect(await lists(await started({ faults: [fault] }), 5)).toStrictEqual(statuses);
});

test('a seed decides which requests fail, and a probability how many', async () => {
  const run = async (seed?: number) =>
    lists(await started({ faults: [{ kind: 503, probability: 0.2, seed }] }), 100);
  const [one, again, other, none, first] = [
    await run(7),
    await run(7),
    await run(8),
    await run(),
    await run(1),
  ];
  expect(again).toStrictEqual(one);
  expect(other).not.toStrictEqual(one);
  expect(none).toStrictEqual(first);
  for (const statuses of [one, other, first]) {
    const met = statuses.filter((status) => status === 503).length;
    expect(met).toBeGreaterThan(10);
    expect(met).toBeLessThan(30);
  }
});

test('a fault is for a method, a route and an auth method', async () => {
  const emulator = await started();
  const [payments, other] = [emulator.add(PAYMENTS), emulator.add({ ...PAYMENTS, name: 'other' })];
  const statuses = async (fault: EmulatorFault) => {
    emulator.clearFaults();
    emulator.fault({ ...fault, count: Infinity });
    const calls: [string, string, unknown?][] = [
      ['GET', LIST_PATH],
      ['GET', methodPath(payments.id.toUpperCase())],
      ['GET', methodPath(other.id)],
      ['GET', methodPath(UNKNOWN_ID)],
      ['PATCH', methodPath(payments.id), bodyOf({ scope: 'read' })],
      ['POST', COLLECTION_PATH, bodyOf({ ...PAYMENTS, client_id: '' })],
      ['POST', COLLECTION_PATH, null],
      ['GET', '/elsewhere'],
    ];
    const got: boolean[] = [];
    for (const [method, path, body] of calls)
      got.push((await ask(emulator, method, path, { body })).status === 418);
    return got.map((met) => (met ? 'x' : '-')).join('');
  };
  expect({
    all: await statuses({ kind: 418 }),
    get: await statuses({ kind: 418, method: 'GET' }),
    patch: await statuses({ kind: 418, method: 'PATCH' }),
    list: await statuses({ kind: 418, route: 'list' }),
    collection: await statuses({ kind: 418, route: 'collection' }),
    oneMethod: await statuses({ kind: 418, route: 'method' }),
    getOneMethod: await statuses({ kind: 418, route: 'method', method: 'GET' }),
    byName: await statuses({ kind: 418, authMethod: 'payments' }),
    byId: await statuses({ kind: 418, authMethod: payments.id }),
    byUnknownId: await statuses({ kind: 418, authMethod: UNKNOWN_ID }),
  }).toStrictEqual({
    all: 'xxxxxxxx',
    get: 'xxxx---x',
    patch: '----x---',
    list: 'x-------',
    collection: '-----xx-',
    oneMethod: '-xxxx---',
    getOneMethod: '-xxx----',
    byName: '-x--xx--',
    byId: '-x--x---',
    byUnknownId: '---x----',
  });
});

test('faults happen in their order, and a later one waits until an earlier one is used up', async () => {
  const emulator = await started({ faults: [{ kind: 500 }, { kind: 502, count: 2 }] });
  emulator.fault({ kind: 504, skip: 1 });
  expect(await lists(emulator, 6)).toStrictEqual([500, 502, 502, 200, 504, 200]);
});

test('attempts are scripted one by one: an update takes effect without an answer, and its retry is refused', async () => {
  const emulator = await started();
  const [{ id }, other] = [emulator.add(PAYMENTS), emulator.add({ ...PAYMENTS, name: 'other' })];
  emulator.fault({ kind: 'reset-after', method: 'PATCH', authMethod: id });
  emulator.fault({ kind: 403, method: 'PATCH', authMethod: id });
  emulator.fault({ kind: 503, method: 'GET', authMethod: id });
  const patch = async (to: string) =>
    ask(emulator, 'PATCH', methodPath(to), { body: bodyOf({ name: `${to} renamed` }) });
  await expect(patch(id)).rejects.toThrow('fetch failed');
  expect((await patch(other.id)).status).toBe(200);
  expect((await ask(emulator, 'GET', methodPath(id))).status).toBe(503);
  expect((await patch(id)).status).toBe(403);
  expect((await patch(id)).status).toBe(200);
  expect(emulator.requests.map(({ status }) => status)).toStrictEqual([0, 200, 503, 403, 200]);
});

test.each([
  [true, ['other', 'payments']],
  [false, ['other']],
])('a POST is answered about another auth method; handled %j leaves %j', async (handled, names) => {
  const emulator = await started();
  const { id, attributes } = emulator.add({ ...PAYMENTS, name: 'other' });
  const another = { data: { id, type: TAG, attributes } };
  emulator.fault({ kind: 'transform', method: 'POST', handled, transform: () => another });
  const { status, body } = await ask(emulator, 'POST', COLLECTION_PATH, { body: bodyOf(PAYMENTS) });
  expect({ status, body }).toStrictEqual({ status: 201, body: another });
  expect(emulator.methods().map((method) => method.attributes.name)).toStrictEqual(names);
});

test('a fault reports how many requests matched it and how many failed, also later', async () => {
  const emulator = await started();
  const fault = emulator.fault({ kind: 503, method: 'GET', skip: 1 });
  const later = emulator.fault({ kind: 500, method: 'DELETE' });
  expect(fault()).toStrictEqual({ fault: { kind: 503, method: 'GET', skip: 1 }, requests: 0, fired: 0 });
  await lists(emulator, 4);
  expect(fault()).toMatchObject({ requests: 2, fired: 1 });
  expect(emulator.faults()).toStrictEqual([fault(), later()]);
});

test('clearing removes the faults', async () => {
  const emulator = await started({ faults: [{ kind: 503, count: Infinity }] });
  emulator.clearFaults();
  expect(emulator.faults()).toStrictEqual([]);
  expect(await lists(emulator, 2)).toStrictEqual([200, 200]);
});

test('a test with a fault that was not met as often as it was set fails', async () => {
  const emulator = await started();
  emulator.fault({ kind: 503, count: 2 });
  emulator.fault({ kind: 'reset-after', method: 'POST' });
  emulator.fault({ kind: 500, probability: 0.000001 });
  await lists(emulator, 1);
  expect(() => expectAllMet(emulator)).toThrow(
    new Error(
      'Faults that were not met as often as they were set: *:503 met by 1 of 1; POST:reset-after met by 0 of 0; *:500 met by 0 of 0',
    ),
  );
});
