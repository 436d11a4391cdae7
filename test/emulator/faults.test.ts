import { EmulatorError, startEmulator, type Emulator, type EmulatorFault } from '../../lib/emulator';
import { COLLECTION_PATH, LIST_PATH, methodPath } from '../../lib/wire/routes';
import { ask, bodyOf, PAYMENTS, started, UNKNOWN_ID } from './started';

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
])('%j', async (fault, statuses) => {
  expect(await lists(await started({ faults: [fault] }), 5)).toStrictEqual(statuses);
});

test.each([{ kind: 'explode' }, { kind: 200 }, {}])(
  'a fault that does not exist is refused: %j',
  async (wrong) => {
    const fault = wrong as EmulatorFault;
    const error = new EmulatorError(
      `The emulator's option faults ("${fault.kind}") must have a kind of reset-before, hang, html, redirect, ` +
        'reset-after, cut-body, slow-body, transform, wrong-json, wrong-type, empty-body, or a status from 400 to 599.',
    );
    await expect(startEmulator({ faults: [fault] })).rejects.toThrow(error);
    const emulator = await started();
    expect(() => emulator.fault(fault)).toThrow(error);
  },
);

test('a fault is for a method, a route and an auth method', async () => {
  const emulator = await started();
  const [payments, other] = [emulator.add(PAYMENTS), emulator.add({ ...PAYMENTS, name: 'other' })];
  const met = async (target: Partial<EmulatorFault>) => {
    emulator.clearFaults();
    emulator.fault({ kind: 418, count: Infinity, ...target } as EmulatorFault);
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
    const marks: string[] = [];
    for (const [method, path, body] of calls)
      marks.push((await ask(emulator, method, path, { body })).status === 418 ? 'x' : '-');
    return marks.join('');
  };
  const targets: [Partial<EmulatorFault>, string][] = [
    [{}, 'xxxxxxxx'],
    [{ method: 'GET' }, 'xxxx---x'],
    [{ method: 'PATCH' }, '----x---'],
    [{ route: 'list' }, 'x-------'],
    [{ route: 'collection' }, '-----xx-'],
    [{ route: 'method' }, '-xxxx---'],
    [{ route: 'method', method: 'GET' }, '-xxx----'],
    [{ authMethod: 'payments' }, '-x--xx--'],
    [{ authMethod: payments.id }, '-x--x---'],
    [{ authMethod: UNKNOWN_ID }, '---x----'],
  ];
  for (const [target, marks] of targets) expect([target, await met(target)]).toStrictEqual([target, marks]);
});

test('faults happen in their order, and a later one waits until an earlier one is used up', async () => {
  const emulator = await started({ faults: [{ kind: 500 }, { kind: 502, count: 2 }] });
  emulator.fault({ kind: 504, skip: 1 });
  expect(await lists(emulator, 6)).toStrictEqual([500, 502, 502, 200, 504, 200]);
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
