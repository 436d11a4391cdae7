import type { EmulatorFault } from '../../../lib/emulator/fault';
import type { Diagnostic } from '../../../lib/plugin/provider';
import type { ObjectValue } from '../../../lib/plugin/value';
import { COLLECTION_PATH, LIST_PATH, LIST_QUERY } from '../../../lib/wire/routes';
import { PAYMENTS } from '../../helpers/auth-method';
import { error, warning } from '../../helpers/diagnostics';
import { expectAllMet } from '../../helpers/faults';
import { LIST, takeRequests } from '../../helpers/requests';
import { TYPE } from '../../helpers/terraform';
import {
  DECLARED,
  PATCH,
  POST,
  emulateDatadog,
  emulator,
  idOf,
  inProcess,
  createdState,
} from '../in-process';

emulateDatadog();

const LOST = 'warning: The answer to the creation of auth method "payments" was lost, but its id was found';
const UNVERIFIED = 'warning: The client secret of auth method "payments" is unverified';
const summaries = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`);

test.each<[string, EmulatorFault]>([
  ['a reset connection', { kind: 'reset-after' }],
  ["a proxy's page", { kind: 'html', handled: true }],
])('a creation that ends in %s is found, and its secret made certain', async (_, fault) => {
  const { create } = await inProcess();
  emulator.fault({ ...fault, method: 'POST' });
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toStrictEqual(createdState());
  expect(diagnostics).toStrictEqual([
    warning(
      LOST.replace('warning: ', ''),
      expect.stringMatching(
        `\n\nSince then, one auth method with this name and exactly the values that were sent appeared: ${idOf('payments')}\\. This resource now manages it\\.$`,
      ),
    ),
  ]);
  expect(takeRequests(emulator)).toStrictEqual([LIST, `${POST} -> ${fault.kind}`, LIST, PATCH]);
  expectAllMet(emulator);
});

test('a creation that is lost before it was handled is an error after three looks, and makes nothing', async () => {
  const { create, clock } = await inProcess();
  emulator.fault({ kind: 'reset-before', method: 'POST' });
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics).toStrictEqual([
    error(
      'Could not create auth method "payments"',
      expect.stringMatching(
        /^POST \S+ got no answer: .*\n\nThe list showed no auth method of this name three times, so most likely nothing was created\.\n\nRun it again\. That cannot create a second one, because Datadog refuses a name in use\. If the first one exists after all, the message then shows how to import it\.$/,
      ),
      'name',
    ),
  ]);
  expect(takeRequests(emulator)).toStrictEqual([LIST, `${POST} -> reset-before`, LIST, LIST, LIST]);
  expect(clock.sleeps).toStrictEqual([1_000, 3_000]);
  expect(emulator.methods()).toStrictEqual([]);
});

test('a list that lags behind the creation is asked again', async () => {
  const { create } = await inProcess();
  emulator.fault({ kind: 'reset-after', method: 'POST' });
  emulator.fault({
    kind: 'transform',
    route: 'list',
    skip: 1,
    transform: () => ({ data: [], included: [] }),
  });

  expect((await create(DECLARED)).state).toStrictEqual(createdState());
  expect(takeRequests(emulator)).toStrictEqual([
    LIST,
    `${POST} -> reset-after`,
    `${LIST} -> transform`,
    LIST,
    PATCH,
  ]);
  expectAllMet(emulator);
});

test.each([
  ['', null, 503],
  [', also under a version', 7, 503],
  [', also if it seems gone', null, 404],
])('a secret that cannot be made certain is offered by the next plan%s', async (_, version, kind) => {
  const config = { ...DECLARED, client_secret_wo_version: version };
  const { create, plan, resource, call } = await inProcess({ max_retries: 0 });
  emulator.fault({ kind: 'reset-after', method: 'POST' });
  emulator.fault({ kind, method: 'PATCH' });
  const { state, private: stored, diagnostics } = await create(config);

  expect(state).toStrictEqual({ ...createdState(), client_secret_wo_version: version });
  expect(summaries(diagnostics)).toStrictEqual([LOST, UNVERIFIED]);
  expectAllMet(emulator);
  emulator.clearRequests();

  const prior = state as ObjectValue;
  const planned = await plan(config, prior, stored);
  expect(summaries(planned.diagnostics)).toStrictEqual(['warning: Secret rotated: auth method "payments"']);
  const request = { prior, planned: planned.planned, config, private: stored };
  const updated = await resource.update(request, call);
  expect(updated.state).toStrictEqual({ ...prior, client_secret_revision: 2 });
  expect(takeRequests(emulator)).toStrictEqual([PATCH]);
  expect((await plan(config, updated.state, updated.private)).diagnostics).toStrictEqual([]);
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

/** What the list after the POST shows, made of the auth method that the POST created. */
const listAs = (change: (created: Listed) => readonly Listed[]): EmulatorFault => ({
  kind: 'transform',
  route: 'list',
  skip: 1,
  transform: (body) => ({ data: [], included: change((body as { included: [Listed] }).included[0]) }),
});
interface Listed {
  readonly id: string;
  readonly attributes: object;
}
/** A list that names all auth methods and has none of them. */
const INCOMPLETE: EmulatorFault = {
  kind: 'transform',
  route: 'list',
  transform: (body) => ({ ...(body as object), included: [] }),
};
const LACKS = `GET ${LIST_PATH}?${LIST_QUERY} was answered with a body that has auth methods in "data" that "included" lacks.`;
const TWIN = '11111111-2222-4333-8444-555555555555';
const CREATED: EmulatorFault = { kind: 'reset-after', method: 'POST' };
const NOT_CREATED: EmulatorFault = { kind: 'reset-before', method: 'POST' };

test.each<[string, EmulatorFault[], string]>([
  [
    'an older auth method of the name',
    [NOT_CREATED],
    `An auth method of this name exists, ID. It existed before, so nothing was created.\n\n${WAYS_OUT}`,
  ],
  [
    'one that appeared since with other values',
    [CREATED, listAs((it) => [{ ...it, attributes: { ...it.attributes, scope: 'admin' } }])],
    'An auth method of this name exists, ID. It is a different one: it has other values of scope.\n\n',
  ],
  [
    'one that may be older, where nothing could be listed before',
    [{ kind: 503, route: 'list' }, CREATED],
    'An auth method of this name exists, ID. It may be older: the auth methods that existed before could not be listed.\n\n',
  ],
  [
    'one of several',
    [CREATED, listAs((it) => [it, { ...it, id: TWIN }])],
    'An auth method of this name exists, ID. Several have this name, so which one was created is unknown.\n\n',
  ],
  [
    'one that an incomplete list lacks',
    [CREATED, { ...INCOMPLETE, skip: 1 }],
    `Whether Datadog created it is unknown. The auth methods of this name could not be listed: ${LACKS}\n\nRun it again.`,
  ],
])('%s is not taken for the one created', async (_, faults, detail) => {
  const { create } = await inProcess({ max_retries: 0 });
  if (faults.includes(NOT_CREATED)) emulator.add(PAYMENTS);
  for (const fault of faults) emulator.fault(fault);
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics[0]?.detail).toContain(`\n\n${detail.replace('ID', idOf('payments'))}`);
  expect(takeRequests(emulator).filter((request) => !request.startsWith(LIST))).toHaveLength(1);
  expectAllMet(emulator);
});

test('what another resource of this apply created is not taken, though it declares exactly the same', async () => {
  const { resource, planAlso, walk, call } = await inProcess();
  await walk();
  const [one, other] = [await planAlso(DECLARED), await planAlso(DECLARED)];
  const apply = ({ planned, private: stored }: typeof one) =>
    resource.create({ planned, config: DECLARED, private: stored }, call);
  await apply(one);
  emulator.fault(NOT_CREATED);

  expect(await apply(other)).toMatchObject({
    state: null,
    diagnostics: [
      {
        severity: 'error',
        detail: expect.stringContaining(
          `An auth method of this name exists, ${idOf('payments')}. Another resource of this apply has it.\n\nAnother resource of this configuration has it. Choose another name for one of the two.`,
        ),
      },
    ],
  });
});

test('what was listed before a creation is forgotten after it', async () => {
  const { create, resource, call } = await inProcess();
  expect((await resource.importById('name:payments', call)).state).toBeNull();
  await create(DECLARED);

  expect((await resource.importById('name:payments', call)).state).toMatchObject({
    id: idOf('payments'),
  });
});

test('an interrupt leaves it at the POST', async () => {
  const { create, stop } = await inProcess();
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
  const { create } = await inProcess();
  const { id } = emulator.add(PAYMENTS);
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics).toMatchObject([
    error(
      'Could not create auth method "payments"',
      `POST ${COLLECTION_PATH} was answered 409: An auth method with the name "payments" already exists.\n\nAn auth method of this name exists already, ${id}, and names must be unique.\n\n${WAYS_OUT}`,
      'name',
    ),
  ]);
  expect(takeRequests(emulator)).toStrictEqual([LIST, `${POST} -> 409`, LIST]);
});

test.each<[string, EmulatorFault, string]>([
  [
    'that the list does not show may be of another protocol',
    { ...listAs(() => []), count: 3 },
    'An auth method of this name exists already, and names must be unique. The list does not show it: it may be of another protocol.\n\nChoose another name.',
  ],
  [
    'that an incomplete list lacks is reported with the reason why the id is missing',
    { ...INCOMPLETE, count: 2 },
    `An auth method of this name exists already, and names must be unique. Its id could not be looked up: ${LACKS}`,
  ],
])('a name in use %s', async (_, fault, detail) => {
  const { create } = await inProcess();
  emulator.add(PAYMENTS);
  emulator.fault(fault);
  const { state, diagnostics } = await create(DECLARED);

  expect(state).toBeNull();
  expect(diagnostics[0]?.detail).toContain(`\n\n${detail}`);
  expectAllMet(emulator);
});

test('a name that would need escapes is imported by the id', async () => {
  const { create } = await inProcess();
  const { id } = emulator.add({ ...PAYMENTS, name: "it's ${here}" });
  const { diagnostics } = await create({ ...DECLARED, name: "it's ${here}" });

  expect(diagnostics[0]?.detail).toContain(`\n  .importFrom('${id}')\n`);
  expect(diagnostics[0]?.detail).toContain(`\n    id = "${id}"\n`);
});

test.each([
  ['that the list showed', () => emulator.add({ ...PAYMENTS, name: 'other' })],
  [
    'that this apply created',
    (apply: (config: ObjectValue) => unknown) => apply({ ...DECLARED, name: 'other' }),
  ],
])('an answer about an auth method %s is no answer', async (_, addOther) => {
  const { resource, planAlso, call } = await inProcess();
  const apply = async (config: ObjectValue) => {
    const { planned, private: stored } = await planAlso(config);
    return resource.create({ planned, config, private: stored }, call);
  };
  await addOther(apply);
  const otherId = idOf('other');
  emulator.fault({
    kind: 'transform',
    method: 'POST',
    transform: (body) => ({ data: { ...(body as { data: object }).data, id: otherId } }),
  });
  const { state, diagnostics } = await apply(DECLARED);

  expect(state).toStrictEqual(createdState());
  expect(summaries(diagnostics)).toStrictEqual([LOST]);
  expect(diagnostics).toMatchObject([
    {
      detail: expect.stringContaining(`a body that is about another auth method, ${otherId}.`),
    },
  ]);
  expectAllMet(emulator);
});
