import { error, warning } from '../../helpers/diagnostics';
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
  ['warn', 'warning', 'Drift: auth method "payments" was changed in Datadog'],
  ['error', 'error', 'Drift stops the deploy: auth method "payments" was changed in Datadog'],
])('drift with on_drift = "%s" is a %s', async (on_drift, severity, summary) => {
  const one = await deployed({ on_drift });
  emulator.edit('payments', { scope: 'admin' });

  expect(await one.refresh()).toMatchObject([
    {
      severity,
      summary,
      detail: expect.stringContaining('  scope: last deployed "read write", live in Datadog "admin"'),
      attribute: 'scope',
    },
  ]);
});

test('a warning about drift shows no URL that may contain a password', async () => {
  const one = await deployed();
  emulator.edit('payments', { access_token_url: 'https://bob:hunter2@login.example.com/token' });

  const [warning] = await one.refresh();
  expect(warning?.detail).toContain(', live in Datadog (sensitive value)\n');
  expect(warning?.detail).toContain("set access_token_url to Datadog's value (sensitive).");
  expect(JSON.stringify(warning)).not.toContain('hunter2');
});

test('a review is warned of drift with on_drift = "error", without the values, which may be sensitive', async () => {
  process.env.DATADOG_WEBHOOKS_REVIEW = '1';
  const one = await deployed({ on_drift: 'error' });
  emulator.edit('payments', { scope: 'admin' });

  expect(await one.refresh()).toStrictEqual([
    warning(
      'Drift stops the deploy: auth method "payments" was changed in Datadog',
      'The provider stops at drift (on_drift = "error"), whatever the code says. ' +
        'Deploy once with on_drift = "warn". Its plan shows what you can do, and what the deploy sends.',
    ),
  ]);
});

test.each([
  ['with on_drift = "ignore"', 'ignore', ''],
  ['while a review plans', 'warn', '1'],
])('drift and a deletion in Datadog are not reported %s', async (_, on_drift, review) => {
  process.env.DATADOG_WEBHOOKS_REVIEW = review;
  const one = await deployed({ on_drift });
  emulator.edit('payments', { scope: 'admin' });

  expect(await one.refresh()).toStrictEqual([]);
  expect(one.state.scope).toBe('admin');
  emulator.remove('payments');
  expect(await one.refresh()).toStrictEqual([]);
});

test.each([
  [
    'error',
    'Drift stops the deploy',
    'The provider stops at drift (on_drift = "error"), whatever the code says. Deploy once with on_drift = "warn". Its plan shows what you can do, and what the deploy sends.',
  ],
  [
    'warn',
    'Drift',
    'If the code still declares it, a deploy creates it again, with a new id. To leave it deleted, remove it from the code.',
  ],
])('a deletion in Datadog under on_drift = "%s" names the ways out', async (on_drift, drift, ways) => {
  const one = await deployed({ on_drift });
  const id = idOf('payments');
  emulator.remove('payments');

  expect(await one.refresh()).toStrictEqual([
    (on_drift === 'error' ? error : warning)(
      `${drift}: auth method "payments" was deleted in Datadog`,
      `Datadog has no auth method ${id} any more. Check that the keys belong to the right organisation and site.\n\n${ways}`,
    ),
  ]);
});
