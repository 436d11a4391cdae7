import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { LIST, takeGathered, takeRequests } from '../helpers/requests';

/** A thousand would tell no more: the counts do not depend on how many more than one there are. */
const MANY = 60;

describe('calls', () => {
  const here = emulated();
  const configuration = (scopeOfFirst: string) =>
    SECRET_VARIABLE +
    Array.from({ length: MANY }, (_, index) =>
      authMethod(
        { ...PAYMENTS, name: `method-${index}`, scope: index === 0 ? scopeOfFirst : PAYMENTS.scope },
        { label: `method_${index}` },
      ),
    ).join('');

  test('to create many is a POST for each, and a list for the plan and the apply', async () => {
    here.workspace.write(configuration(PAYMENTS.scope));
    await here.workspace.succeed('init');
    await here.workspace.succeed('apply -auto-approve');
    const wanted = Array.from({ length: MANY }, (_, index) => {
      const attributes = { ...PAYMENTS, name: `method-${index}`, client_secret: 'first-secret' };
      return `POST ${JSON.stringify(attributes)}`;
    });
    expect(takeRequests(here.emulator).sort()).toEqual([LIST, LIST, ...wanted.sort()]);
  });

  test('to plan many that are unchanged is one list', async () => {
    await here.workspace.succeed('plan -detailed-exitcode');
    expect(takeGathered(here.emulator)).toEqual([LIST]);
  });

  test('to update one among many is one list, one check and one PATCH', async () => {
    here.workspace.write(configuration('read'));
    await here.workspace.succeed('apply -auto-approve');
    expect(takeGathered(here.emulator)).toEqual([LIST, 'GET method-0', 'PATCH method-0 {"scope":"read"}']);
  });
});
