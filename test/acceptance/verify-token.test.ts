import { join } from 'node:path';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { fullRun } from '../helpers/full-run';
import { startOidcServer, type OidcServer } from '../helpers/oidc-server';
import { LIST, takeRequests, takeWrites } from '../helpers/requests';
import { findSecrets } from '../helpers/secret-search';
import { TYPE, type Finished } from '../helpers/terraform';

const FIRST = 'first%3A+secret &=/"7f3a';
const SECOND = 'second:secret +%25 91bc';
const WRONG = 'wrong+secret %& c04d';

/** The story of one auth method with verify_token; each test goes on where the last one ended. */
describe('with verify_token', () => {
  const world = emulated();
  let oidc: OidcServer;
  beforeAll(async () => {
    oidc = await startOidcServer([{ id: PAYMENTS.client_id, secret: FIRST, login: 'body' }]);
  });
  afterAll(() => oidc.close());

  const said: Record<string, string> = {};
  const declare = (attributes: Record<string, unknown> = {}, options: { secret?: null } = {}) => {
    const declared = { ...PAYMENTS, access_token_url: oidc.tokenUrl, verify_token: true, ...attributes };
    world.workspace.write(SECRET_VARIABLE + authMethod(declared, options));
  };
  /** A command; in the full run with everything logged, for the search at the end. */
  const run = async (secret: string, args = 'apply -auto-approve'): Promise<Finished> => {
    const finished = await world.workspace.terraform(args, {
      TF_VAR_secret: secret,
      ...(fullRun ? { TF_LOG: 'trace', TF_LOG_PATH: join(world.workspace.folder, 'trace.log') } : {}),
    });
    said[`${Object.keys(said).length} ${args}`] = finished.stdout + finished.stderr;
    return finished;
  };
  const asked = async () => (await oidc.asked()).length;

  test('a creation with a wrong secret stops before the POST', async () => {
    declare();
    await world.workspace.succeed('init');
    const { code, flat } = await run(WRONG);

    expect(code).toBe(1);
    expect(flat).toContain(`Error: Could not verify auth method "payments" with ${TYPE}.payments,`);
    expect(flat).toContain('client_secret_wo = var.secret');
    expect(flat).toContain(`The token endpoint "${oidc.tokenUrl}" gave no token:`);
    expect(takeRequests(world.emulator)).toStrictEqual([LIST, LIST]);
    expect(await asked()).toBe(2);
  });

  test('a creation asks the endpoint for what is declared, and sends it when there is a token', async () => {
    const { code } = await run(FIRST);
    const { audience, scope } = PAYMENTS;

    expect(code).toBe(0);
    expect((await oidc.asked()).at(-1)?.body).toContain(new URLSearchParams({ audience, scope }).toString());
    expect(await oidc.tokens()).toHaveLength(1);
    expect(takeRequests(world.emulator)).toStrictEqual([
      LIST,
      LIST,
      `POST ${JSON.stringify({ ...PAYMENTS, access_token_url: oidc.tokenUrl, client_secret: FIRST })}`,
    ]);
  });

  test('neither a plan nor a rename asks it', async () => {
    const unchanged = await run(FIRST, 'plan -detailed-exitcode');
    declare({ name: 'payments-2' });
    const renamed = await run(FIRST);

    expect([unchanged.code, renamed.code]).toStrictEqual([0, 0]);
    expect(await asked()).toBe(0);
    expect(takeWrites(world.emulator)).toStrictEqual(['PATCH payments-2 {"name":"payments-2"}']);
  });

  test('a wrong secret does not take the place of the one that works, and the right one is sent', async () => {
    const { code, flat } = await run(WRONG);
    expect(code).toBe(1);
    expect(flat).toContain('Error: Could not verify auth method "payments-2"');
    expect(takeWrites(world.emulator)).toStrictEqual([]);

    await oidc.rotate(PAYMENTS.client_id, SECOND);
    const right = await run(SECOND);
    const again = await run(SECOND, 'plan -detailed-exitcode');
    expect([right.code, again.code]).toStrictEqual([0, 0]);
    expect(takeWrites(world.emulator)).toStrictEqual([
      `PATCH payments-2 ${JSON.stringify({ client_secret: SECOND })}`,
    ]);
    expect(await asked()).toBe(4);
    expect(await oidc.tokens()).toHaveLength(2);
  });

  test('another scope is tried as it will be', async () => {
    declare({ name: 'payments-2', scope: 'read admin' });
    const refused = await run(SECOND);
    expect(refused.code).toBe(1);
    expect(refused.flat).toContain(
      '"invalid_scope": "requested scope is not allowed" Nothing was sent to Datadog.',
    );
    expect(takeWrites(world.emulator)).toStrictEqual([]);

    declare({ name: 'payments-2', scope: 'read' });
    expect((await run(SECOND)).code).toBe(0);
    expect(takeWrites(world.emulator)).toStrictEqual(['PATCH payments-2 {"scope":"read"}']);
  });

  test('without a secret it is refused at the plan', async () => {
    declare({ name: 'payments-2', scope: 'read' }, { secret: null });
    const { code, flat } = await run(SECOND, 'plan');

    expect(code).toBe(1);
    expect(flat).toContain(
      'verify_token is set, but client_secret_wo is not, so no token can be requested. Nothing was sent to Datadog. ' +
        'Set client_secret_wo. For an auth method that is managed without its secret, omit verify_token.',
    );
  });

  test('switched off and on, it asks and sends nothing by itself; off, a wrong secret goes out', async () => {
    await oidc.asked();
    declare({ name: 'payments-2', scope: 'read', verify_token: false });
    const off = await run(SECOND);
    expect(off.text).toMatch(/~ verify_token +=.*true -> false/);
    expect(takeWrites(world.emulator)).toStrictEqual([]);

    await run(WRONG);
    declare({ name: 'payments-2', scope: 'read' });
    const on = await run(WRONG);
    expect(on.text).toMatch(/~ verify_token +=.*false -> true/);
    expect(takeWrites(world.emulator)).toStrictEqual([
      `PATCH payments-2 ${JSON.stringify({ client_secret: WRONG })}`,
    ]);
    expect(await asked()).toBe(0);
    expect((await run(WRONG, 'plan -detailed-exitcode')).code).toBe(0);
  });

  test('neither secret nor token is in a log, a message or the state', async () => {
    const tokens = await oidc.tokens();

    expect(tokens).toHaveLength(3);
    if (fullRun) expect(world.workspace.read('trace.log')).toContain('The token endpoint gave a token');
    const secrets = [FIRST, SECOND, WRONG];
    // As HTTP Basic has them before base64.
    const encoded = secrets.map((secret) => new URLSearchParams({ '': secret }).toString().slice(1));
    const searched = { folder: world.workspace.folder, texts: said };
    expect(findSecrets([...secrets, ...encoded, ...tokens], searched)).toStrictEqual([]);
  });
});
