import { startEmulator, type Emulator } from '../../lib/emulator';
import { PAYMENTS } from '../helpers/configuration';
import { expectAllMet } from '../helpers/faults';
import { LIST, takeRequests } from '../helpers/requests';
import { DECLARED, inProcess, POST } from './in-process';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const world = () => inProcess(emulator.url);

test('a name in use is told with the id of its owner and all ways out', async () => {
  const { create } = await world();
  const { id } = emulator.add(PAYMENTS);
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics).toMatchObject([
    {
      severity: 'error',
      summary: 'Could not create auth method "payments"',
      detail: expect.stringContaining(
        `An auth method of this name exists already, ${id}, and names must be unique.\n\nDo what fits:\n  its label or construct id was renamed: keep it with a moved block (in TypeScript: moveFromId)\n`,
      ),
      attribute: 'name',
    },
  ]);
  expect(takeRequests(emulator)).toStrictEqual([LIST, `${POST} -> 409`, LIST]);
});

test('a name in use that the list does not show, as of another protocol, has one way out', async () => {
  const { create, clock } = await world();
  emulator.add(PAYMENTS);
  emulator.fault({
    kind: 'transform',
    route: 'list',
    skip: 1,
    count: 3,
    transform: () => ({ data: [], included: [] }),
  });
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics[0]?.detail).toMatch(
    /was answered 409: .*\n\nAn auth method of this name exists already, and names must be unique\. The list does not show it: it may be of another protocol\.\n\nChoose another name\.$/,
  );
  expect(clock.sleeps).toStrictEqual([1_000, 3_000]);
  expectAllMet(emulator);
});

test('a name in use without the permission to list is told with the ways out and why the id is missing', async () => {
  const { create } = await world();
  emulator.add(PAYMENTS);
  emulator.fault({ kind: 403, route: 'list', count: 2 });
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics[0]?.detail).toContain(
    'An auth method of this name exists already, and names must be unique. Its id could not be looked up: GET /api/v2/integration/webhooks/configuration/auth-method?include=oauth2-client-credentials was answered 403',
  );
  expect(diagnostics[0]?.detail).toContain("importFrom('ID')");
  expectAllMet(emulator);
});
