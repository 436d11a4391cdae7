import { startEmulator } from '../../lib/emulator';
import { authMethod, PAYMENTS } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { LIST, takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

describe('an auth method that exists already', () => {
  const world = emulated();
  const withoutSecret = authMethod(PAYMENTS, { secret: null });

  test('is imported by its id, and the next plan is empty without its secret', async () => {
    const { id } = world.emulator.add(PAYMENTS);
    world.workspace.write(`${withoutSecret}import {\n  to = ${TYPE}.payments\n  id = "${id}"\n}\n`);
    await world.workspace.succeed('init');
    const { text } = await world.workspace.succeed('apply -auto-approve');
    const again = await world.workspace.succeed('plan -detailed-exitcode');

    expect(text).toContain('Apply complete! Resources: 1 imported, 0 added, 0 changed, 0 destroyed.');
    expect(text).not.toContain('Drift');
    expect(again.text).toContain('No changes.');
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments', 'GET payments']);
  });

  test('is changed without its secret', async () => {
    world.workspace.write(authMethod({ ...PAYMENTS, scope: 'read' }, { secret: null }));
    await world.workspace.succeed('apply -auto-approve');

    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'PATCH payments {"scope":"read"}',
    ]);
  });

  test('is found by the import command too, whatever the case of the id', async () => {
    const id = world.emulator.methods()[0]?.id ?? '';
    await world.workspace.succeed(`state rm ${TYPE}.payments`);
    await world.workspace.succeed(`import ${TYPE}.payments ${id.toUpperCase()}`);
    const { text } = await world.workspace.succeed('plan -detailed-exitcode');

    expect(text).toContain('No changes.');
  });

  test('an id that is no UUID is refused before anything is asked', async () => {
    await world.workspace.succeed(`state rm ${TYPE}.payments`);
    world.emulator.clearRequests();
    const { code, flat } = await world.workspace.terraform(`import ${TYPE}.payments payments`);

    expect(code).toBe(1);
    expect(flat).toContain(
      `Error: "payments" is not the id of an auth method The id of an auth method is a UUID such as 9e9c7e3e-e872-45b9-ad57-df0e745c432e. To import one by its name, write name: before it, as in id = "name:payments". Elsewhere, find the id by the name with the data source ${TYPE}.`,
    );
    expect(takeRequests(world.emulator)).toStrictEqual([]);
  });
});

describe('an import by name', () => {
  const NFC = 'Zo\u00eb';
  const NFD = 'Zoe\u0308';
  const world = emulated();
  const block = (label: string, name: string) =>
    `${authMethod({ ...PAYMENTS, name }, { label, secret: null })}import {\n  to = ${TYPE}.${label}\n  id = "name:${name}"\n}\n`;
  const named = (name: string) => world.emulator.methods().find(({ attributes }) => attributes.name === name);
  const idIn = async (label: string) => {
    const shown = JSON.parse((await world.workspace.succeed('show -json')).stdout);
    return shown.values.root_module.resources.find((resource: { name: string }) => resource.name === label)
      .values.id;
  };

  beforeAll(async () => {
    world.emulator.add(PAYMENTS);
    world.emulator.add({ ...PAYMENTS, name: NFD });
    world.emulator.add({ ...PAYMENTS, name: '9e9c7e3e-e872-45b9-ad57-df0e745c432e' });
    world.workspace.write('');
    await world.workspace.succeed('init');
  });
  beforeEach(() => takeRequests(world.emulator));

  test('finds several with one list, which answers their reads too, and the next plan is empty', async () => {
    world.workspace.write(
      block('payments', 'payments') +
        block('zoe', NFC) +
        block('odd', '9e9c7e3e-e872-45b9-ad57-df0e745c432e'),
    );
    const { text } = await world.workspace.succeed('apply -auto-approve');
    const requests = takeRequests(world.emulator);
    const again = await world.workspace.succeed('plan -detailed-exitcode');

    expect(text).toContain('Apply complete! Resources: 3 imported, 0 added, 0 changed, 0 destroyed.');
    expect(requests).toStrictEqual([LIST]);
    expect(again.text).toContain('No changes.');
    expect(await idIn('payments')).toBe(named('payments')?.id);
    expect(await idIn('zoe')).toBe(named(NFD)?.id);
    expect(await idIn('odd')).toBe(named('9e9c7e3e-e872-45b9-ad57-df0e745c432e')?.id);
  });

  test('is a matter of the import command too', async () => {
    await world.workspace.succeed(`state rm ${TYPE}.payments`);
    await world.workspace.succeed(`import ${TYPE}.payments name:payments`);

    expect(takeRequests(world.emulator)).toStrictEqual([LIST]);
    expect(await idIn('payments')).toBe(named('payments')?.id);
  });

  test.each([
    [
      'a name that nobody has, with near ones',
      'Paymets',
      'Datadog has no OAuth2 client credentials auth method with this name. Similar names: "payments" Check the name',
    ],
    [
      'a name that is nothing like any',
      'orders',
      'Datadog has no OAuth2 client credentials auth method with this name. Check the name',
    ],
  ])('refuses %s', async (_, name, told) => {
    await world.workspace.terraform(`state rm ${TYPE}.payments`);
    const { code, flat } = await world.workspace.terraform(`import ${TYPE}.payments name:${name}`);

    expect(code).toBe(1);
    expect(flat).toContain(`Error: There is no auth method with the name "${name}" ${told}`);
    expect(takeRequests(world.emulator)).toStrictEqual([LIST]);
  });

  test('without the permission to list says so', async () => {
    const locked = await startEmulator({
      credentials: [{ apiKey: 'api-key', appKey: 'app-key', permissions: ['manage_integrations'] }],
    });
    const { code, flat } = await world.workspace.terraform(`import ${TYPE}.payments name:payments`, {
      DD_HOST: locked.url,
    });
    await locked.close();

    expect(code).toBe(1);
    expect(flat).toContain('Error: Could not list the auth methods');
    expect(flat).toContain('or the application key lacks the permission integrations_read');
  });
});
