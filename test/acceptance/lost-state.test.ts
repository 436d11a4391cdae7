import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { LIST, takeRequests, takeWrites } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

const POST = `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 'first-secret' })}`;

/** Datadog has the auth method, and Terraform could not write that it has. */
describe('a lost state', () => {
  const world = emulated();
  const declare = (hcl: string) => world.workspace.write(SECRET_VARIABLE + hcl);
  const apply = () => world.workspace.terraform('apply -auto-approve');
  const expectConverged = async () => {
    expect((await world.workspace.succeed('plan -detailed-exitcode')).text).toContain('No changes.');
    expect(world.emulator.methods()).toHaveLength(1);
  };

  afterEach(() => {
    for (const { id } of world.emulator.methods()) world.emulator.remove(id);
    rmSync(join(world.workspace.folder, '.terraform'), { recursive: true, force: true });
    rmSync(join(world.workspace.folder, 'errored.tfstate'), { force: true });
  });

  /** After a deploy whose state could not be written: what the next one says, and how it converges. */
  async function expectNamed(): Promise<void> {
    const [method] = world.emulator.methods();
    expect(JSON.parse(world.workspace.read('errored.tfstate')).resources).toHaveLength(1);
    rmSync(join(world.workspace.folder, 'errored.tfstate'));
    world.emulator.clearRequests();

    const { code, flat } = await apply();
    expect(code).toBe(1);
    expect(flat).toContain(
      `An auth method of this name exists already, ${method?.id}, and names must be unique. Do what fits:`,
    );
    expect(flat).toContain(
      `In TypeScript, add to the construct: .importFrom('name:payments') In HCL, add beside the resource: import { to = ${TYPE}.LABEL id = "name:payments" }`,
    );
    expect(takeRequests(world.emulator)).toStrictEqual([LIST, LIST, `${POST} -> 409`, LIST]);
  }

  test('an auth method whose state was lost with the disk is named by the next deploy, and imported by the one after', async () => {
    const folder = join(world.workspace.folder, 'states');
    const backend = 'terraform {\n  backend "local" {\n    path = "states/terraform.tfstate"\n  }\n}\n';
    mkdirSync(folder);
    declare(backend);
    await world.workspace.succeed('init');
    declare(backend + authMethod());
    // Nothing can be written where a file lies in the folder's place, whoever runs the test.
    renameSync(folder, `${folder}-before`);
    let ended = false;
    const { finished } = world.workspace.start('apply -auto-approve -lock=false');
    void finished.then(() => (ended = true));
    while (world.emulator.methods().length === 0 && !ended) await new Promise(setImmediate);
    if (!existsSync(folder)) writeFileSync(folder, '');
    const { code, text } = await finished;
    expect(code).toBe(1);
    expect(text).toContain('errored.tfstate');
    rmSync(folder, { recursive: true });
    mkdirSync(folder);

    await expectNamed();
    // As the message says it.
    const block = `import {\n  to = ${TYPE}.payments\n  id = "name:payments"\n}\n`;
    declare(backend + authMethod() + block);
    const imported = await apply();
    expect(imported.text).toContain('Resources: 1 imported, 0 added, 1 changed, 0 destroyed.');
    expect(takeWrites(world.emulator)).toStrictEqual(['PATCH payments {"client_secret":"first-secret"}']);
    await expectConverged();
  });
});
