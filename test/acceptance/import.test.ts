import { startEmulator } from '../../lib/emulator';
import { authMethod, importOf, PAYMENTS } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { LIST, takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

/** Each test goes on where the last one ended. */
describe('an auth method that exists already', () => {
  const world = emulated();

  test('is imported by its id; the next plan is empty without its secret, and a change does not send it', async () => {
    const { id } = world.emulator.add(PAYMENTS);
    world.workspace.write(authMethod(PAYMENTS, { secret: null }) + importOf(id));
    await world.workspace.succeed('init');
    const { text } = await world.workspace.succeed('apply -auto-approve');
    const again = await world.workspace.succeed('plan -detailed-exitcode');
    world.workspace.write(authMethod({ ...PAYMENTS, scope: 'read' }, { secret: null }));
    await world.workspace.succeed('apply -auto-approve');

    expect(text).toContain('Apply complete! Resources: 1 imported, 0 added, 0 changed, 0 destroyed.');
    expect(text).not.toContain('Drift');
    expect(again.text).toContain('No changes.');
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments',
      'GET payments',
      'GET payments',
      'GET payments',
      'PATCH payments {"scope":"read"}',
    ]);
  });

  test('several are imported by their names with lists alone, which answer their reads too', async () => {
    const [NFC, NFD] = ['Zo\u00eb', 'Zoe\u0308'];
    const ODD = '9e9c7e3e-e872-45b9-ad57-df0e745c432e';
    for (const name of [NFD, ODD]) world.emulator.add({ ...PAYMENTS, name });
    const code = Object.entries({ zoe: NFC, odd: ODD }).map(
      ([label, name]) =>
        authMethod({ ...PAYMENTS, name }, { label, secret: null }) + importOf(`name:${name}`, label),
    );
    world.workspace.write(code.join(''));
    await world.workspace.succeed(`state rm ${TYPE}.payments`);
    takeRequests(world.emulator);
    const { text } = await world.workspace.succeed('apply -auto-approve');

    expect(text).toContain('Apply complete! Resources: 2 imported, 0 added, 0 changed, 0 destroyed.');
    // One, unless the machine is so busy that the list is old before Terraform asks for the next name.
    expect(new Set(takeRequests(world.emulator))).toStrictEqual(new Set([LIST]));
    expect((await world.workspace.succeed('plan -detailed-exitcode')).text).toContain('No changes.');
    const [, zoe, odd] = world.emulator.methods().map((method) => method.id);
    expect(world.workspace.attributes().map((method) => method.id)).toStrictEqual([odd, zoe]);
  });

  test.each([
    [
      'what is neither an id nor a name',
      'payments',
      '"payments" is not the id of an auth method The id of an auth method is a UUID such as 9e9c7e3e-e872-45b9-ad57-df0e745c432e. ' +
        'To import one by its name, write name: before it, as in "name:payments". ' +
        `Elsewhere, find the id by the name with the data source ${TYPE}.`,
      [],
    ],
    [
      'a name that nobody has, with near ones',
      'name:Paymets',
      'There is no auth method with the name "Paymets" Datadog has 3 OAuth2 client credentials auth methods, ' +
        'but none with this name. Similar names: "payments" Check the name',
      [LIST],
    ],
    [
      'a name that is nothing like any',
      'name:orders',
      'There is no auth method with the name "orders" Datadog has 3 OAuth2 client credentials auth methods, ' +
        'and none has a similar name. Check the name',
      [LIST],
    ],
  ])('is not found by %s', async (_, key, message, requests) => {
    world.workspace.write(authMethod(PAYMENTS, { secret: null }));
    takeRequests(world.emulator);
    const { code, flat } = await world.workspace.terraform(`import ${TYPE}.payments ${key}`);

    expect(code).toBe(1);
    expect(flat).toContain(`Error: ${message}`);
    expect(takeRequests(world.emulator)).toStrictEqual(requests);
  });

  test('is not found by its name without the permission to list, which the message says', async () => {
    await using locked = await startEmulator({
      credentials: [{ apiKey: 'api-key', appKey: 'app-key', permissions: ['manage_integrations'] }],
    });
    const { code, flat } = await world.workspace.terraform(`import ${TYPE}.payments name:payments`, {
      DD_HOST: locked.url,
    });

    expect(code).toBe(1);
    expect(flat).toContain('Error: Could not list the auth methods');
    expect(flat).toContain('or the application key lacks the permission integrations_read');
    expect(flat).toContain(
      'Only the list shows which id has the name "payments". Use the id instead. Somebody who may list the auth methods finds it with "npx cdktf-datadog-webhooks import --json".',
    );
  });
});
