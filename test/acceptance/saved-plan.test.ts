import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { takeRequests } from '../helpers/requests';

describe('a saved plan', () => {
  const world = emulated();

  test('stops when somebody edited what it is about to change, with all three values', async () => {
    world.workspace.write(SECRET_VARIABLE + authMethod());
    await world.workspace.succeed('init');
    await world.workspace.succeed('apply -auto-approve');
    world.workspace.write(SECRET_VARIABLE + authMethod({ ...PAYMENTS, scope: 'read' }));
    await world.workspace.succeed('plan -out=saved');
    world.emulator.clearRequests();
    world.emulator.edit('payments', { scope: 'read write admin' });
    const { code, text, flat } = await world.workspace.terraform('apply saved');

    expect(code).toBe(1);
    expect(text).toContain('Error: The plan for auth method "payments" is stale');
    expect(flat).toContain(
      'scope: when planned "read write", live in Datadog "read write admin", wanted by the code "read" Nothing was sent. Plan again, and decide with both values in view.',
    );
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments']);
  });
});
