import { authMethod, PAYMENTS } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { takeRequests } from '../helpers/requests';
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
      `Error: "payments" is not the id of an auth method Auth methods are known by a UUID such as 9e9c7e3e-e872-45b9-ad57-df0e745c432e, and this is none. Look the id up by the name with the data source ${TYPE}.`,
    );
    expect(takeRequests(world.emulator)).toStrictEqual([]);
  });

  test('an id that nobody has is refused', async () => {
    const { code, text } = await world.workspace.terraform(
      `import ${TYPE}.payments 00000000-0000-4000-8000-000000000000`,
    );

    expect(code).toBe(1);
    expect(text).toContain('Error: Cannot import non-existent remote object');
  });
});
