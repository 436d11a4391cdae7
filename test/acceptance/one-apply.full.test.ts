import { authMethod, PAYMENTS } from '../helpers/configuration';
import { creatingFirst, oneApply } from '../helpers/one-apply';
import { takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

const [ONE, TWO, THREE] = ['one', 'two', 'three'].map((name) => ({ ...PAYMENTS, name }));

/** The stories of one-apply.test.ts in all their forms. */
describe('one apply', () => {
  const { world, declare, apply, deployed, expectConverged } = oneApply();

  test('thirty labels renamed without moved lose nothing', async () => {
    const all = (prefix: string) =>
      Array.from({ length: 30 }, (_, n) =>
        authMethod({ ...PAYMENTS, name: `method-${n}` }, { label: `${prefix}_${n}` }),
      );
    await deployed(...all('old'));
    declare(...all('new'));
    await apply();

    await expectConverged();
  });

  test('a renamed label without moved is created as soon as the name is free', async () => {
    await deployed(authMethod());
    declare(authMethod(PAYMENTS, { label: 'renamed' }));
    const { code, flat } = await apply();

    expect([code, flat]).toStrictEqual([
      0,
      expect.stringContaining('Warning: auth method "payments" is deleted and created again'),
    ]);
    const requests = takeRequests(world.emulator);
    expect(requests.filter((request) => request.startsWith('DELETE'))).toHaveLength(1);
    await expectConverged();
  });

  test('one change at a time, a chain that runs the wrong way round ends with the advice to run again', async () => {
    await deployed(authMethod(ONE, { label: 'a' }), authMethod(TWO, { label: 'b' }));
    declare(authMethod(TWO, { label: 'a' }), authMethod(THREE, { label: 'b' }));
    const { code, flat } = await apply(' -parallelism=1');

    if (code !== 0) expect(flat).toContain('If this configuration deletes or renames the auth method');
    await expectConverged();
  });

  test.each([
    ['destroys first', ''],
    ['creates first', 'create_before_destroy'],
  ])('a replacement that %s and changes the name is one creation and one deletion', async (_, cbd) => {
    const of = (name: string) => {
      const resource = authMethod({ ...PAYMENTS, name });
      return cbd ? creatingFirst(resource) : resource;
    };
    await deployed(of('payments'));
    declare(of('other'));
    expect((await apply(` -replace=${TYPE}.payments`)).code).toBe(0);

    const writes = takeRequests(world.emulator).filter((request) => !request.startsWith('GET'));
    expect(writes.map((request) => request.split(' ')[0]).sort()).toStrictEqual(['DELETE', 'POST']);
    await expectConverged();
  });
});
