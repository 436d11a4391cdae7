import { startEmulator, type Emulator } from '../../../lib/emulator';
import type { EmulatorFault } from '../../../lib/emulator/fault';
import { decodeRecord } from '../../../lib/provider/record';
import { COLLECTION_PATH } from '../../../lib/wire/routes';
import { PAYMENTS } from '../../helpers/auth-method';
import { expectAllMet } from '../../helpers/faults';
import { LIST, takeRequests } from '../../helpers/requests';
import { TYPE } from '../../helpers/terraform';
import { DECLARED, idOf, inProcess, keptOf, PATCH, POST } from '../in-process';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const world = (settings = {}) => inProcess(emulator.url, settings);

const AFTER_IT_WAS_HANDLED: [string, EmulatorFault][] = [
  ['a reset connection', { kind: 'reset-after' }],
  ['an answer that is cut', { kind: 'cut-body' }],
  ['an empty answer', { kind: 'empty-body' }],
  ['an answer that is no JSON', { kind: 'wrong-json' }],
  ['an answer of another shape', { kind: 'wrong-type' }],
  ["a proxy's page", { kind: 'html', handled: true }],
  ['a 500', { kind: 500, handled: true }],
  ['a 504', { kind: 504, handled: true }],
  ['a 408', { kind: 408, handled: true }],
];

test.each(AFTER_IT_WAS_HANDLED)(
  'a creation that ends in %s is found, and its secret made certain',
  async (_, fault) => {
    const { create } = await world();
    emulator.fault({ ...fault, method: 'POST' });
    const { state, private: stored, diagnostics } = await create(DECLARED);

    expect(state).toStrictEqual(keptOf(emulator));
    expect(stored).not.toHaveLength(0);
    expect(diagnostics).toStrictEqual([
      {
        severity: 'warning',
        summary: 'The answer to the creation of auth method "payments" was lost, but its id was found',
        detail: expect.stringMatching(
          new RegExp(
            '\\n\\nSince then, one auth method with this name and exactly the values that were sent appeared: ' +
              `${idOf(emulator, 'payments')}\\. ` +
              'This resource now manages it, and its client secret was sent again to be certain\\.$',
          ),
        ),
      },
    ]);
    expect(takeRequests(emulator)).toStrictEqual([LIST, `${POST} -> ${fault.kind}`, LIST, PATCH]);
    expectAllMet(emulator);
  },
);

test('a creation that is lost before it was handled is an error after three looks, and makes nothing', async () => {
  const { create, clock } = await world();
  emulator.fault({ kind: 'reset-before', method: 'POST' });
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics).toStrictEqual([
    {
      severity: 'error',
      summary: 'Could not create auth method "payments"',
      detail: expect.stringMatching(
        /^POST \S+ got no answer: .*\n\nThe list showed no auth method of this name three times, so most likely nothing was created\.\n\nRun it again\. That cannot create a second one, because Datadog refuses a name in use\. If the first one exists after all, the message then shows how to import it\.$/,
      ),
      attribute: 'name',
    },
  ]);
  expect(takeRequests(emulator)).toStrictEqual([LIST, `${POST} -> reset-before`, LIST, LIST, LIST]);
  expect(clock.sleeps).toStrictEqual([1_000, 3_000]);
  expect(emulator.methods()).toStrictEqual([]);
});

test('a list that lags behind the creation is asked again', async () => {
  const { create } = await world();
  emulator.fault({ kind: 'reset-after', method: 'POST' });
  emulator.fault({
    kind: 'transform',
    route: 'list',
    skip: 1,
    transform: () => ({ data: [], included: [] }),
  });

  expect((await create(DECLARED)).state).toStrictEqual(keptOf(emulator));
  expect(takeRequests(emulator)).toStrictEqual([
    LIST,
    `${POST} -> reset-after`,
    `${LIST} -> transform`,
    LIST,
    PATCH,
  ]);
  expectAllMet(emulator);
});

