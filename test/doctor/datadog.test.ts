import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCalls, withoutCalls } from '../../lib/doctor/datadog';
import { Secrets } from '../../lib/text/secrets';
import { userBody } from '../../lib/wire/user';
import { LIST_PATH } from '../../lib/wire/routes';
import { startServer } from '../helpers/one-answer-server';

const SCOPED = 'This API does not support scoped app keys';
const LIST = '/api/v2/integration/webhooks/configuration/auth-method';

interface Answers {
  readonly list?: readonly [status: number, body?: unknown];
  readonly user?: readonly [status: number, body?: unknown];
  readonly date?: Date;
  readonly timeoutMs?: number;
}

/** What is found where Datadog answers like this. An answer that is absent never comes. */
async function found({ list, user, date, timeoutMs = 10_000 }: Answers) {
  const requests: string[] = [];
  const server = await startServer((request, response: ServerResponse) => {
    requests.push(`${request.method} ${request.url}`);
    const answer = request.url === LIST ? list : user;
    if (!answer) return;
    if (date) response.setHeader('date', date.toUTCString());
    response.statusCode = answer[0];
    response.end(JSON.stringify(answer[1] ?? {}));
  });
  try {
    const connection = {
      baseUrl: server.url,
      address: `The address ${server.url} is the default; set DD_SITE for another site.`,
      login: { kind: 'keys' as const, headers: {} },
      timeoutMs,
      maxRetries: 0,
    };
    const findings = await checkCalls(connection, '1.0.0', new Secrets());
    expect(requests.sort()).toStrictEqual(['GET /api/v2/current_user', `GET ${LIST}`]);
    return JSON.parse(JSON.stringify(findings).replaceAll(server.url, 'URL'));
  } finally {
    await server.close();
  }
}

const READ = { check: 'read', status: 'ok', found: 'integrations_read' };
const MANAGE = { check: 'manage', status: 'ok', found: 'manage_integrations' };
const CLOCK = { check: 'clock', status: 'ok', found: "within a minute of Datadog's" };
const both = [200, userBody(['integrations_read', 'manage_integrations'])] as const;

test('it makes two reads, which show both permissions and the clock', async () => {
  expect(await found({ list: [200], user: both })).toStrictEqual([READ, MANAGE, CLOCK]);
});

const NOT_SHOWN = {
  check: 'manage',
  status: 'not-checked',
  found: 'Datadog does not show the permissions of the keys.',
  advice: 'Check in Datadog that the application key may use manage_integrations.',
};

test.each<[string, Answers['user']]>([
  ['an application key with scopes hides them', [403, { errors: ['Forbidden', SCOPED] }]],
  ['the answer about the user has none', [200, { data: {} }]],
])('permissions are not checked, which is not wrong, if %s', async (_, user) => {
  expect(await found({ list: [200], user })).toStrictEqual([READ, NOT_SHOWN, CLOCK]);
});

test('scopes without integrations_read are told apart from keys that are not valid', async () => {
  const [read] = await found({ list: [403], user: [403, { errors: ['Forbidden', SCOPED] }] });

  expect(read).toMatchObject({
    status: 'wrong',
    found: 'Datadog accepts the keys, but they lack the permission integrations_read.',
  });
});

test('keys that are not valid are wrong once', async () => {
  expect(await found({ list: [401], user: [401] })).toStrictEqual([
    {
      check: 'read',
      status: 'wrong',
      found:
        'Datadog answers 401: it does not accept these keys. The address URL is the default; set DD_SITE for another site.',
      advice:
        'Check that both keys exist, belong to the same organisation, and that the address is that of its site.',
    },
    NOT_SHOWN,
    CLOCK,
  ]);
});

test('an address that is not that of the API is wrong', async () => {
  expect(await found({ list: [404], user: [404] })).toStrictEqual([
    {
      check: 'read',
      status: 'wrong',
      found: `GET ${LIST} was answered 404 without an error message.`,
      advice:
        'There is no such API at this address. The address URL is the default; set DD_SITE for another site. ' +
        'Check the address, and its path if it has one.',
    },
    NOT_SHOWN,
    CLOCK,
  ]);
});

test.each([
  [-3_600_000, '36\\d\\d seconds ahead of'],
  [85_000, '8\\d seconds behind'],
])('a clock whose Datadog is %i ms away is wrong', async (difference, words) => {
  const date = new Date(Date.now() + difference);
  const [, , clock] = await found({ list: [200], user: both, date });

  expect(clock).toStrictEqual({
    check: 'clock',
    status: 'wrong',
    found: expect.stringMatching(
      `^This machine's clock is ${words} Datadog's. Certificates and access tokens are then valid at the wrong`,
    ),
    advice: 'Synchronize the clock with a time server.',
  });
});

test('a Datadog that does not answer ends the checks in time', async () => {
  expect(await found({ timeoutMs: 50 })).toStrictEqual([
    {
      check: 'read',
      status: 'wrong',
      found: `GET ${LIST_PATH} got no answer: it took longer than 0.05 s.`,
      advice:
        'The address URL is the default; set DD_SITE for another site. ' +
        'Check the address, the network and the proxy (HTTPS_PROXY, NO_PROXY), and run it again.',
    },
    NOT_SHOWN,
    { check: 'clock', status: 'not-checked', found: 'No answer has a date.' },
  ]);
});

test("no finding has a part of a key that AWS repeats, and Datadog is not asked without AWS's credentials", async () => {
  const requests: (string | undefined)[] = [];
  const server = await startServer((request, response) => {
    requests.push(request.url);
    response.writeHead(403, { 'content-type': 'text/xml' });
    response.end(
      '<ErrorResponse><Error><Code>AccessDenied</Code><Message>Not 0123456789abcdef</Message></Error></ErrorResponse>',
    );
  });
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  writeFileSync(join(folder, 'token'), 'a-web-identity');
  const before = { ...process.env };
  Object.assign(process.env, {
    AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, 'token'),
    AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/deploy',
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL_STS: server.url,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
  try {
    const login = { kind: 'aws' as const, target: { orgUuid: crypto.randomUUID() } };
    const connection = { baseUrl: server.url, address: '', login, timeoutMs: 10_000, maxRetries: 0 };
    const secrets = new Secrets(['0123456789abcdef0123456789abcdef']);

    expect(await checkCalls(connection, '1.0.0', secrets)).toStrictEqual([
      {
        check: 'keys',
        status: 'wrong',
        found: 'AWS gave no credentials: ***',
        advice: "Check AWS_ROLE_ARN, AWS_REGION and the role's trust policy.",
      },
      ...withoutCalls(),
    ]);
    expect(new Set(requests)).toStrictEqual(new Set(['/']));
  } finally {
    process.env = before;
    rmSync(folder, { recursive: true });
    await server.close();
  }
});
