import { startEmulator, type Emulator } from '../../../lib/emulator';
import { configOf, ID, PAYMENTS, stateOf } from '../../helpers/auth-method';
import { LIST, takeRequests } from '../../helpers/requests';
import { idOf, inProcess } from '../in-process';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const IMPORTED = { ...stateOf({}), client_secret_revision: 0 };

/** Imports and reads, as Terraform does. */
async function imported(text: string) {
  const { resource, call } = await inProcess(emulator.url);
  const { state, private: stored, diagnostics } = await resource.importById(text, call);
  return state ? resource.read({ state, private: stored }, call) : { state, diagnostics };
}

test('an import by id gives the id in small letters, as Datadog writes it, and makes no call', async () => {
  const { resource, call } = await inProcess(emulator.url);

  expect(await resource.importById(ID.toUpperCase(), call)).toMatchObject({
    state: IMPORTED,
    diagnostics: [],
  });
  expect(takeRequests(emulator)).toStrictEqual([]);
});

test('an import by name and the read that follows share one list', async () => {
  const { id } = emulator.add(PAYMENTS);

  expect(await imported('name:payments')).toMatchObject({
    state: stateOf({ ...PAYMENTS, id, client_secret_revision: 0 }),
    diagnostics: [],
  });
  expect(takeRequests(emulator)).toStrictEqual([LIST]);
});

test('an import of what is no id and no name is refused', async () => {
  expect(await imported('payments')).toMatchObject({
    state: null,
    diagnostics: [{ severity: 'error', summary: '"payments" is not the id of an auth method' }],
  });
});

test.each([
  ['the resource that has it is read first', true],
  ['it is read first', false],
])('an auth method that another resource has is not imported, where %s', async (_, ownFirst) => {
  const { create, resource, call, walk } = await inProcess(emulator.url);
  const own = await create(configOf({ ...PAYMENTS, client_secret_wo: 's3cret' }));
  const id = idOf(emulator, 'payments');
  await walk();
  const readOwn = () => resource.read({ state: own.state ?? {}, private: own.private }, call);
  const readImport = async () => {
    const { state, private: stored } = await resource.importById(id, call);
    return resource.read({ state: state ?? {}, private: stored }, call);
  };
  const answers = ownFirst ? [await readOwn(), await readImport()] : [await readImport(), await readOwn()];

  expect(answers.map(({ diagnostics }) => diagnostics)).toStrictEqual([
    [],
    [
      {
        severity: 'error',
        summary: `Two resources have auth method ${ownFirst ? id : '"payments"'}`,
        detail:
          `Both have the id ${id}, so each deploy of one would undo that of the other, and to delete one would delete the auth method of both.\n\n` +
          'If a label or construct id was renamed, remove the import, and add a moved block (in TypeScript: moveFromId). If both are imports, remove one. Otherwise let Terraform forget one of them, with terraform state rm or a removed block with destroy = false. Do not destroy one of them with -target: then Terraform reads only that one.',
      },
    ],
  ]);
});
