import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { takeRequests, takeWrites } from '../helpers/requests';

const secret = (value: string) => ({ TF_VAR_secret: value });
const sent = (value: string) => `PATCH payments {"client_secret":"${value}"}`;
const REVISION = '~ client_secret_revision = ';

/** Each test goes on where the last one ended, with the secret that it left. */
describe('a rotated client secret', () => {
  const world = emulated();
  const declare = (attributes: Record<string, unknown> = {}) =>
    world.workspace.write(SECRET_VARIABLE + authMethod({ ...PAYMENTS, ...attributes }));
  const apply = (value: string) => world.workspace.succeed('apply -auto-approve', secret(value));
  const plan = (value: string, args = '') => world.workspace.succeed(`plan${args}`, secret(value));
  const writes = () => takeWrites(world.emulator);

  beforeAll(async () => {
    declare();
    await world.workspace.succeed('init');
    await apply('first');
    world.emulator.clearRequests();
  });

  test('is named in the plan, and sent alone', async () => {
    const { flat } = await plan('second');

    expect(flat).toContain(`${REVISION}1 -> (known after apply)`);
    expect(flat).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
    expect(flat).toContain(
      'Warning: Secret rotated: auth method "payments" with datadogwebhooks_oauth2_client_credentials.payments,',
    );
    expect(flat).toContain(
      'The client secret in the code is not the one that was sent last. A deploy sends it',
    );

    await apply('second');
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments', 'GET payments', sent('second')]);
    expect((await plan('second', ' -detailed-exitcode')).text).toContain('No changes.');
    expect(writes()).toStrictEqual([]);
  });

  test('that changes once more between a saved plan and its apply is sent as it is then', async () => {
    await plan('fifth', ' -out=saved');
    await world.workspace.succeed('apply saved', secret('sixth'));

    expect(writes()).toStrictEqual([sent('sixth')]);
    expect((await plan('sixth')).text).toContain('No changes.');
  });

  test('that is taken back between a saved plan and its apply is not sent', async () => {
    await plan('seventh', ' -out=saved');
    await world.workspace.succeed('apply saved', secret('sixth'));

    expect(writes()).toStrictEqual([]);
    expect((await plan('sixth')).text).toContain('No changes.');
  });

  test('that comes after a saved plan of another change ends in "plan again", and is not lost', async () => {
    declare({ client_id: 'payments-4' });
    await plan('sixth', ' -out=saved');
    const { code, flat } = await world.workspace.terraform('apply saved', secret('seventh'));

    expect(code).toBe(1);
    expect(flat).toContain(
      'If Terraform also reports an inconsistent final plan, the secret changed after the plan was made. Then nothing was sent. Plan again.',
    );
    expect(writes()).toStrictEqual([]);
    await apply('seventh');
    expect(writes()).toStrictEqual(['PATCH payments {"client_id":"payments-4","client_secret":"seventh"}']);
  });
});

describe('the client secret by version', () => {
  const world = emulated();
  const declare = (version?: number) =>
    world.workspace.write(
      SECRET_VARIABLE +
        authMethod({ ...PAYMENTS, ...(version === undefined ? {} : { client_secret_wo_version: version }) }),
    );
  const apply = (value: string) => world.workspace.succeed('apply -auto-approve', secret(value));
  const writes = () => takeWrites(world.emulator);
  /** The private data of the auth method in the state; Terraform keeps it in base64. */
  const stored = () => {
    const [{ instances }] = JSON.parse(world.workspace.read('terraform.tfstate')).resources;
    return Buffer.from(instances[0].private ?? '', 'base64').toString();
  };

  test('the version alone decides, and nothing of the secret is kept', async () => {
    declare(1);
    await world.workspace.succeed('init');
    await apply('first');
    expect(JSON.parse(stored())).toStrictEqual({ resource: expect.any(String) });
    world.emulator.clearRequests();

    expect((await apply('second')).text).toContain('No changes.');
    declare(2);
    await apply('second');
    expect(writes()).toStrictEqual([sent('second')]);
    expect(JSON.parse(stored())).toStrictEqual({ resource: expect.any(String) });
  });

  test('a version taken out of the code sends the secret, and keeps a tag of it from then on', async () => {
    declare();
    const { flat } = await apply('second');

    expect(flat).toContain('so it cannot compare the one in the code. A deploy sends it');
    expect(writes()).toStrictEqual([sent('second')]);
    expect(JSON.parse(stored())).toStrictEqual({
      resource: expect.any(String),
      secret: { salt: expect.stringMatching(/^[\w+/]{22}==$/), tag: expect.stringMatching(/^[0-9a-f]{5}$/) },
    });
    expect((await apply('second')).text).toContain('No changes.');
  });
});

describe('a client secret that only the apply tells', () => {
  const world = emulated();
  /** The secret comes from another resource, which is replaced with each seed. */
  const declare = (seed: string, value: string) =>
    world.workspace.write(`
resource "terraform_data" "vault" {
  input            = "${value}"
  triggers_replace = "${seed}"
}
${authMethod(PAYMENTS, { secret: 'terraform_data.vault.output' })}`);
  const writes = () => takeWrites(world.emulator);

  test('creates', async () => {
    declare('a', 'first');
    await world.workspace.succeed('init');
    await world.workspace.succeed('apply -auto-approve');

    expect(writes()).toStrictEqual([`POST ${JSON.stringify({ ...PAYMENTS, client_secret: 'first' })}`]);
  });

  test('is planned as a chance, and sent when it proves to be another one', async () => {
    declare('b', 'second');
    const { text } = await world.workspace.succeed('apply -auto-approve');

    expect(text).toContain(`${REVISION}1 -> (known after apply)`);
    expect(writes()).toStrictEqual([sent('second')]);
  });

  test('is planned as a chance, and not sent when it proves to be the same', async () => {
    declare('c', 'second');
    const { text } = await world.workspace.succeed('apply -auto-approve');

    expect(text).toContain(`${REVISION}2 -> (known after apply)`);
    expect(writes()).toStrictEqual([]);
  });
});

describe('a client secret whose change is ignored', () => {
  const world = emulated();
  const declare = (ignored: string, attributes: Record<string, unknown>) =>
    world.workspace.write(
      SECRET_VARIABLE +
        authMethod({ ...PAYMENTS, ...attributes }).replace(
          /\}\n$/,
          `  lifecycle {\n    ignore_changes = [${ignored}]\n  }\n}\n`,
        ),
    );

  test.each([
    ['client_secret_wo_version', { client_secret_wo_version: 1 }, { client_secret_wo_version: 2 }],
    ['client_secret_wo', {}, {}],
  ])('is not sent beside another change: %s', async (ignored, first, second) => {
    declare(ignored, { name: ignored, ...first });
    await world.workspace.succeed('init');
    await world.workspace.succeed('apply -auto-approve');
    takeRequests(world.emulator);
    declare(ignored, { name: ignored, ...second, client_id: 'other' });
    await world.workspace.succeed('apply -auto-approve', secret('rotated'));

    expect(takeWrites(world.emulator)).toStrictEqual([`PATCH ${ignored} {"client_id":"other"}`]);
    await world.workspace.succeed('destroy -auto-approve');
  });
});
