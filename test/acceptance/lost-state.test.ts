import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authMethod, importOf, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { LIST, takeRequests, takeWrites } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

const POST = `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 'first-secret' })}`;
const BACKEND = 'terraform {\n  backend "local" {\n    path = "states/terraform.tfstate"\n  }\n}\n';

const world = emulated();
const declare = (hcl: string) => world.workspace.write(BACKEND + SECRET_VARIABLE + hcl);
const apply = () => world.workspace.terraform('apply -auto-approve');

test('an auth method whose state was lost with the disk is named by the next deploy, and imported by the one after', async () => {
  const folder = join(world.workspace.folder, 'states');
  mkdirSync(folder);
  declare('');
  await world.workspace.succeed('init');
  declare(authMethod());
  renameSync(folder, `${folder}-before`);
  world.emulator.fault({
    kind: 'transform',
    method: 'POST',
    transform: (body) => {
      // Nothing can be written where a file lies in the folder's place, whoever runs the test.
      writeFileSync(folder, '');
      return body;
    },
  });
  const { code, text } = await world.workspace.terraform('apply -auto-approve -lock=false');
  expect(code).toBe(1);
  expect(text).toContain('errored.tfstate');
  expect(JSON.parse(world.workspace.read('errored.tfstate')).resources).toHaveLength(1);
  rmSync(folder);
  mkdirSync(folder);
  rmSync(join(world.workspace.folder, 'errored.tfstate'));
  world.emulator.clearRequests();

  const refused = await apply();
  expect(refused.code).toBe(1);
  expect(refused.flat).toContain(
    `An auth method of this name exists already, ${world.emulator.methods()[0]?.id}, and names must be unique. Do what fits:`,
  );
  expect(refused.flat).toContain(
    `In TypeScript, add to the construct: .importFrom('name:payments') In HCL, add beside the resource: import { to = ${TYPE}.LABEL id = "name:payments" }`,
  );
  expect(takeRequests(world.emulator)).toStrictEqual([LIST, LIST, `${POST} -> 409`, LIST]);

  declare(authMethod() + importOf('name:payments'));
  expect((await apply()).text).toContain('Resources: 1 imported, 0 added, 1 changed, 0 destroyed.');
  expect(takeWrites(world.emulator)).toStrictEqual(['PATCH payments {"client_secret":"first-secret"}']);
  expect((await world.workspace.succeed('plan -detailed-exitcode')).text).toContain('No changes.');
  expect(world.emulator.methods()).toHaveLength(1);
});
