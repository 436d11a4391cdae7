import { setMaxListeners } from 'node:events';
import { explain } from '../../../lib/client/advice';
import { resolveConnection } from '../../../lib/client/connection';
import { DatadogClient } from '../../../lib/client/datadog-client';
import type { Emulator, EmulatorFault, EmulatorIdentity } from '../../../lib/emulator';
import { methodPath } from '../../../lib/wire/routes';
import { PAYMENTS } from '../../helpers/auth-method';
import { FakeClock } from '../../helpers/fake-clock';
import { emulate, failure, serve, signal } from '../connect';

const IDENTITY: EmulatorIdentity = {
  orgUuid: '6f0a5f6e-2f4b-4a53-9a64-7b1f5a3a1c11',
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'aws-secret-key',
  sessionToken: 'aws-session-token',
  tokenSeconds: 300,
};

/** Its day is that of the emulator's `Date` header. */
class TodaysClock extends FakeClock {
  private readonly start = Date.now();

  override date(): number {
    return this.start + this.now();
  }
}

let emulator: Emulator;
let clock: TodaysClock;
let concealed: string[];
let id: string;
/** How far Datadog's clock is ahead. */
let skewMs: number;
beforeEach(async () => {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: IDENTITY.accessKeyId,
    AWS_SECRET_ACCESS_KEY: IDENTITY.secretAccessKey,
    AWS_SESSION_TOKEN: IDENTITY.sessionToken,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
  [clock, concealed, skewMs] = [new TodaysClock(), [], 0];
  emulator = await emulate({ identities: [IDENTITY], now: () => clock.date() + skewMs });
  ({ id } = emulator.add(PAYMENTS));
});

function login(orgUuid = IDENTITY.orgUuid, settings = {}): DatadogClient {
  const { connection } = resolveConnection(
    { api_url: emulator.url, cloud_provider_type: 'aws', org_uuid: orgUuid, max_retries: 1, ...settings },
    {},
  );
  return new DatadogClient(connection!, {
    userAgent: 'test',
    clock,
    redact: (text) => text,
    conceal: (secret) => concealed.push(secret),
  });
}

// A hundred calls share it here. In the provider, each has its own.
setMaxListeners(0, signal);
/** The requests since the last call. */
const requests = () => {
  const all = emulator.requests.map(
    ({ method, path, status }) => `${method} ${path.split('/').at(-1)} ${status}`,
  );
  emulator.clearRequests();
  return all.map((request) => request.replace(id, 'ID').replace('POST delegated-token', 'TOKEN'));
};
const detail = async (call: Promise<unknown>) =>
  explain(await failure(call), 'auth method "payments"').detail;

test('a hundred calls share one token', async () => {
  const client = login();
  await Promise.all(Array.from({ length: 100 }, () => client.read(id, signal)));

  expect(requests().filter((request) => request !== 'GET ID 200')).toStrictEqual(['TOKEN 200']);
});

test('a token is renewed a minute before its end', async () => {
  const client = login();
  await client.read(id, signal);
  clock.pass(239_000);
  await client.read(id, signal);
  clock.pass(2_000);
  await client.read(id, signal);

  expect(requests()).toStrictEqual(['TOKEN 200', 'GET ID 200', 'GET ID 200', 'TOKEN 200', 'GET ID 200']);
});

test.each([
  ['a read', (client: DatadogClient) => client.read(id, signal), 'GET'],
  ['a write', (client: DatadogClient) => client.update(id, { scope: 'read' }, signal), 'PATCH'],
])('a token that ends early is renewed once, and %s is repeated', async (_, call, method) => {
  const client = login();
  await client.read(id, signal);
  // Datadog's clock says that the token is over.
  skewMs = 301_000;
  requests();
  await call(client);

  expect(requests()).toStrictEqual([`${method} ID 401`, 'TOKEN 200', `${method} ID 200`]);
});

test.each<[string, EmulatorFault, string[]]>([
  ['a 401 is renewed once', { kind: 401, count: 2 }, ['GET ID 401', 'TOKEN 200', 'GET ID 401']],
  ['a missing permission renews nothing', { kind: 403 }, ['GET ID 403']],
])('a token that is refused: %s', async (_, fault, calls) => {
  const client = login();
  emulator.fault({ method: 'GET', ...fault });

  expect((await failure(client.read(id, signal))).message).toMatch(/^GET \S+ was answered 40[13]: /);
  expect(requests()).toStrictEqual(['TOKEN 200', ...calls]);
});

