import { PAYMENTS } from '../helpers/auth-method';
import { warning } from '../helpers/diagnostics';
import { expectAllMet } from '../helpers/faults';
import { LIST, takeRequests } from '../helpers/requests';
import { createdState, DECLARED, emulateDatadog, emulator, inProcess, PATCH, POST } from './in-process';

emulateDatadog();

/** Waits an eighth of the time. */
beforeEach(() => {
  const wait = global.setTimeout;
  const impatient = (work: () => void, milliseconds = 0) => wait(work, milliseconds / 8);
  jest.spyOn(global, 'setTimeout').mockImplementation(impatient);
});
afterEach(() => jest.restoreAllMocks());

describe('a plan waits 10 s at most for the list of auth methods', () => {
  const HANG = { kind: 'hang', route: 'list' } as const;
  const NOT_COMPARED = warning(
    'Could not compare the name of auth method "payments" with those in use',
    'The list of the auth methods took longer than ten seconds.\n\n' +
      'The plan does not show whether Datadog already has an auth method of this name. ' +
      'If it does, a deploy stops and changes nothing. Plan again to compare it.',
    'name',
  );

  /** Plans while the list hangs, and applies. */
  async function deploy() {
    const { resource, plan, call } = await inProcess({ request_timeout_seconds: 20 });
    emulator.fault(HANG);
    const { planned, private: stored, diagnostics } = await plan(DECLARED);
    expect(diagnostics).toStrictEqual([NOT_COMPARED]);
    return resource.create({ planned, config: DECLARED, private: stored }, call);
  }

  test('and then the creation lists what existed before, so that a lost POST does not take it', async () => {
    const { id } = emulator.add(PAYMENTS);
    emulator.fault({ kind: 'reset-before', method: 'POST' });
    const { state, diagnostics } = await deploy();

    expect(state).toBeNull();
    expect(diagnostics[0]?.detail).toContain(
      `An auth method of this name exists, ${id}. It existed before, so nothing was created.`,
    );
    expect(takeRequests(emulator)).toStrictEqual([`${LIST} -> hang`, LIST, `${POST} -> reset-before`, LIST]);
  });

  test('and then what a lost POST created is found', async () => {
    emulator.fault({ kind: 'reset-after', method: 'POST' });

    expect((await deploy()).state).toStrictEqual(createdState());
    expect(takeRequests(emulator).at(-1)).toBe(PATCH);
  });

  test('retries included', async () => {
    const { plan } = await inProcess({ request_timeout_seconds: 6 });
    emulator.fault({ ...HANG, count: 2 });

    expect((await plan(DECLARED)).diagnostics).toStrictEqual([NOT_COMPARED]);
    expectAllMet(emulator);
  });
});
