import { authMethod, PAYMENTS } from '../helpers/configuration';
import { creatingFirst, oneApply } from '../helpers/one-apply';
import { takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

const ADOPTING = { ...PAYMENTS, adopt_existing: true };
const [ONE, TWO, THREE] = ['one', 'two', 'three'].map((name) => ({ ...PAYMENTS, name }));

/** No story ends with a lost auth method, or with one that two resources share. */
describe('what one apply does to an auth method, it does once', () => {
  const { world, declare, apply, deployed, expectConverged } = oneApply();

  test('a replacement that creates first adopts what it replaces, which is then not deleted', async () => {
    await deployed(creatingFirst(authMethod(ADOPTING)));
    const [before] = world.emulator.methods();
    const { code, text } = await apply(` -replace=${TYPE}.payments`);

    expect(code).toBe(0);
    expect(text).toContain('Warning: Adopted: auth method "payments" existed already');
    expect(text).toContain('Warning: Not deleted: auth method "payments" belongs to another resource now');
    expect(takeRequests(world.emulator).filter((request) => !request.startsWith('GET'))).toStrictEqual([
      expect.stringMatching(/^POST .* -> 409$/),
      'PATCH payments {"client_secret":"first-secret"}',
    ]);
    expect(world.emulator.methods()).toStrictEqual([before]);
    await expectConverged();
  });

  test('a replacement that creates first never takes the old auth method for the new one', async () => {
    await deployed(creatingFirst(authMethod()));
    const before = world.emulator.methods();
    world.emulator.fault({ kind: 503, method: 'POST' });
    const { code, flat } = await apply(` -replace=${TYPE}.payments`);

    expect(code).toBe(1);
    expect(flat).toContain(`${before[0]?.id}. It existed before, so nothing was created.`);
    expect(world.emulator.methods()).toStrictEqual(before);
    await expectConverged();
  });

  test('what another resource renames away is never taken for the one created', async () => {
    await deployed(authMethod());
    world.emulator.fault({ kind: 503, method: 'POST' });
    world.emulator.fault({ kind: 503, method: 'PATCH' });
    declare(authMethod({ ...PAYMENTS, name: 'away' }), authMethod(PAYMENTS, { label: 'b' }));
    await apply();

    await expectConverged();
  });

  test('a chain of renames and a creation at its end all take place', async () => {
    await deployed(authMethod(ONE, { label: 'a' }), authMethod(TWO, { label: 'b' }));
    declare(
      authMethod(TWO, { label: 'a' }),
      authMethod(THREE, { label: 'b' }),
      authMethod(ONE, { label: 'c' }),
    );
    expect((await apply()).code).toBe(0);

    await expectConverged();
  });

  test('a swap of two names is refused in the plan, with the way to do it', async () => {
    await deployed(authMethod(ONE, { label: 'a' }), authMethod(TWO, { label: 'b' }));
    declare(authMethod(TWO, { label: 'a' }), authMethod(ONE, { label: 'b' }));
    const { code, flat } = await world.workspace.terraform('plan');

    expect(code).toBe(1);
    expect(flat).toMatch(/Error: The name of auth method "(one|two)" is part of a swap/);
    expect(flat).toMatch(/"(one|two)" to "(one|two)" to "(one|two)": each takes a name that is in use/);
    declare(authMethod(ONE, { label: 'a' }), authMethod(TWO, { label: 'b' }));
    await expectConverged();
  });

  test('an import of what the same deploy would delete is refused in the plan', async () => {
    await deployed(authMethod());
    const before = world.emulator.methods();
    const renamed = authMethod(PAYMENTS, { label: 'renamed', secret: null });
    declare(renamed, `import {\n  to = ${TYPE}.renamed\n  id = "${before[0]?.id}"\n}\n`);
    const { code, flat } = await apply();

    expect(code).toBe(1);
    expect(flat).toContain(
      'Error: A deploy would delete auth method "payments", which another resource manages',
    );
    expect(flat).toContain('remove the import, and add a moved block');
    declare(renamed, `moved {\n  from = ${TYPE}.payments\n  to = ${TYPE}.renamed\n}\n`);
    await expectConverged();
    expect(world.emulator.methods()).toStrictEqual(before);
  });

  test('of two resources with one auth method none is deleted, and state rm ends it', async () => {
    await deployed(authMethod());
    const before = world.emulator.methods();
    declare(authMethod(ADOPTING, { label: 'b' }));
    await apply(` -target=${TYPE}.b`);
    const { code, flat } = await apply();

    expect(code).toBe(1);
    expect(flat).toContain('which another resource manages');
    expect(world.emulator.methods()).toStrictEqual(before);
    await world.workspace.succeed(`state rm ${TYPE}.payments`);
    await expectConverged();
    expect(world.emulator.methods()).toStrictEqual(before);
  });
});