test("AWS's keys, the proof and the token are concealed", async () => {
  await login().read(id, signal);

  expect(concealed).toStrictEqual([
    'aws-secret-key',
    'aws-session-token',
    expect.stringMatching(/^\w+=*\|\w+=*\|POST\|\w+=*$/),
    expect.stringMatching(/^identity-token-/),
  ]);
});

test('an interrupted call ends, and others get the token', async () => {
  const client = login();
  emulator.fault({ kind: 'slow-body', route: 'token', milliseconds: 50 });
  const stop = new AbortController();
  const [interrupted, other] = [client.read(id, stop.signal), client.read(id, signal)];
  stop.abort();

  await expect(interrupted).rejects.toThrow('it was interrupted');
  expect((await other)?.id).toBe(id);
});

const unsetCredentials = () => {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
    delete process.env[name];
};

describe('what to do if there is no login', () => {
  test('without credentials', async () => {
    unsetCredentials();
    const client = login();
    const [first, second] = await Promise.all([1, 2].map(() => detail(client.read(id, signal))));

    expect(first).toBe(
      `GET ${methodPath(id)} could not log in: ` +
        "AWS's chain found no credentials: Could not load credentials from any providers.\n\n" +
        'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. In GitHub Actions, ' +
        'run aws-actions/configure-aws-credentials before, with the permission id-token: write.',
    );
    expect(second).toBe(first);
    expect(emulator.requests).toHaveLength(0);
  });

  test('while AWS does not answer', async () => {
    unsetCredentials();
    const sts = await serve(() => undefined);
    Object.assign(process.env, {
      AWS_WEB_IDENTITY_TOKEN_FILE: __filename,
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/deploy',
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL_STS: sts.url,
    });

    const client = login(undefined, { request_timeout_seconds: 1 });
    expect(await detail(client.read(id, signal))).toBe(
      `GET ${methodPath(id)} could not log in: AWS gave no credentials: it took longer than 1 s.\n\n` +
        "Check the network to AWS. Calls of AWS's library do not use HTTPS_PROXY.",
    );
  });

  test('once the token is refused, although the call was sent', async () => {
    const client = login();
    await client.read(id, signal);
    emulator.fault({ kind: 401, method: 'PATCH' });
    emulator.fault({ kind: 403, route: 'token' });

    expect(await failure(client.update(id, { scope: 'read' }, signal))).toMatchObject({
      message:
        `PATCH ${methodPath(id)} could not log in: Datadog gave no token for the AWS identity: ` +
        'POST /api/v2/delegated-token was answered 403: Forbidden.',
      unanswered: false,
    });
    expect(requests()).toStrictEqual(['TOKEN 200', 'GET ID 200', 'PATCH ID 401', 'TOKEN 403']);
  });

  test('for another organisation', async () => {
    expect(await detail(login('00000000-0000-0000-0000-000000000000').read(id, signal))).toBe(
      `GET ${methodPath(id)} could not log in: ` +
        'Datadog gave no token for the AWS identity: POST /api/v2/delegated-token was answered 403: ' +
        'Forbidden: the organisation does not map this identity to a user.\n\n' +
        'Check that org_uuid "00000000-0000-0000-0000-000000000000" is this organisation, and that it maps the AWS ' +
        'role to a user or a service account (Organization Settings > Workload Identity Federation). ' +
        `The address ${emulator.url} comes from api_url.`,
    );
  });

  test('and the answer repeats a secret, which is not shown', async () => {
    const transform = () => ({ errors: ['Unknown: aws-session-token'] });
    emulator.fault({ kind: 'transform', route: 'token', transform });

    expect(await detail(login('00000000-0000-0000-0000-000000000000').read(id, signal))).toContain(
      'was answered 403: Unknown: ***.',
    );
  });

  test('with a clock that is off', async () => {
    clock.date = () => Date.now() + 20 * 60_000;
    skewMs = -20 * 60_000;

    expect(await detail(login().read(id, signal))).toContain(
      'The clock of this machine is 20 minutes ahead, and AWS refuses such a signature. Correct the clock.',
    );
  });

  test('in an outage the exchange is retried, and a write did not take effect', async () => {
    emulator.fault({ kind: 503, route: 'token', count: 2 });

    expect(await detail(login().update(id, { scope: 'read' }, signal))).toMatch(
      /was answered 503: .* It was tried 2 times\.\n\nDatadog, or a proxy in between, is in trouble\./,
    );
    expect(requests()).toStrictEqual(['TOKEN 503', 'TOKEN 503']);
  });
});
