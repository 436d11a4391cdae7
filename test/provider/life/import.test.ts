import { ID, PAYMENTS, stateOf } from '../../helpers/auth-method';
import { error } from '../../helpers/diagnostics';
import { LIST, takeRequests } from '../../helpers/requests';
import { TYPE } from '../../helpers/terraform';
import { emulateDatadog, emulator, idOf, inProcess } from '../in-process';
import { deployed } from './deployed';

emulateDatadog();

type World = Pick<Awaited<ReturnType<typeof inProcess>>, 'resource' | 'call'>;

/** Imports and reads, as Terraform does. */
async function imported({ resource, call }: World, text: string) {
  const { state, private: stored, diagnostics } = await resource.importById(text, call);
  return state ? resource.read({ state, private: stored }, call) : { state, diagnostics };
}

test('an import by id gives the id in small letters, as Datadog writes it, and makes no call', async () => {
  const { resource, call } = await inProcess();

  expect(await resource.importById(ID.toUpperCase(), call)).toMatchObject({
    state: stateOf({ client_secret_revision: 0 }),
    diagnostics: [],
  });
  expect(takeRequests(emulator)).toStrictEqual([]);
});

test.each(['payments', ID])(
  'an import by the name "%s" and the read that follows share one list',
  async (name) => {
    const { id } = emulator.add({ ...PAYMENTS, name });

    expect(await imported(await inProcess(), `name:${name}`)).toMatchObject({
      state: stateOf({ ...PAYMENTS, name, id, client_secret_revision: 0 }),
      diagnostics: [],
    });
    expect(takeRequests(emulator)).toStrictEqual([LIST]);
  },
);

test('an import of what is no id and no name is refused', async () => {
  expect(await imported(await inProcess(), 'payments')).toMatchObject({
    state: null,
    diagnostics: [
      error(
        '"payments" is not the id of an auth method',
        'The id of an auth method is a UUID such as 9e9c7e3e-e872-45b9-ad57-df0e745c432e.\n\n' +
          'To import one by its name, write name: before it, as in id = "name:payments". ' +
          `Elsewhere, find the id by the name with the data source ${TYPE}.`,
      ),
    ],
  });
});

test('an import of an id that is nowhere finds nothing, as Terraform says by itself', async () => {
  expect(await imported(await inProcess(), ID)).toMatchObject({ state: null, diagnostics: [] });
});

test.each([
  ['the resource that has it is read first', true],
  ['it is read first', false],
])('an auth method that another resource has is not imported, where %s', async (_, ownFirst) => {
  const own = await deployed();
  const id = idOf('payments');
  await own.walk();
  const readOwn = () => own.resource.read({ state: own.state, private: own.stored }, own.call);
  const readImport = () => imported(own, id);
  const answers = ownFirst ? [await readOwn(), await readImport()] : [await readImport(), await readOwn()];

  expect(answers.map(({ diagnostics }) => diagnostics)).toStrictEqual([
    [],
    [
      error(
        `Two resources have auth method ${ownFirst ? id : '"payments"'}`,
        `Both have the id ${id}, so each deploy of one would undo that of the other, and to delete one would delete the auth method of both.\n\n` +
          'If a label or construct id was renamed, remove the import, and add a moved block (in TypeScript: moveFromId). If both are imports, remove one. Otherwise let Terraform forget one of them, with terraform state rm or a removed block with destroy = false. Do not destroy one of them with -target: then Terraform reads only that one.',
      ),
    ],
  ]);
});
