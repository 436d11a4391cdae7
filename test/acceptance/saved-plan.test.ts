import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { takeRequests } from '../helpers/requests';

describe('a saved plan', () => {
  const world = emulated();
  const save = async (attributes: Record<string, unknown>, provider = '') => {
    world.workspace.write(SECRET_VARIABLE + provider + authMethod(attributes));
    await world.workspace.succeed('plan -out=saved');
    world.emulator.clearRequests();
  };

  beforeAll(async () => {
    world.workspace.write(SECRET_VARIABLE + authMethod());
    await world.workspace.succeed('init');
    await world.workspace.succeed('apply -auto-approve');
  });

  test('stops when somebody edited what it is about to change, with all three values', async () => {
    await save({ ...PAYMENTS, scope: 'read' });
    world.emulator.edit('payments', { scope: 'read write admin' });
    const { code, text, flat } = await world.workspace.terraform('apply saved');

    expect(code).toBe(1);
    expect(text).toContain('Error: The plan for auth method "payments" is stale');
    expect(flat).toContain(
      'scope: when planned "read write", live in Datadog "read write admin", wanted by the code "read" Nothing was sent. Plan again, and decide with both values in view.',
    );
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments']);
  });

  test('applies over an edit of another attribute, which survives and is not called stored differently', async () => {
    world.emulator.edit('payments', { scope: 'read write' });
    await save({ ...PAYMENTS, client_id: 'payments-2' });
    world.emulator.edit('payments', { audience: 'https://edited.example.com' });
    const { text } = await world.workspace.succeed('apply saved');

    expect(text).not.toContain('Warning');
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments',
      'PATCH payments {"client_id":"payments-2"}',
    ]);
    expect(world.emulator.methods()[0]?.attributes.audience).toBe('https://edited.example.com');
  });
});
