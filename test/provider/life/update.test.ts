import { UNKNOWN, type ObjectValue } from '../../../lib/plugin/value';
import { PAYMENTS } from '../../helpers/auth-method';
import { error, warning } from '../../helpers/diagnostics';
import { expectAllMet } from '../../helpers/faults';
import { startServer } from '../../helpers/one-answer-server';
import { takeRequests } from '../../helpers/requests';
import { DECLARED, emulateDatadog, emulator } from '../in-process';
import { deployed } from './deployed';

emulateDatadog();

const live = () => emulator.methods()[0]?.attributes;
const LOST = { kind: 'reset-after', method: 'PATCH' } as const;
const NEVER_SENT = { kind: 'reset-before', method: 'PATCH' } as const;

test('an update sends the attributes that changed, and the state has the planned values', async () => {
  const one = await deployed();

  expect(await one.deploy({ client_id: 'other', scope: null })).toStrictEqual([]);
  expect(takeRequests(emulator)).toStrictEqual([
    'GET payments',
    'PATCH payments {"client_id":"other","scope":null}',
  ]);
  expect(one.state).toMatchObject({ client_id: 'other', scope: null, client_secret_revision: 1 });
});

test('an update without a change of an attribute in Datadog sends nothing', async () => {
  const one = await deployed();

  expect(await one.deploy({ verify_token: false })).toStrictEqual([]);
  expect(takeRequests(emulator)).toStrictEqual([]);
  expect(one.state).toMatchObject({ verify_token: false });
});

test('a secret that is sent is counted, and noticed no more', async () => {
  const one = await deployed();

  expect(await one.deploy({ client_secret_wo: 'second' })).toStrictEqual([]);
  expect(takeRequests(emulator)).toStrictEqual(['PATCH payments {"client_secret":"second"}']);
  expect(one.state.client_secret_revision).toBe(2);
  expect((await one.plan({ client_secret_wo: 'second' })).planned.client_secret_revision).toBe(2);
});

test('a refused update keeps the state and the private data', async () => {
  const one = await deployed();
  const { state, record } = one;
  emulator.fault({ kind: 400, method: 'PATCH' });

  expect(await one.deploy({ client_id: 'other', client_secret_wo: 'second' })).toStrictEqual([
    error(
      'Could not update auth method "payments"',
      expect.stringMatching(/ was answered 400: .*\n\nCorrect what Datadog names, and run it again\.$/),
    ),
  ]);
  expect([one.state, one.record]).toStrictEqual([state, record]);
  expect(takeRequests(emulator)).toHaveLength(2);
});

describe('after a plan, an edit in Datadog', () => {
  /** Applies a change of the scope that was planned before the edit. */
  const applyAfter = async (edit: () => unknown, settings?: ObjectValue) => {
    const one = await deployed(settings);
    const saved = await one.plan({ scope: 'read' });
    edit();
    return one.apply(saved);
  };

  test('of what the update changes stops it, with all three values', async () => {
    expect(await applyAfter(() => emulator.edit('payments', { scope: 'admin' }))).toStrictEqual([
      error(
        'The plan for auth method "payments" is stale',
        'Since the values were last read, somebody changed in Datadog what the plan is about to change:\n' +
          '  scope: when planned "read write", live in Datadog "admin", wanted by the code "read"\n\n' +
          'Nothing was sent. Plan again with a refresh (without -refresh=false), and decide with both values in view.',
        'scope',
      ),
    ]);
    expect(takeRequests(emulator)).toStrictEqual(['GET payments']);
  });

  test.each([
    ['of another attribute stays', { audience: 'https://edited.example.com' }, {}, ['GET payments']],
    ['to the wanted value does not stop it', { scope: 'read' }, {}, ['GET payments']],
    ['is overwritten with stale_plan = "overwrite"', { scope: 'admin' }, { stale_plan: 'overwrite' }, []],
  ])('%s', async (_, edit, settings, reads) => {
    expect(await applyAfter(() => emulator.edit('payments', edit), settings)).toStrictEqual([]);
    expect(takeRequests(emulator)).toStrictEqual([...reads, 'PATCH payments {"scope":"read"}']);
    expect(live()).toMatchObject({ ...edit, scope: 'read' });
  });

  test('that deletes the auth method stops it', async () => {
    expect(await applyAfter(() => emulator.remove('payments'))).toMatchObject([
      error(
        'Could not update auth method "payments"',
        expect.stringMatching(
          /The auth method does not exist \(any more\)\. .* Plan again with a refresh to see what is left to do\.$/,
        ),
      ),
    ]);
  });
});

