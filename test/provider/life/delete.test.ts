import { error } from '../../helpers/diagnostics';
import { expectAllMet } from '../../helpers/faults';
import { takeRequests } from '../../helpers/requests';
import { emulateDatadog, emulator } from '../in-process';
import { deployed } from './deployed';

emulateDatadog();

const LOST = { kind: 'reset-after', method: 'DELETE' } as const;

test('a deletion is one DELETE, and one of what is gone is done', async () => {
  const one = await deployed();

  expect(await one.destroy()).toStrictEqual([]);
  expect(takeRequests(emulator)).toStrictEqual(['DELETE GONE']);
  expect(await one.destroy()).toStrictEqual([]);
});

test('a deletion whose answer was lost is done if the auth method is gone', async () => {
  const one = await deployed();
  emulator.fault(LOST);

  expect(await one.destroy()).toStrictEqual([]);
  expectAllMet(emulator);
});

test.each([
  ['was refused', [{ kind: 403, method: 'DELETE' } as const]],
  ['was lost before it took effect', [{ kind: 'reset-before', method: 'DELETE' } as const]],
  ['was lost, as that of the question', [LOST, { kind: 503, method: 'GET' } as const]],
])('a deletion whose answer %s fails', async (_, faults) => {
  const one = await deployed();
  for (const fault of faults) emulator.fault(fault);

  expect(await one.destroy()).toMatchObject([error('Could not delete auth method "payments"')]);
  expectAllMet(emulator);
});

test('an auth method that this apply gave to another resource is not deleted', async () => {
  const { walk, resource, call, state, stored } = await deployed();
  await walk();
  // As after an answer that gave the id to a new resource.
  await resource.read({ state, private: new Uint8Array() }, call);

  expect((await resource.delete({ prior: state, private: stored }, call)).diagnostics).toMatchObject([
    error('Two resources have auth method "payments"'),
  ]);
  expect(emulator.methods()).toMatchObject([{ id: state.id }]);
});
