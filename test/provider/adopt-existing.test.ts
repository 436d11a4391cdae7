import { startEmulator, type Emulator } from '../../lib/emulator';
import { UNKNOWN } from '../../lib/plugin/value';
import { PAYMENTS } from '../helpers/configuration';
import { expectAllMet } from '../helpers/faults';
import { LIST, takeRequests } from '../helpers/requests';
import { DECLARED, idOf, inProcess, keptOf, POST } from './in-process';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const world = (settings = {}) => inProcess(emulator.url, settings);

describe('adopt_existing', () => {
  const ADOPTING = { ...DECLARED, adopt_existing: true };

  test('takes over what has the name, with a PATCH of what differs and the secret', async () => {
    const { create } = await world();
    const { id } = emulator.add({ ...PAYMENTS, client_id: 'other', audience: null, client_secret: 'old' });
    const { state, private: stored, diagnostics } = await create(ADOPTING);

    expect(state).toStrictEqual({ ...keptOf(emulator), adopt_existing: true });
    expect(stored).not.toHaveLength(0);
    expect(diagnostics).toMatchObject([
      {
        severity: 'warning',
        summary: 'Adopted: auth method "payments" existed already',
        detail:
          `Its id is ${id}. A PATCH sent the client secret, and replaced these values:\n` +
          '  client_id: "other"\n  audience: not set',
      },
    ]);
    expect(takeRequests(emulator)).toStrictEqual([
      LIST,
      `${POST} -> 409`,
      LIST,
      'PATCH payments {"client_id":"payments-webhooks","audience":"https://api.example.com","client_secret":"s3cret"}',
    ]);
    expect(idOf(emulator, 'payments')).toBe(id);
    expect(emulator.secretOf('payments')).toBe('s3cret');
  });

  test('makes one where the name is free, without a look', async () => {
    const { create } = await world();
    expect((await create(ADOPTING)).diagnostics).toStrictEqual([]);
    expect(takeRequests(emulator)).toStrictEqual([LIST, POST]);
  });

  test('keeps no state of what is gone before the PATCH, and says so', async () => {
    const { create } = await world();
    emulator.add(PAYMENTS);
    emulator.fault({ kind: 404, method: 'PATCH' });
    const { state, diagnostics } = await create(ADOPTING);

    expect(state).toBeNull();
    expect(diagnostics).toMatchObject([
      { severity: 'error', summary: 'Could not update auth method "payments"' },
    ]);
    expectAllMet(emulator);
  });

  test('is told in the plan, with what will be sent', async () => {
    const { plan } = await world();
    const { id } = emulator.add({ ...PAYMENTS, scope: 'admin' });

    expect((await plan(ADOPTING)).diagnostics).toStrictEqual([
      {
        severity: 'warning',
        summary: 'To be adopted: auth method "payments" exists already',
        detail: `Its id is ${id}, and adopt_existing is set. A deploy takes it over with a PATCH of scope, client_secret, and creates nothing.`,
        attribute: 'name',
      },
    ]);
    expect(takeRequests(emulator)).toStrictEqual([LIST]);
  });

  test('is told in the plan with what may be sent, where a value is known only at the apply', async () => {
    const { plan } = await world();
    emulator.add({ ...PAYMENTS, audience: null });

    expect((await plan({ ...ADOPTING, audience: UNKNOWN })).diagnostics).toMatchObject([
      { detail: expect.stringMatching(/ with a PATCH of audience, client_secret, and creates nothing\.$/) },
    ]);
  });

  test('takes none of several that have the name, and the plan says that the name is in use', async () => {
    const { plan } = await world();
    emulator.add({ ...PAYMENTS, name: 'Zo\u00eb' });
    emulator.add({ ...PAYMENTS, name: 'Zoe\u0308' });

    expect((await plan({ ...ADOPTING, name: 'Zo\u00eb' })).diagnostics).toMatchObject([
      { severity: 'warning', summary: 'The name of auth method "Zo\u00eb" is in use' },
    ]);
  });

  test('is not told of a free name, nor while Datadog cannot be asked', async () => {
    const { plan } = await world({ max_retries: 0 });
    expect((await plan(ADOPTING)).diagnostics).toStrictEqual([]);
    const later = await world({ max_retries: 0 });
    emulator.fault({ kind: 403, route: 'list' });
    expect((await later.plan(ADOPTING)).diagnostics).toStrictEqual([]);
    expectAllMet(emulator);
  });

  test('of what exists already is nothing to send', async () => {
    const { create, resource, call } = await world();
    const created = await create(DECLARED);
    emulator.clearRequests();
    const planned = { ...created.state, adopt_existing: true };
    const updated = await resource.update(
      { prior: created.state ?? {}, planned, config: ADOPTING, private: created.private },
      call,
    );

    expect(updated).toMatchObject({ state: planned, diagnostics: [] });
    expect(takeRequests(emulator)).toStrictEqual([]);
  });
});
