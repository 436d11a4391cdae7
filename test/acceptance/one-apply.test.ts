import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { authMethod, importOf, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { expectAllMet } from '../helpers/faults';
import { fullRun } from '../helpers/full-run';
import { takeWrites } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

const [ONE, TWO, THREE] = ['one', 'two', 'three'].map((name) => ({ ...PAYMENTS, name }));

const world = emulated();
const declare = (...resources: string[]) => world.workspace.write(SECRET_VARIABLE + resources.join(''));
const apply = (args = '') => world.workspace.terraform(`apply -auto-approve${args}`);

async function deployed(...resources: string[]): Promise<void> {
  declare(...resources);
  await world.workspace.succeed('apply -auto-approve');
  world.emulator.clearRequests();
}

const idsInDatadog = () => world.emulator.methods().map(({ id }) => id);
/** Those of deposed objects too. */
const idsInState = () => world.workspace.attributes().map(({ id }) => id);

/** Nothing is lost; one more deploy ends with Datadog as declared and an empty plan. */
async function expectConverged(): Promise<void> {
  expect(new Set(idsInState()).size).toBe(idsInState().length);
  expect(idsInDatadog()).toStrictEqual(expect.arrayContaining(idsInState()));
  expectAllMet(world.emulator);
  world.emulator.clearFaults();
  await world.workspace.succeed('apply -auto-approve');
  expect((await world.workspace.terraform('plan -detailed-exitcode')).text).toContain('No changes.');
  expect(idsInState().sort()).toStrictEqual(idsInDatadog().sort());
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

/** No story ends with a lost auth method, or with one that two resources share. */
describe('what one apply does to an auth method, it does once', () => {
  test('labels renamed without moved are created as soon as their names are free', async () => {
    const all = (prefix: string) =>
      Array.from({ length: fullRun ? 30 : 2 }, (_, n) =>
        authMethod({ ...PAYMENTS, name: `method-${n}` }, { label: `${prefix}_${n}` }),
      );
    await deployed(...all('old'));
    declare(...all('new'));
    const { flat } = await apply();

    expect(flat).toContain('Warning: auth method "method-0" is deleted and created again');
    const deletions = takeWrites(world.emulator).filter((request) => request.startsWith('DELETE'));
    expect(deletions).toHaveLength(fullRun ? 30 : 2);
    await expectConverged();
  });

  test('a replacement that creates first never takes the old auth method for the new one', async () => {
    await deployed(authMethod(PAYMENTS, { more: 'lifecycle {\n    create_before_destroy = true\n  }' }));
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

  const idOf = () => world.emulator.methods()[0]?.id;
  /** The configuration of another resource that imports the auth method. */
  const importing = (label: string) =>
    authMethod(PAYMENTS, { label, secret: null }) + importOf(idOf() ?? '', label);
  const TWO_RESOURCES = /Error: Two resources have auth method ("payments"|[0-9a-f-]{36})/;

  test('an import of what the same deploy would delete is refused in the plan', async () => {
    await deployed(authMethod());
    const before = world.emulator.methods();
    declare(importing('renamed'));
    const { code, flat } = await apply();

    expect(code).toBe(1);
    expect(flat).toMatch(TWO_RESOURCES);
    expect(flat).toContain('remove the import, and add a moved block');
    declare(
      authMethod(PAYMENTS, { label: 'renamed', secret: null }),
      `moved {\n  from = ${TYPE}.payments\n  to = ${TYPE}.renamed\n}\n`,
    );
    await expectConverged();
    expect(world.emulator.methods()).toStrictEqual(before);
  });

  test('of two resources with one auth method none is deleted, and state rm ends it', async () => {
    await deployed(authMethod());
    const before = world.emulator.methods();
    declare(authMethod(), authMethod(PAYMENTS, { label: 'b' }));
    await world.workspace.succeed(`import ${TYPE}.b ${idOf()}`);
    declare(authMethod(PAYMENTS, { label: 'b' }));
    for (const command of ['apply -auto-approve', 'destroy -auto-approve']) {
      const { code, flat } = await world.workspace.terraform(command);

      expect([code, flat]).toStrictEqual([1, expect.stringMatching(TWO_RESOURCES)]);
      expect(world.emulator.methods()).toStrictEqual(before);
    }
    await world.workspace.succeed(`state rm ${TYPE}.payments`);
    await expectConverged();
    expect(world.emulator.methods()).toStrictEqual(before);
  });
});
