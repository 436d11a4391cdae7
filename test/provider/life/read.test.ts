import { takeRequests } from '../../helpers/requests';
import { emulateDatadog, emulator, idOf } from '../in-process';
import { deployed } from './deployed';

emulateDatadog();
afterEach(() => delete process.env.DATADOG_WEBHOOKS_REVIEW);

test('a read of what nobody changed leaves the state and the private data as they are', async () => {
  const one = await deployed();
  const before = [one.state, one.record];

  expect(await one.refresh()).toStrictEqual([]);
  expect([one.state, one.record]).toStrictEqual(before);
  expect(takeRequests(emulator)).toStrictEqual(['GET payments']);
});

test('a scope in another order is no drift, and keeps its spelling', async () => {
  const one = await deployed();
  emulator.edit('payments', { scope: 'write  read' });

  expect(await one.refresh()).toStrictEqual([]);
  expect(one.state.scope).toBe('read write');
});

test.each([
  ['warn', 'warning'],
  ['error', 'error'],
])('drift is reported with on_drift = "%s"', async (on_drift, severity) => {
  const one = await deployed({ on_drift });
  emulator.edit('payments', { scope: 'admin' });

  expect(await one.refresh()).toMatchObject([
    {
      severity,
      summary: 'Drift: auth method "payments" was changed in Datadog',
      detail: expect.stringContaining('  scope: last deployed "read write", live in Datadog "admin"'),
      attribute: 'scope',
    },
  ]);
});

test.each([
  ['with on_drift = "ignore"', 'ignore', ''],
  ['while a review plans', 'error', '1'],
])('drift and a deletion in Datadog are not reported %s', async (_, on_drift, review) => {
  process.env.DATADOG_WEBHOOKS_REVIEW = review;
  const one = await deployed({ on_drift });
  emulator.edit('payments', { scope: 'admin' });

  expect(await one.refresh()).toStrictEqual([]);
  expect(one.state.scope).toBe('admin');
  emulator.remove('payments');
  expect(await one.refresh()).toStrictEqual([]);
});

test('a deletion in Datadog under on_drift = "error" names the way out', async () => {
  const one = await deployed({ on_drift: 'error' });
  const id = idOf('payments');
  emulator.remove('payments');

  expect(await one.refresh()).toStrictEqual([
    {
      severity: 'error',
      summary: 'Drift: auth method "payments" was deleted in Datadog',
      detail:
        `Datadog has no auth method ${id} any more.\n\n` +
        'The provider stops at drift (on_drift = "error"). Deploy once with on_drift = "warn": it creates the auth method again, or forgets it if the code no longer declares it.',
    },
  ]);
});
