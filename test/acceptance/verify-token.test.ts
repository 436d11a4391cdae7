import { join } from 'node:path';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { fullRun } from '../helpers/full-run';
import { startOidcServer, type OidcServer } from '../helpers/oidc-server';
import { LIST, takeRequests } from '../helpers/requests';
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

  const GIVES_NO_TOKEN = () =>
    `The token endpoint "${oidc.tokenUrl}" gave no token: id and secret with HTTP Basic: 401, "invalid_client": "client authentication failed" id and secret in the body: 401, "invalid_client": "client authentication failed" Nothing was sent to Datadog. Check client_secret_wo and client_id at the identity provider.`;

  test('a creation with a wrong secret stops before the POST', async () => {
    declare();
    await world.workspace.succeed('init');
    const { code, flat } = await run(WRONG);

    expect(code).toBe(1);
    expect(flat).toContain(`Error: Could not verify auth method "payments" with ${TYPE}.payments,`);
    expect(flat).toContain('client_secret_wo = var.secret');
    expect(flat).toContain(GIVES_NO_TOKEN());
    expect(takeRequests(world.emulator)).toStrictEqual([LIST, LIST]);
    expect(await asked()).toBe(2);
  });

  test('a creation asks the endpoint for what is declared, and sends it when there is a token', async () => {
    const { code } = await run(FIRST);

    expect(code).toBe(0);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: PAYMENTS.client_id,
      client_secret: FIRST,
      audience: PAYMENTS.audience,
      scope: PAYMENTS.scope,
    });
    expect((await oidc.asked()).map(({ body }) => body).at(-1)).toBe(form.toString());
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
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments-2',
      // The plan compares the new name, the apply does not.
      'GET payments-2',
      LIST,
      'GET payments-2',
      'PATCH payments-2 {"name":"payments-2"}',
    ]);
  });

  test('a wrong secret does not take the place of the one that works', async () => {
    const { code, flat } = await run(WRONG);

    expect(code).toBe(1);
    expect(flat).toContain('Error: Could not verify auth method "payments-2"');
    expect(flat).toContain(GIVES_NO_TOKEN());
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments-2']);
    expect(world.emulator.secretOf('payments-2')).toBe(FIRST);
    expect(await asked()).toBe(2);
  });

  test('the next deploy with the right one sends it, and is the last to have something to send', async () => {
    await oidc.rotate(PAYMENTS.client_id, SECOND);
    const { code } = await run(SECOND);
    const again = await run(SECOND, 'plan -detailed-exitcode');

    expect([code, again.code]).toStrictEqual([0, 0]);
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments-2',
      `PATCH payments-2 ${JSON.stringify({ client_secret: SECOND })}`,
      'GET payments-2',
    ]);
    expect(await asked()).toBe(2);
    expect(await oidc.tokens()).toHaveLength(2);
  });

  test('another scope is tried as it will be, and refused', async () => {
    declare({ name: 'payments-2', scope: 'read admin' });
    const { code, flat } = await run(SECOND);

    expect(code).toBe(1);
    expect(flat).toContain('"invalid_scope": "requested scope is not allowed" Nothing was sent to Datadog.');
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments-2']);
  });

  test('another scope that the client may have is tried and sent', async () => {
    declare({ name: 'payments-2', scope: 'read' });
    await oidc.asked();
    const { code } = await run(SECOND);

    expect(code).toBe(0);
    expect((await oidc.asked()).at(-1)?.body).toMatch(/&scope=read$/);
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments-2',
      'GET payments-2',
      'PATCH payments-2 {"scope":"read"}',
    ]);
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

  test('switched off, it is an update without a call, and after it a wrong secret goes out', async () => {
    declare({ name: 'payments-2', scope: 'read', verify_token: false });
    await oidc.asked();
    const off = await run(SECOND);

    expect(off.text).toMatch(/~ verify_token +=.*true -> false/);
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments-2']);

    await run(WRONG);
    expect(takeRequests(world.emulator)).toStrictEqual([
      'GET payments-2',
      `PATCH payments-2 ${JSON.stringify({ client_secret: WRONG })}`,
    ]);
    expect(await asked()).toBe(0);
  });

  test('switched on, it does not ask by itself', async () => {
    declare({ name: 'payments-2', scope: 'read' });
    const { code, text: told } = await run(WRONG);
    const again = await run(WRONG, 'plan -detailed-exitcode');

    expect([code, again.code]).toStrictEqual([0, 0]);
    expect(told).toMatch(/~ verify_token +=.*false -> true/);
    expect(await asked()).toBe(0);
    expect(takeRequests(world.emulator)).toStrictEqual(['GET payments-2', 'GET payments-2']);
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