test('what Datadog stored differently than sent is a warning', async () => {
  const one = await deployed();
  emulator.fault({
    kind: 'transform',
    method: 'PATCH',
    transform: (body) => JSON.parse(JSON.stringify(body).replace('"read"', '"READ"')) as unknown,
  });

  expect(await one.deploy({ scope: 'read' })).toMatchObject([
    warning(
      'Datadog stored auth method "payments" differently than sent',
      expect.stringContaining('  scope: sent "read", stored "READ"\n\n'),
    ),
  ]);
  expect(one.state.scope).toBe('read');
});

describe('an update whose answer was lost', () => {
  /** The question whether the next update took effect is not answered either. */
  const lostTwice = async () => {
    const one = await deployed();
    emulator.fault(LOST);
    emulator.fault({ kind: 503, method: 'GET', skip: 1 });
    return one;
  };
  const CONFIRMED = warning(
    'The answer to the update of auth method "payments" was lost, but the update took effect',
  );

  test.each([
    ['', 0, [LOST]],
    [', and whose repetition was refused', 1, [LOST, { kind: 403, method: 'PATCH' } as const]],
  ])('succeeds if Datadog shows what was sent%s', async (_, max_retries, faults) => {
    const one = await deployed({ max_retries });
    for (const fault of faults) emulator.fault(fault);

    expect(await one.deploy({ scope: 'read' })).toStrictEqual([
      {
        ...CONFIRMED,
        detail: expect.stringMatching(/\n\nSince then, Datadog shows the values that were sent\.$/),
      },
    ]);
    expect(one.state.scope).toBe('read');
    expect(one.record).toStrictEqual({ resource: expect.any(String), secret: expect.any(Object) });
    expect(takeRequests(emulator).at(-1)).toBe('GET payments');
    expect(await one.refresh()).toStrictEqual([]);
    expectAllMet(emulator);
  });

  test('sends the client secret once more', async () => {
    const one = await deployed();
    emulator.fault(LOST);
    const changed = { scope: 'read', client_secret_wo: 'second' };
    const diagnostics = await one.deploy(changed);

    expect(diagnostics).toStrictEqual([
      {
        ...CONFIRMED,
        detail: expect.stringMatching(/\n\nSince then, Datadog shows the values that were sent\.$/),
      },
    ]);
    expect(takeRequests(emulator)).toStrictEqual([
      'GET payments',
      'PATCH payments {"scope":"read","client_secret":"second"} -> reset-after',
      'GET payments',
      'PATCH payments {"client_secret":"second"}',
    ]);
    expect((await one.plan(changed)).planned).toStrictEqual(one.state);
    expect((await one.plan({ scope: 'read' })).planned.client_secret_revision).toBe(UNKNOWN);
  });

  test('fails if Datadog shows the values from before, and the client secret is unverified', async () => {
    const one = await deployed();
    const { state } = one;
    emulator.fault(NEVER_SENT);

    expect(await one.deploy({ scope: 'read', client_secret_wo: 'second' })).toMatchObject([
      error('Could not update auth method "payments"'),
    ]);
    expect(one.state).toStrictEqual(state);
    expect(one.record).toStrictEqual({
      resource: expect.any(String),
      secret: 'unverified',
      unanswered: { scope: 'read' },
    });
    expect((await one.plan()).planned.client_secret_revision).toBe(UNKNOWN);
  });

  test.each([
    ['', null, null],
    [', also under a version', 1, 2],
  ])('of the client secret alone cannot be confirmed: it is unverified%s', async (_, before, after) => {
    const one = await deployed();
    const [first, second] = [before, after].map((version) => ({ client_secret_wo_version: version }));
    await one.deploy(first!);
    emulator.clearRequests();
    emulator.fault(LOST);

    expect(await one.deploy({ client_secret_wo: 'second', ...second })).toMatchObject([
      error('Could not update auth method "payments"'),
    ]);
    expect(takeRequests(emulator)).toStrictEqual([
      'PATCH payments {"client_secret":"second"} -> reset-after',
    ]);
    expect(await one.deploy(first!)).toStrictEqual([]);
    expect(emulator.secretOf('payments')).toBe('s3cret');
  });

  test('is not taken for drift by the next read, where no question was answered either', async () => {
    const one = await lostTwice();
    const { state } = one;

    expect(await one.deploy({ scope: 'read' })).toMatchObject([{ severity: 'error' }]);
    expect(one.state).toStrictEqual(state);
    expect(one.record.unanswered).toStrictEqual({ scope: 'read' });
    emulator.edit('payments', { audience: 'https://edited.example.com' });
    expect(await one.refresh()).toMatchObject([
      {
        severity: 'warning',
        detail: expect.stringMatching(
          /^Since the last deploy, somebody changed outside Terraform:\n {2}audience: [^\n]*\n\n/,
        ),
      },
    ]);
    expect(one.state).toMatchObject({ scope: 'read' });
    expect(one.record.unanswered).toBeUndefined();
    expectAllMet(emulator);
    emulator.edit('payments', { scope: 'admin' });
    expect(await one.refresh()).toMatchObject([
      { detail: expect.stringContaining('  scope: last deployed "read", live in Datadog "admin"\n') },
    ]);
  });

  test('is no drift after a deploy that read nothing either, nor in another order of the words', async () => {
    const one = await lostTwice();
    await one.deploy({ scope: 'one two' });
    emulator.edit('payments', { scope: 'two one' });

    expect(await one.deploy({ client_id: 'other' })).toStrictEqual([]);
    expect(await one.refresh()).toStrictEqual([]);
    expectAllMet(emulator);
  });

  test("is nobody's edit to the next update either, if that follows without a read", async () => {
    const one = await lostTwice();
    await one.deploy({ scope: 'read' });

    expect(await one.deploy({ scope: 'admin' })).toStrictEqual([]);
    expect(live()?.scope).toBe('admin');
    expectAllMet(emulator);
  });

  test("hides somebody's edit no longer once another update set the attribute", async () => {
    const one = await lostTwice();
    await one.deploy({ scope: 'read' });
    await one.deploy({ scope: 'admin' });
    emulator.edit('payments', { scope: 'read' });

    expect(await one.deploy({ scope: 'write' })).toMatchObject([
      error('The plan for auth method "payments" is stale'),
    ]);
    expect(live()?.scope).toBe('read');
  });

  test('of a rename gives the old name up', async () => {
    const one = await deployed();
    const saved = await one.plan({ name: 'renamed' });
    emulator.fault(LOST);

    expect(await one.apply(saved)).toMatchObject([
      { summary: 'The answer to the update of auth method "renamed" was lost, but the update took effect' },
    ]);
    expect((await one.planAlso({ ...saved.config, ...PAYMENTS })).diagnostics).toStrictEqual([]);
  });
});

