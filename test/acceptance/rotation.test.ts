import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { takeWrites } from '../helpers/requests';

const world = emulated();
const declare = (attributes: Record<string, unknown> = {}, more?: string) =>
  world.workspace.write(SECRET_VARIABLE + authMethod({ ...PAYMENTS, ...attributes }, { more }));
const secret = (value: string) => ({ TF_VAR_secret: value });
const apply = (value: string) => world.workspace.succeed('apply -auto-approve', secret(value));
const plan = (value: string, args = '') => world.workspace.succeed(`plan${args}`, secret(value));
const sent = (value: string) => `PATCH payments {"client_secret":"${value}"}`;
const writes = () => takeWrites(world.emulator);
const REVISION = '~ client_secret_revision = ';

beforeAll(async () => {
  declare();
  await world.workspace.succeed('init');
});
beforeEach(writes);

/** Each test goes on where the last one ended, with the secret that it left. */
describe('a rotated client secret', () => {
  beforeAll(() => apply('first'));

  test('is named in the plan; one that changes once more before the apply is sent as it is then', async () => {
    const { flat } = await plan('second', ' -out=saved');
    await world.workspace.succeed('apply saved', secret('third'));

    expect(flat).toContain(`${REVISION}1 -> (known after apply)`);
    expect(flat).toContain(
      'Warning: Secret rotated: auth method "payments" with datadogwebhooks_oauth2_client_credentials.payments,',
    );
    expect(flat).toContain(
      'The client secret in the code is not the one that was sent last. A deploy sends it',
    );
    expect(writes()).toStrictEqual([sent('third')]);
    expect((await plan('third', ' -detailed-exitcode')).text).toContain('No changes.');
  });

  test('that is taken back between a saved plan and its apply is not sent', async () => {
    await plan('fourth', ' -out=saved');
    await world.workspace.succeed('apply saved', secret('third'));

    expect(writes()).toStrictEqual([]);
    expect((await plan('third', ' -detailed-exitcode')).text).toContain('No changes.');
  });

  test('that comes after a saved plan of another change ends in "plan again", and is not lost', async () => {
    declare({ client_id: 'payments-2' });
    await plan('third', ' -out=saved');
    const { code, flat } = await world.workspace.terraform('apply saved', secret('fourth'));

    expect(code).toBe(1);
    expect(flat).toContain(
      'If Terraform also reports an inconsistent final plan, the secret changed after the plan was made. Then nothing was sent. Plan again.',
    );
    expect(writes()).toStrictEqual([]);
    await apply('fourth');
    expect(writes()).toStrictEqual(['PATCH payments {"client_id":"payments-2","client_secret":"fourth"}']);
  });
});

/** It goes on where the last one ended. */
test('under a version the number alone decides, and nothing of the secret is kept; without it, a tag is', async () => {
  /** The private data of the auth method in the state; Terraform keeps it in base64. */
  const stored = () => {
    const [{ instances }] = JSON.parse(world.workspace.read('terraform.tfstate')).resources;
    return JSON.parse(Buffer.from(instances[0].private, 'base64').toString());
  };
  const resource = expect.any(String);
  declare({ client_secret_wo_version: 1 });
  await apply('fourth');
  expect(stored()).toStrictEqual({ resource });
  takeWrites(world.emulator);

  expect((await apply('fifth')).text).toContain('No changes.');
  declare({ client_secret_wo_version: 2 });
  await apply('fifth');
  expect(writes()).toStrictEqual([sent('fifth')]);
  expect(stored()).toStrictEqual({ resource });

  declare();
  const { flat } = await apply('fifth');
  expect(flat).toContain('so it cannot compare the one in the code. A deploy sends it');
  expect(writes()).toStrictEqual([sent('fifth')]);
  expect(stored()).toStrictEqual({
    resource,
    secret: { salt: expect.stringMatching(/^[\w+/]{22}==$/), tag: expect.stringMatching(/^[0-9a-f]{5}$/) },
  });
  expect((await apply('fifth')).text).toContain('No changes.');
});

test('a client secret that only the apply knows is planned as a chance, and sent if it is another one', async () => {
  /** The secret comes from another resource, which is replaced with each seed. */
  const deploy = async (seed: string, value: string) => {
    world.workspace.write(`
resource "terraform_data" "vault" {
  input            = "${value}"
  triggers_replace = "${seed}"
}
${authMethod({ ...PAYMENTS, name: 'later' }, { label: 'later', secret: 'terraform_data.vault.output' })}`);
    return (await world.workspace.succeed('apply -auto-approve')).text;
  };
  await deploy('a', 'first');
  writes();

  expect(await deploy('b', 'second')).toContain(`${REVISION}1 -> (known after apply)`);
  expect(writes()).toStrictEqual(['PATCH later {"client_secret":"second"}']);
  expect(await deploy('c', 'second')).toContain(`${REVISION}2 -> (known after apply)`);
  expect(writes()).toStrictEqual([]);
});

test.each([
  ['client_secret_wo_version', { client_secret_wo_version: 1 }, { client_secret_wo_version: 2 }],
  ['client_secret_wo', {}, {}],
])(
  'a client secret whose change is ignored is not sent beside another change: %s',
  async (ignored, first, second) => {
    const lifecycle = `lifecycle {\n    ignore_changes = [${ignored}]\n  }`;
    declare({ name: ignored, ...first }, lifecycle);
    await apply('first');
    writes();
    declare({ name: ignored, ...second, client_id: 'other' }, lifecycle);
    await apply('rotated');

    expect(writes()).toStrictEqual([`PATCH ${ignored} {"client_id":"other"}`]);
    await world.workspace.succeed('destroy -auto-approve');
  },
);