test('when the secret cannot be made certain, the auth method is kept and the next plan offers to send it', async () => {
  for (const version of [null, 7]) {
    const config = { ...DECLARED, client_secret_wo_version: version };
    const { create, plan, resource, call } = await world({ max_retries: 0 });
    emulator.fault({ kind: 'reset-after', method: 'POST' });
    emulator.fault({ kind: 503, method: 'PATCH' });
    const created = await create(config);

    expect(created.state).toStrictEqual({ ...keptOf(emulator), client_secret_wo_version: version });
    expect(created.diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`)).toStrictEqual([
      'warning: The answer to the creation of auth method "payments" was lost, but its id was found',
      'warning: The client secret of auth method "payments" is unverified',
    ]);
    expectAllMet(emulator);
    emulator.clearRequests();

    const prior = created.state;
    const planned = await plan(config, prior, Uint8Array.from(created.private));
    expect(planned.diagnostics).toMatchObject([{ summary: 'Secret rotated: auth method "payments"' }]);
    const updated = await resource.update(
      { prior: prior ?? {}, planned: planned.planned, config, private: created.private },
      call,
    );
    expect(updated.state).toStrictEqual({ ...prior, client_secret_revision: 2 });
    expect(takeRequests(emulator)).toStrictEqual([PATCH]);
    expect((await plan(config, updated.state, Uint8Array.from(updated.private))).diagnostics).toStrictEqual(
      [],
    );
    emulator.remove('payments');
    emulator.clearFaults();
  }
});

test('a creation that was found stays in the state, even if it seems gone when its secret is sent again', async () => {
  const { create } = await world();
  emulator.fault({ kind: 'reset-after', method: 'POST' });
  emulator.fault({ kind: 404, method: 'PATCH' });
  const { state, private: stored, diagnostics } = await create(DECLARED);

  expect(state?.id).toBe(emulator.methods()[0]?.id);
  expect(decodeRecord(stored).secret).toBe('unverified');
  expect(diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`)).toStrictEqual([
    'warning: The answer to the creation of auth method "payments" was lost, but its id was found',
    'warning: The client secret of auth method "payments" is unverified',
  ]);
  expect(takeRequests(emulator)).toStrictEqual([LIST, `${POST} -> reset-after`, LIST, `${PATCH} -> 404`]);
});

const IMPORT_IT = `In TypeScript, add to the construct:
  .importFrom('name:payments')
In HCL, add beside the resource:
  import {
    to = ${TYPE}.LABEL
    id = "name:payments"
  }`;
const WAYS_OUT = `Do what fits:
  its label or construct id was renamed: keep it with a moved block (in TypeScript: moveFromId)
  this configuration deletes or renames it: run it again
  create_before_destroy replaces it: remove create_before_destroy, or change the name as well
  somebody else manages it: choose another name
  nobody manages it: import it

${IMPORT_IT}`;

test.each([
  ['equal', {}],
  ['other', { scope: 'admin' }],
])('an older auth method of the name with %s values is not taken for the one created', async (_, values) => {
  const { create } = await world();
  const { id } = emulator.add({ ...PAYMENTS, ...values });
  emulator.fault({ kind: 'reset-before', method: 'POST' });
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics[0]?.detail?.split('\n\n').slice(1).join('\n\n')).toBe(
    `An auth method of this name exists, ${id}. It existed before, so nothing was created.\n\n${WAYS_OUT}`,
  );
  expect(takeRequests(emulator)).toStrictEqual([LIST, `${POST} -> reset-before`, LIST]);
});

test('an auth method that appeared since with other values is not taken for the one created', async () => {
  const { create } = await world();
  emulator.fault({ kind: 'reset-after', method: 'POST' });
  emulator.fault({
    kind: 'transform',
    route: 'list',
    skip: 1,
    transform: (body) => {
      const { included } = body as { included: [{ attributes: object }] };
      return {
        data: [],
        included: [{ ...included[0], attributes: { ...included[0].attributes, scope: 'admin' } }],
      };
    },
  });
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics[0]?.detail).toContain(
    `An auth method of this name exists, ${idOf(emulator, 'payments')}. It is a different one: it has other values of scope.\n\n`,
  );
  expectAllMet(emulator);
});

test('without a list of what existed before, an auth method of the name is not taken for the one created', async () => {
  const { create } = await world({ max_retries: 0 });
  emulator.fault({ kind: 503, route: 'list' });
  emulator.fault({ kind: 'reset-after', method: 'POST' });
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics[0]?.detail).toContain(
    `An auth method of this name exists, ${idOf(emulator, 'payments')}. It may be older: the auth methods that existed before could not be listed.\n\n`,
  );
  expectAllMet(emulator);
});

