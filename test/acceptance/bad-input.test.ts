import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { LIST, takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

const KEYS = { apiKey: 'api-key', appKey: 'app-key' };

describe('bad input', () => {
  const world = emulated({
    credentials: [KEYS, { apiKey: 'api-key', appKey: 'reader', permissions: ['integrations_read'] }],
  });
  const WITH = `with ${TYPE}.payments`;

  /** What a person is told when an apply fails; nothing may have been made by then. */
  async function told(hcl: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
    world.workspace.write(SECRET_VARIABLE + hcl);
    const { code, flat } = await world.workspace.terraform('apply -auto-approve', env);
    expect(code).toBe(1);
    expect(world.emulator.methods()).toStrictEqual([]);
    return flat;
  }

  beforeAll(async () => {
    world.workspace.write('');
    await world.workspace.succeed('init');
  });

  const url = (given: string) =>
    `access_token_url must be an absolute http or https URL such as https://login.example.com/oauth2/token, but is "${given}".`;

  test.each([
    ['a blank name', { name: '  ' }, 'Error: name is not valid', 'name must not be blank.'],
    ['a relative URL', { access_token_url: '/token' }, 'Error: access_token_url is not valid', url('/token')],
    [
      'an ftp URL',
      { access_token_url: 'ftp://a/b' },
      'Error: access_token_url is not valid',
      url('ftp://a/b'),
    ],
    [
      'an empty audience',
      { audience: '' },
      'Error: audience is not valid',
      'audience must not be an empty string; omit it instead.',
    ],
    [
      'a version beyond what JavaScript can hold',
      { client_secret_wo_version: 9007199254740992 },
      'Error: client_secret_wo_version is not valid',
      'client_secret_wo_version must be a whole number from 0 to 9007199254740991, but is 9007199254740992.',
    ],
  ])('%s is refused with the address, before any call', async (_, attributes, summary, detail) => {
    const message = await told(authMethod({ ...PAYMENTS, ...attributes }));

    expect(message).toContain(`${summary} ${WITH}`);
    expect(message).toContain(detail);
    expect(takeRequests(world.emulator)).toStrictEqual([]);
  });

  test.each([
    'htps://user:pass-word-1@a.example.com',
    'user:pass-word-1@a',
    'https://u:pass-word-1@a b:99999',
  ])('a wrong URL that may contain a password is not shown: %s', async (value) => {
    const method = authMethod({ ...PAYMENTS, access_token_url: '${var.url}' });
    const message = await told(`variable "url" {}\n${method}`, { TF_VAR_url: value });

    expect(message).toContain(
      'access_token_url must be an absolute http or https URL such as https://login.example.com/oauth2/token, but is a different text (not shown, since it may contain a password).',
    );
    expect(message).not.toContain('pass-word-1');
  });

  test('several wrong attributes are all told at once', async () => {
    const message = await told(authMethod({ ...PAYMENTS, name: '', audience: '', access_token_url: 'x' }));

    for (const attribute of ['name', 'audience', 'access_token_url'])
      expect(message).toContain(`Error: ${attribute} is not valid`);
  });

  test('a creation without a secret is refused at the plan', async () => {
    expect(await told(authMethod(PAYMENTS, { secret: null }))).toContain(
      `Error: The client secret of auth method "payments" is missing ${WITH}`,
    );
    expect(takeRequests(world.emulator)).toStrictEqual([]);
  });

  test('an unknown site is refused', async () => {
    expect(await told(`provider "datadogwebhooks" { site = "datadoghq.net" }\n${authMethod()}`)).toContain(
      'site must be one of datadoghq.com, us3.datadoghq.com, us5.datadoghq.com, ap1.datadoghq.com, ap2.datadoghq.com, uk1.datadoghq.com, datadoghq.eu, ddog-gov.com, us2.ddog-gov.com, but is "datadoghq.net".',
    );
  });

  test('no credentials are told with the way to give them', async () => {
    expect(await told(authMethod(), { DD_API_KEY: '', DD_APP_KEY: '' })).toContain(
      'Set the environment variables DD_API_KEY and DD_APP_KEY, or DD_BEARER_TOKEN, or DD_CLOUD_PROVIDER_TYPE',
    );
    expect(takeRequests(world.emulator)).toStrictEqual([]);
  });

  test('wrong credentials are told, and never shown', async () => {
    const message = await told(authMethod(), { DD_APP_KEY: 'wrong-application-key' });

    expect(message).toContain('Error: Could not create auth method "payments"');
    expect(message).toContain('was answered 403: Forbidden.');
    expect(message).not.toContain('wrong-application-key');
  });

  test('a missing permission is named', async () => {
    const message = await told(authMethod(), { DD_APP_KEY: 'reader' });

    expect(message).toContain('the application key lacks the permission manage_integrations');
  });

  test('a name in use is told at the name, with the way out', async () => {
    world.emulator.add({ ...PAYMENTS, client_id: 'somebody-else' });
    world.workspace.write(SECRET_VARIABLE + authMethod());
    world.emulator.clearRequests();
    const { code, flat } = await world.workspace.terraform('apply -auto-approve');

    expect(code).toBe(1);
    expect(flat).toContain(`Error: Could not create auth method "payments" ${WITH}`);
    const id = world.emulator.methods()[0]?.id;
    expect(flat).toContain(
      `An auth method of this name exists already, ${id}, and names must be unique. Do what fits: its label or construct id was renamed: keep it with a moved block (in TypeScript: moveFromId)`,
    );
    expect(takeRequests(world.emulator)).toStrictEqual([
      LIST,
      LIST,
      expect.stringMatching(/^POST \{.*\} -> 409$/),
      LIST,
    ]);
    expect(world.emulator.methods().map(({ attributes }) => attributes.client_id)).toStrictEqual([
      'somebody-else',
    ]);
  });
});
