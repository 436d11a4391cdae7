import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { expectAllMet } from '../helpers/faults';
import { LIST, takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

const SECRET = '"client_secret":"first-secret"';

/** What one apply does to an auth method, it does once: no story ends with a lost object or two resources of one. */
describe('one apply', () => {
  const world = emulated();
  const declare = (...resources: string[]) => world.workspace.write(SECRET_VARIABLE + resources.join(''));
  const apply = (args = '') => world.workspace.terraform(`apply -auto-approve${args}`);

  async function deployed(...resources: string[]): Promise<void> {
    declare(...resources);
    await world.workspace.succeed('apply -auto-approve');
    world.emulator.clearRequests();
  }

  /** The ids in the state, those of deposed objects too. */
  function idsInState(): string[] {
    const { resources } = JSON.parse(world.workspace.read('terraform.tfstate')) as {
      resources: { instances: { attributes: { id: string } }[] }[];
    };
    return resources.flatMap(({ instances }) => instances.map(({ attributes }) => attributes.id)).sort();
  }

  const idsInDatadog = () => world.emulator.methods().map(({ id }) => id);

  /** Nothing is lost; one more deploy ends with Datadog as declared and an empty plan. */
  async function expectConverged(): Promise<void> {
    expect(new Set(idsInState()).size).toBe(idsInState().length);
    expect(idsInDatadog()).toStrictEqual(expect.arrayContaining(idsInState()));
    expectAllMet(world.emulator);
    world.emulator.clearFaults();
    await world.workspace.succeed('apply -auto-approve');
    expect((await world.workspace.terraform('plan -detailed-exitcode')).text).toContain('No changes.');
    expect(idsInState()).toStrictEqual(idsInDatadog().sort());
  }

  beforeAll(async () => {
    declare();
    await world.workspace.succeed('init');
  });
  afterEach(() => {
    world.emulator.clearFaults();
    rmSync(join(world.workspace.folder, 'terraform.tfstate'), { force: true });
    for (const { id } of world.emulator.methods()) world.emulator.remove(id);
    world.emulator.clearRequests();
  });

  const ADOPTING = { ...PAYMENTS, adopt_existing: true };
  const BEFORE_DESTROY = (resource: string) =>
    resource.replace(/\}\n$/, '  lifecycle {\n    create_before_destroy = true\n  }\n}\n');

  describe('with adopt_existing', () => {
    test('a replacement that creates first adopts what it replaces, which is then not deleted', async () => {
      await deployed(BEFORE_DESTROY(authMethod(ADOPTING)));
      const [before] = world.emulator.methods();
      const { code, text } = await apply(` -replace=${TYPE}.payments`);

      expect(code).toBe(0);
      expect(text).toContain('Warning: Adopted: auth method "payments" existed already');
      expect(text).toContain('Warning: Not deleted: auth method "payments" lives on in another resource');
      expect(takeRequests(world.emulator).filter((request) => !request.startsWith('GET'))).toStrictEqual([
        expect.stringMatching(/^POST .* -> 409$/),
        `PATCH payments {${SECRET}}`,
      ]);
      expect(world.emulator.methods()).toStrictEqual([before]);
      await expectConverged();
    });

    test('thirty labels renamed without moved lose nothing', async () => {
      const all = (prefix: string) =>
        Array.from({ length: 30 }, (_, n) =>
          authMethod({ ...ADOPTING, name: `method-${n}` }, { label: `${prefix}_${n}` }),
        );
      await deployed(...all('old'));
      declare(...all('new'));
      await apply();

      await expectConverged();
    });

    test('a renamed label whose deletion is repeated is created after the deletion', async () => {
      await deployed(authMethod(ADOPTING));
      world.emulator.fault({ kind: 503, method: 'DELETE' });
      declare(authMethod(ADOPTING, { label: 'renamed' }));
      await apply();

      await expectConverged();
    });

    test('what another resource keeps is not adopted: the plan says so', async () => {
      await deployed(authMethod(PAYMENTS));
      declare(authMethod(PAYMENTS), authMethod(ADOPTING, { label: 'twin' }));
      const { code, flat } = await world.workspace.terraform('plan');

      expect(code).toBe(1);
      expect(flat).toContain('Error: Two resources declare auth method "payments"');
      declare(authMethod(PAYMENTS));
      await expectConverged();
    });

    test('what another resource renames is not adopted: the plan says so', async () => {
      await deployed(authMethod(PAYMENTS));
      declare(authMethod({ ...PAYMENTS, name: 'renamed' }), authMethod(ADOPTING, { label: 'twin' }));
      const { code, flat } = await world.workspace.terraform('plan');

      expect([code, flat]).toStrictEqual([
        1,
        expect.stringContaining(
          'Error: adopt_existing would take auth method "payments" from the resource that manages it',
        ),
      ]);
      declare(authMethod(PAYMENTS));
      await expectConverged();
    });
  });

  describe('with an answer that is lost', () => {
    test('a replacement that creates first never takes the old auth method for the new one', async () => {
      await deployed(BEFORE_DESTROY(authMethod()));
      const before = world.emulator.methods();
      world.emulator.fault({ kind: 503, method: 'POST' });
      const { code, flat } = await apply(` -replace=${TYPE}.payments`);

      expect(code).toBe(1);
      expect(flat).toContain(`${before[0]?.id}. It existed before, so nothing was created.`);
      expect(world.emulator.methods()).toStrictEqual(before);
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

    test('what another resource renames away is never taken for the one created', async () => {
      await deployed(authMethod());
      world.emulator.fault({ kind: 503, method: 'POST' });
      world.emulator.fault({ kind: 503, method: 'PATCH' });
      declare(authMethod({ ...PAYMENTS, name: 'away' }), authMethod(PAYMENTS, { label: 'b' }));
      await apply();

      await expectConverged();
    });

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

      expect(code).toBe(1);
      expect(flat).toContain(`was answered with a body that is about the auth method ${other}.`);
      await expectConverged();
    });
  });

  describe('with names that move', () => {
    const [ONE, TWO, THREE] = ['one', 'two', 'three'].map((name) => ({ ...PAYMENTS, name }));

    test('a renamed label without moved is created as soon as the name is free', async () => {
      await deployed(authMethod());
      declare(authMethod(PAYMENTS, { label: 'renamed' }));
      const { code, flat } = await apply();

      expect([code, flat]).toStrictEqual([
        0,
        expect.stringContaining('Warning: The name of auth method "payments" is in use'),
      ]);
      const requests = takeRequests(world.emulator);
      expect(requests.filter((request) => request.startsWith('DELETE'))).toHaveLength(1);
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

    test('one change at a time, a chain that runs the wrong way round ends with the advice to run again', async () => {
      await deployed(authMethod(ONE, { label: 'a' }), authMethod(TWO, { label: 'b' }));
      declare(authMethod(TWO, { label: 'a' }), authMethod(THREE, { label: 'b' }));
      const { code, flat } = await apply(' -parallelism=1');

      if (code !== 0) expect(flat).toContain('If this configuration deletes or renames the auth method');
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

    test('two resources of one name are refused in the plan', async () => {
      declare(authMethod(PAYMENTS, { label: 'a' }), authMethod(PAYMENTS, { label: 'b' }));
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
        return cbd ? BEFORE_DESTROY(resource) : resource;
      };
      await deployed(of('payments'));
      declare(of('other'));
      expect((await apply(` -replace=${TYPE}.payments`)).code).toBe(0);

      const writes = takeRequests(world.emulator).filter((request) => !request.startsWith('GET'));
      expect(writes.map((request) => request.split(' ')[0]).sort()).toStrictEqual(['DELETE', 'POST']);
      await expectConverged();
    });

    test('a tainted auth method is replaced under its name', async () => {
      await deployed(authMethod());
      await world.workspace.succeed(`taint ${TYPE}.payments`);
      expect((await apply()).code).toBe(0);

      await expectConverged();
    });
  });
});
