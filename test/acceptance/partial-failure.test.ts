import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { expectAllMet } from '../helpers/faults';
import { takeWrites } from '../helpers/requests';
import { idsInState } from '../helpers/state';

describe('a creation that never happened', () => {
  const world = emulated();

  test('leaves the others in the state, and is made by the next deploy', async () => {
    const names = [1, 2, 3, 4, 5, 6].map((n) => `method-${n}`);
    const resources = names.map((name) =>
      authMethod({ ...PAYMENTS, name }, { label: name.replace('-', '_') }),
    );
    world.workspace.write(SECRET_VARIABLE + resources.join(''));
    await world.workspace.succeed('init');
    world.emulator.fault({ kind: 'reset-before', method: 'POST', authMethod: 'method-3' });
    const { code, text } = await world.workspace.terraform('apply -auto-approve');

    expect(code).toBe(1);
    expect(text).toContain('Error: Could not create auth method "method-3"');
    const ids = () => world.emulator.methods().map(({ id }) => id);
    expect(ids()).toHaveLength(5);
    expect(idsInState(world.workspace)).toStrictEqual(ids().sort());
    expectAllMet(world.emulator);
    world.emulator.clearRequests();

    await world.workspace.succeed('apply -auto-approve');
    expect(takeWrites(world.emulator)).toStrictEqual([expect.stringMatching(/^POST \{"name":"method-3"/)]);
    expect((await world.workspace.succeed('plan -detailed-exitcode')).text).toContain('No changes.');
    expect(idsInState(world.workspace)).toStrictEqual(ids().sort());
  });
});
