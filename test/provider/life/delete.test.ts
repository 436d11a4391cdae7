import { startEmulator, type Emulator } from '../../../lib/emulator';
import { expectAllMet } from '../../helpers/faults';
import { takeRequests } from '../../helpers/requests';
import { oneResource } from './one-resource';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const deployed = async () => {
  const one = await oneResource(emulator.url, { max_retries: 0 });
  emulator.clearRequests();
  return one;
};

test('a deletion is one DELETE', async () => {
  expect(await (await deployed()).destroy()).toStrictEqual([]);
  expect(takeRequests(emulator)).toStrictEqual(['DELETE GONE']);
});

test('a deletion of what is gone is done', async () => {
  const one = await deployed();
  emulator.remove('payments');

  expect(await one.destroy()).toStrictEqual([]);
});

test.each([
  ['was lost', 'reset-after'],
  ['was cut', 'cut-body'],
  ["was a proxy's page", 'html'],
  ['was a 500', 500],
] as const)('a deletion whose answer %s is done if the auth method is gone', async (_, kind) => {
  const one = await deployed();
  emulator.fault({ kind, method: 'DELETE', ...(kind === 500 || kind === 'html' ? { handled: true } : {}) });

  expect(await one.destroy()).toStrictEqual([]);
  expectAllMet(emulator);
});

test.each([
  ['was refused', [{ kind: 403, method: 'DELETE' } as const]],
  ['was lost before it took effect', [{ kind: 'reset-before', method: 'DELETE' } as const]],
  [
    'was lost, as that of the question',
    [{ kind: 'reset-after', method: 'DELETE' } as const, { kind: 503, method: 'GET' } as const],
  ],
])('a deletion whose answer %s fails', async (_, faults) => {
  const one = await deployed();
  for (const fault of faults) emulator.fault(fault);

  expect(await one.destroy()).toMatchObject([
    { severity: 'error', summary: 'Could not delete auth method "payments"' },
  ]);
  expectAllMet(emulator);
});

test('an auth method that this apply created for another resource is not deleted', async () => {
  const one = await deployed();
  const { id } = one.state;
  const { resource, call } = one;
  await one.walk();
  // As after an answer that gave the id to a new resource.
  await resource.read({ state: one.state, private: new Uint8Array() }, call);
  const request = { prior: one.state, private: Buffer.from(JSON.stringify(one.record)) };

  expect((await resource.delete(request, call)).diagnostics).toMatchObject([
    { severity: 'error', summary: 'Two resources have auth method "payments"' },
  ]);
  expect(emulator.methods()).toMatchObject([{ id }]);
});
