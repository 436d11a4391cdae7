import { authMethod, PAYMENTS } from '../helpers/configuration';
import { creatingFirst, oneApply } from '../helpers/one-apply';
import { LIST, takeRequests } from '../helpers/requests';
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

  test('a renamed label whose deletion is repeated is created after the deletion', async () => {
    await deployed(authMethod(PAYMENTS));
    world.emulator.fault({ kind: 503, method: 'DELETE' });
    declare(authMethod(PAYMENTS, { label: 'renamed' }));
    await apply();

    await expectConverged();
  });

  test.each([503, 'reset-before'] as const)(
    'a renamed label in an outage (%s) loses nothing',
    async (kind) => {
      await deployed(authMethod());
      world.emulator.fault({ kind, method: 'POST' });
      world.emulator.fault({ kind: 503, method: 'DELETE' });
      declare(authMethod(PAYMENTS, { label: 'renamed' }));
      await apply();

      await expectConverged();
    },
  );

  test('an answer about another auth method is not believed', async () => {
    await deployed(authMethod());
    const other = '11111111-2222-4333-8444-555555555555';
    world.emulator.fault({
      kind: 'transform',
      method: 'PATCH',
      transform: (body) => ({ data: { ...(body as { data: object }).data, id: other } }),
    });
    declare(authMethod({ ...PAYMENTS, scope: 'admin' }));
    const { code, flat } = await apply();

    expect(code).toBe(0);
    expect(flat).toContain(`was answered with a body that is about another auth method, ${other}.`);
    expect(flat).toContain('Since then, Datadog shows the values that were sent.');
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

  test('two resources of one name are refused in the plan', async () => {
    declare(
      authMethod(PAYMENTS, { label: 'a' }),
      authMethod({ ...PAYMENTS, client_id: 'other' }, { label: 'b' }),
    );
    const { code, flat } = await world.workspace.terraform('plan');

    expect(code).toBe(1);
    expect(flat).toContain('Error: Two resources declare auth method "payments"');
    expect(takeRequests(world.emulator).filter((request) => request !== LIST)).toStrictEqual([]);
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

  test('an unset scope that is answered as empty is no drift', async () => {
    await deployed(authMethod({ ...PAYMENTS, scope: null, audience: null }));
    world.emulator.fault({
      kind: 'transform',
      method: 'GET',
      count: Infinity,
      transform: (body) =>
        JSON.parse(JSON.stringify(body).replace(/"(scope|audience)":null/g, '"$1":""')) as unknown,
    });
    const { code, text } = await world.workspace.terraform('plan -detailed-exitcode');

    expect([code, text]).toStrictEqual([0, expect.stringContaining('No changes.')]);
    expect(text).not.toContain('Warning');
  });

  test('a secret that is given after its version was recorded is sent', async () => {
    const versioned = { ...PAYMENTS, client_secret_wo_version: 2 };
    await deployed(authMethod());
    declare(authMethod(versioned, { secret: null }));
    const { flat } = await apply();
    expect(flat).toContain('Warning: No client secret is sent for auth method "payments"');
    world.emulator.clearRequests();
    declare(authMethod(versioned));
    await world.workspace.succeed('apply -auto-approve', { TF_VAR_secret: 'second-secret' });

    expect(takeRequests(world.emulator).at(-1)).toBe('PATCH payments {"client_secret":"second-secret"}');
    expect((await world.workspace.terraform('plan -detailed-exitcode')).code).toBe(0);
  });
});
