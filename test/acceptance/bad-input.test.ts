import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';

describe('bad input', () => {
  const world = emulated({ credentials: [{ apiKey: 'api-key', appKey: 'app-key' }] });

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

  test('a wrong URL that may contain a password is not shown', async () => {
    const method = authMethod({ ...PAYMENTS, access_token_url: '${var.url}' });
    const message = await told(`variable "url" {}\n${method}`, {
      TF_VAR_url: 'https://u:pass-word-1@a b:99999',
    });

    expect(message).toContain(
      'access_token_url must be an absolute http or https URL such as https://login.example.com/oauth2/token, but is a different text (not shown, since it may contain a password).',
    );
    expect(message).not.toContain('pass-word-1');
  });

  test('several wrong attributes are all told at once with the address, before any call', async () => {
    const wrong = {
      name: '',
      audience: '',
      access_token_url: 'x',
      client_secret_wo_version: 9007199254740992,
    };
    const message = await told(authMethod({ ...PAYMENTS, ...wrong }));

    for (const attribute of Object.keys(wrong))
      expect(message).toContain(`Error: ${attribute} is not valid with ${TYPE}.payments`);
    expect(message).toContain(
      'client_secret_wo_version must be a whole number from 0 to 9007199254740991, but is 9007199254740992.',
    );
    expect(takeRequests(world.emulator)).toStrictEqual([]);
  });

  test('wrong credentials are told, and never shown', async () => {
    const message = await told(authMethod(), { DD_APP_KEY: 'wrong-application-key' });

    expect(message).toContain('Error: Could not create auth method "payments"');
    expect(message).toContain('was answered 403: Forbidden.');
    expect(message).not.toContain('wrong-application-key');
  });
});
