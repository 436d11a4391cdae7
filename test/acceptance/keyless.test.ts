import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import type { EmulatorIdentity } from '../../lib/emulator';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { startServer } from '../helpers/one-answer-server';
import { takeWrites } from '../helpers/requests';
import { cleanEnvironment, COMMAND, run, succeeded } from '../helpers/terraform';
import { temporaryFolder } from '../helpers/temporary-folder';

const IDENTITY: EmulatorIdentity = {
  orgUuid: '6f0a5f6e-2f4b-4a53-9a64-7b1f5a3a1c11',
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'aws-secret-access-key-7f3a',
  sessionToken: 'aws-session-token-91c2',
};
const PROVIDER = `provider "datadogwebhooks" {\n  cloud_provider_type = "aws"\n  org_uuid = "${IDENTITY.orgUuid}"\n}\n`;

const folder = temporaryFolder('keyless');
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** None of Datadog's keys, and none of AWS's but those that a way of AWS's chain brings. */
const KEYLESS = {
  DD_API_KEY: '',
  DD_APP_KEY: '',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};
const VARIABLES = {
  AWS_ACCESS_KEY_ID: IDENTITY.accessKeyId,
  AWS_SECRET_ACCESS_KEY: IDENTITY.secretAccessKey,
  AWS_SESSION_TOKEN: IDENTITY.sessionToken,
};

/** AWS's token service: it answers a web identity with the credentials. */
let sts: Awaited<ReturnType<typeof startServer>>;
const webIdentities: (string | null)[] = [];
beforeAll(async () => {
  sts = await startServer((request, response) => {
    void readText(request).then((body) => {
      webIdentities.push(new URLSearchParams(body).get('WebIdentityToken'));
      response.writeHead(200, { 'content-type': 'text/xml' }).end(CREDENTIALS_XML);
    });
  });
});
afterAll(() => sts.close());

const CREDENTIALS_XML = `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
<AssumeRoleWithWebIdentityResult><Credentials>
<AccessKeyId>${IDENTITY.accessKeyId}</AccessKeyId><SecretAccessKey>${IDENTITY.secretAccessKey}</SecretAccessKey>
<SessionToken>${IDENTITY.sessionToken}</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
</Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;

describe('without a key of Datadog', () => {
  const world = emulated({ identities: [IDENTITY] }, KEYLESS);

  beforeAll(async () => {
    world.workspace.write(PROVIDER + SECRET_VARIABLE + authMethod());
    await world.workspace.succeed('init');
  });
  afterEach(async () => {
    for (const { id } of world.emulator.methods()) world.emulator.remove(id);
    rmSync(join(world.workspace.folder, 'terraform.tfstate'), { force: true });
    world.emulator.clearRequests();
  });

  test.each([
    ['variables', () => VARIABLES],
    [
      'a profile',
      () => ({
        AWS_PROFILE: 'deploy',
        AWS_SHARED_CREDENTIALS_FILE: file(
          'credentials',
          `[deploy]\naws_access_key_id = ${IDENTITY.accessKeyId}\naws_secret_access_key = ${IDENTITY.secretAccessKey}\naws_session_token = ${IDENTITY.sessionToken}\n`,
        ),
      }),
    ],
    [
      'a web identity',
      () => ({
        AWS_WEB_IDENTITY_TOKEN_FILE: file('token', 'a-web-identity'),
        AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/deploy',
        AWS_REGION: 'eu-central-1',
        AWS_ENDPOINT_URL_STS: sts.url,
      }),
    ],
  ])('%s of AWS log a deploy in, and no state or log has a secret of the login', async (way, environment) => {
    const { text } = await world.workspace.succeed('apply -auto-approve', {
      ...environment(),
      TF_LOG_PROVIDER: 'debug',
    });
    const authorization = world.emulator.requests.map(({ headers }) => headers);

    expect(takeWrites(world.emulator).filter((request) => request !== 'POST')).toStrictEqual([
      `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 'first-secret' })}`,
    ]);
    expect(authorization.every((headers) => !('dd-api-key' in headers))).toBe(true);
    expect(new Set(webIdentities.splice(0))).toStrictEqual(
      new Set(way === 'a web identity' ? ['a-web-identity'] : []),
    );
    const everything = text + world.workspace.read('terraform.tfstate');
    for (const secret of [IDENTITY.secretAccessKey, IDENTITY.sessionToken!, 'identity-token-', 'Delegated '])
      expect(everything).not.toContain(secret);
    expect(text).toMatch(/Logging in to Datadog: .*with=aws/);
  });

  test('import, doctor and a review log in too', async () => {
    await world.workspace.succeed('apply -auto-approve', VARIABLES);
    const { emulator } = world;
    const env = cleanEnvironment({
      ...KEYLESS,
      ...VARIABLES,
      DD_HOST: emulator.url,
      DD_CLOUD_PROVIDER_TYPE: 'aws',
      DD_ORG_UUID: IDENTITY.orgUuid,
      TF_VAR_secret: 'first-secret',
    });
    const command = (...words: string[]) =>
      run(process.execPath, [COMMAND, ...words], { cwd: world.workspace.folder, env });
    const [imported, examined, reviewed] = [
      await command('import', '--json'),
      await command('doctor'),
      await command('review', '--who', '--unmanaged'),
    ];

    expect(JSON.parse(succeeded(imported).stdout)).toMatchObject([{ name: 'payments' }]);
    expect(examined.text).toContain('none: an identity at AWS logs in');
    expect(examined.text).toContain("AWS's chain found credentials (env vars)");
    expect(examined.text).toMatch(/May read +integrations_read/);
    expect(succeeded(reviewed).text).toContain('1 in sync');
    expect(emulator.requests.map(({ path }) => path)).toContain('/api/v2/audit/events');
    for (const { stdout, stderr } of [imported, examined, reviewed])
      for (const secret of [IDENTITY.secretAccessKey, IDENTITY.sessionToken!, 'identity-token-'])
        expect(stdout + stderr).not.toContain(secret);
  });
});
