import type { ServerResponse } from 'node:http';
import { checkCalls } from '../../lib/doctor/datadog';
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
const BY_HAND = 'Check in Datadog that the application key may use manage_integrations.';
const both = [200, userBody(['integrations_read', 'manage_integrations'])] as const;

test('it makes two reads, which show both permissions and the clock', async () => {
  expect(await found({ list: [200], user: both })).toStrictEqual([READ, MANAGE, CLOCK]);
});

test('scopes of an application key hide its permissions, which is not wrong', async () => {
  expect(await found({ list: [200], user: [403, { errors: ['Forbidden', SCOPED] }] })).toStrictEqual([
    READ,
    {
      check: 'manage',
      status: 'not-checked',
      found: 'Datadog does not show the permissions. It answers 403: Forbidden.',
      advice: BY_HAND,
    },
    CLOCK,
  ]);
});

test('scopes without integrations_read are told apart from keys that are not valid', async () => {
  const [read] = await found({ list: [403], user: [403, { errors: ['Forbidden', SCOPED] }] });

  expect(read).toMatchObject({
    status: 'wrong',
    found: 'Datadog accepts the keys, but they lack the permission integrations_read.',
  });
});

test.each([401, 403])('keys that are not valid are wrong once, with the status %i', async (status) => {
  expect(await found({ list: [status], user: [status] })).toStrictEqual([
    {
      check: 'read',
      status: 'wrong',
      found: `Datadog answers ${status}: it does not accept these keys. The address URL is the default; set DD_SITE for another site.`,
      advice:
        'Check that both keys exist, belong to the same organisation, and that the address is that of its site.',
    },
    { check: 'manage', status: 'not-checked', found: 'Datadog does not accept the keys.' },
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
    {
      check: 'manage',
      status: 'not-checked',
      found: 'Datadog does not show the permissions. It answers 404.',
      advice: BY_HAND,
    },
    CLOCK,
  ]);
});

test('an answer about the user that shows no permissions is not believed', async () => {
  const [, manage] = await found({ list: [200], user: [200, { data: {} }] });

  expect(manage).toStrictEqual({
    check: 'manage',
    status: 'not-checked',
    found: 'Datadog\'s answer about the user has no array "included".',
    advice: BY_HAND,
  });
});

test.each([
  [-3_600_000, '60 minutes ahead of'],
  [140_000, '2 minutes behind'],
  [85_000, 'a minute behind'],
])('a clock whose Datadog is %i ms away is wrong', async (difference, words) => {
  const date = new Date(Date.now() + difference);
  const [, , clock] = await found({ list: [200], user: both, date });

  expect(clock).toStrictEqual({
    check: 'clock',
    status: 'wrong',
    found:
      `This machine's clock is ${words} Datadog's. ` +
      'Certificates and access tokens are then valid at the wrong time.',
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
    { check: 'manage', status: 'not-checked', found: 'Datadog did not answer.' },
    { check: 'clock', status: 'not-checked', found: 'No answer has a date.' },
  ]);
});