test('several auth methods of the name are listed, and none is taken', async () => {
  const { create } = await world();
  emulator.fault({ kind: 'reset-after', method: 'POST' });
  const twin = '11111111-2222-4333-8444-555555555555';
  emulator.fault({
    kind: 'transform',
    route: 'list',
    skip: 1,
    transform: (body) => {
      const { included } = body as { included: [{ id: string }] };
      return { data: [], included: [...included, { ...included[0], id: twin }] };
    },
  });
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics[0]?.detail).toContain(
    `2 auth methods have this name:\n  ${idOf(emulator, 'payments')}\n  ${twin}\n\nImport one of them by its id, or choose another name.`,
  );
  expectAllMet(emulator);
});

test('without the permission to list, the error says what is not known', async () => {
  const { create } = await world();
  emulator.fault({ kind: 'reset-after', method: 'POST' });
  emulator.fault({ kind: 403, route: 'list', count: 2 });
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics[0]?.detail).toContain(
    'Whether Datadog created it is unknown. The auth methods of this name could not be listed: GET /api/v2/integration/webhooks/configuration/auth-method?include=oauth2-client-credentials was answered 403',
  );
  expectAllMet(emulator);
});

test('what was listed before a creation is forgotten after it', async () => {
  const { create, resource, call } = await world();
  expect((await resource.importById?.('name:payments', call))?.state).toBeNull();
  await create(DECLARED);

  expect((await resource.importById?.('name:payments', call))?.state).toMatchObject({
    id: idOf(emulator, 'payments'),
  });
});

test('an interrupt leaves it at the POST', async () => {
  const { create, stop } = await world();
  emulator.fault({ kind: 'hang', method: 'POST' });
  const created = create(DECLARED);
  while (emulator.requests.length < 2) await new Promise(setImmediate);
  stop.abort();

  expect((await created).diagnostics).toMatchObject([
    {
      detail: `POST ${COLLECTION_PATH} got no answer: it was interrupted.\n\nIt is unknown whether Datadog created the auth method. Another run creates no second one: Datadog refuses a name that is in use.`,
    },
  ]);
  expect(takeRequests(emulator)).toStrictEqual([LIST, `${POST} -> hang`]);
});

test('a name in use is reported with the id of its owner and all ways out', async () => {
  const { create } = await world();
  const { id } = emulator.add(PAYMENTS);
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics).toMatchObject([
    {
      severity: 'error',
      summary: 'Could not create auth method "payments"',
      detail: `POST ${COLLECTION_PATH} was answered 409: An auth method with the name "payments" already exists.\n\nAn auth method of this name exists already, ${id}, and names must be unique.\n\n${WAYS_OUT}`,
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

test('a name in use without the permission to list is reported with the ways out and why the id is missing', async () => {
  const { create } = await world();
  emulator.add(PAYMENTS);
  emulator.fault({ kind: 403, route: 'list', count: 2 });
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics[0]?.detail).toContain(
    'An auth method of this name exists already, and names must be unique. Its id could not be looked up: GET /api/v2/integration/webhooks/configuration/auth-method?include=oauth2-client-credentials was answered 403',
  );
  expect(diagnostics[0]?.detail).toContain(IMPORT_IT);
  expectAllMet(emulator);
});

test('a name that would need escapes is imported by the id', async () => {
  const { create } = await world();
  const { id } = emulator.add({ ...PAYMENTS, name: "it's ${here}" });
  const { diagnostics } = await create({ ...DECLARED, name: "it's ${here}" });

  expect(diagnostics[0]?.detail).toContain(`\n  .importFrom('${id}')\n`);
  expect(diagnostics[0]?.detail).toContain(`\n    id = "${id}"\n`);
});

test('an answer about an auth method that this walk has named is no answer', async () => {
  const { resource, plan, planAlso, call, create } = await world();
  const other = await create({ ...DECLARED, name: 'other' });
  const planned = await plan(DECLARED);
  await planAlso({ ...DECLARED, name: 'renamed' }, other.state, other.private);
  const otherId = idOf(emulator, 'other');
  emulator.fault({
    kind: 'transform',
    method: 'POST',
    transform: (body) => ({ data: { ...(body as { data: object }).data, id: otherId } }),
  });
  const { state, diagnostics } = await resource.create(
    { planned: planned.planned, config: DECLARED, private: planned.private },
    call,
  );

  expect(state).toStrictEqual(keptOf(emulator));
  expect(diagnostics).toMatchObject([
    {
      summary: 'The answer to the creation of auth method "payments" was lost, but its id was found',
      detail: expect.stringContaining(`a body that is about another auth method, ${otherId}.`),
    },
  ]);
  expectAllMet(emulator);
});