test('a name in use stops a rename, and the message has the id and says what helps a list', async () => {
  const one = await deployed();
  const { id } = emulator.add({ ...PAYMENTS, name: 'taken' });

  expect(await one.deploy({ name: 'taken' })).toMatchObject([
    error(
      'Could not rename auth method "payments"',
      expect.stringContaining(
        `\n\nThe name "taken" is in use by the auth method ${id}, and names must be unique. If this configuration deletes or renames that one, run it again. ` +
          'To swap two names, give one a temporary name first. Otherwise choose another name. ' +
          'If the resources come from a list, key them by name (for_each; in TypeScript, construct ids by name), so that a new one renames no other.',
      ),
      'name',
    ),
  ]);
});

test('a rename whose token is being verified has begun: the creation that takes its name waits for it', async () => {
  const one = await deployed();
  const { clock, call, resource } = one;
  const endpoint = await startServer((_, response) => {
    const { planned, private: stored } = creation;
    void resource
      .create({ planned, config: DECLARED, private: stored }, call)
      .then(() => response.end('{"access_token": "token"}'));
  });
  const config = { ...DECLARED, name: 'away', verify_token: true, access_token_url: endpoint.url };
  await one.walk();
  const rename = await one.planAlso(config, one.state, one.stored);
  const creation = await one.planAlso(DECLARED);
  await resource.update({ prior: one.state, planned: rename.planned, config, private: rename.private }, call);
  await endpoint.close();

  expect(live()?.name).toBe('away');
  // Two seconds: for a change that did not begin.
  expect(clock.sleeps).toStrictEqual([30_000]);
});
