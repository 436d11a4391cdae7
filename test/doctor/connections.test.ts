import { startServer } from '../helpers/one-answer-server';
import { textReport } from '../../lib/doctor/report';
import type { Check, Finding } from '../../lib/doctor/finding';
import type { DatadogWebhooksProviderConfig } from '../../lib';
import { SITES } from '../../lib/settings';
import { healthyProject, play } from './play';
import type { Project } from './project';

const KEYS: Finding = { check: 'keys', status: 'ok', found: 'DD_API_KEY and DD_APP_KEY set' };
const ADDRESS: Finding = { check: 'address', status: 'ok', found: 'http://127.0.0.1:8130, from DD_HOST' };
const WRONG_SITE = `must be one of ${SITES.join(', ')}, but is "evil.example"`;

const refused = (check: Check, name: string, problem: string): Finding => ({
  check,
  status: 'wrong',
  found: `${name} is not valid. ${name} ${problem}.`,
  advice: 'Correct it in the code.',
});
const unread = (check: Check, found: string): Finding => ({
  check,
  status: 'not-checked',
  found: `A reference in the code is not read here: ${found}.`,
});

let healthy: Project;
beforeAll(() => {
  healthy = healthyProject();
});
afterAll(() => healthy.clear());

/** The route's findings, and what the hosts of strangers got: a proxy stands for all of them. */
async function examined(prepare: (project: Project) => void) {
  const sent: string[] = [];
  const stranger = await startServer((request, response) => {
    sent.push(`${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  const before = { ...process.env };
  Object.assign(process.env, { http_proxy: stranger.url, no_proxy: '127.0.0.1,localhost' });
  try {
    const findings = await play(healthy, {
      prepare: (project) => {
        project.environment.DATADOG_WEBHOOKS_ALLOW_HTTP = '1';
        prepare(project);
      },
    });
    const route = findings.filter(({ check }) => ['keys', 'address', 'read'].includes(check));
    return { sent, route, text: textReport(findings) };
  } finally {
    process.env = before;
    await stranger.close();
  }
}

test.each<[string, DatadogWebhooksProviderConfig]>([
  ['key', {}],
  ["variable's value as a token", { bearerToken: '${var.payments_secret}' }],
])('no %s is sent to an address that a file of the project names', async (_, login) => {
  const { sent, route } = await examined((project) => {
    project.synthesize({ webhooks: { apiUrl: 'http://stranger.example', ...login } });
    delete project.environment.DD_HOST;
  });

  expect(sent).toStrictEqual([]);
  expect(route.slice(1)).toStrictEqual([
    {
      check: 'address',
      status: 'not-checked',
      found:
        'No keys are sent to "http://stranger.example". It is no address of Datadog, of this machine ' +
        "or of the environment's DD_HOST, so a stranger may have put it into the file that names it.",
      advice: 'If you trust it, set DD_HOST to it.',
    },
    { check: 'read', status: 'not-checked', found: 'Datadog was not asked: see Keys and Address.' },
  ]);
});

test('an address in the code is asked if the environment names it too', async () => {
  const { sent } = await examined((project) => {
    project.synthesize({ webhooks: { apiUrl: 'http://gateway.example/dd' } });
    project.environment.DD_HOST = 'http://gateway.example';
  });

  expect(sent).toHaveLength(2);
});

test("a variable's value is neither an address nor shown", async () => {
  const { text, route, sent } = await examined((project) => {
    project.environment.TF_VAR_payments_secret = 'https://a-client-secret.example';
    project.synthesize({
      webhooks: {
        apiUrl: '${var.payments_secret}',
        apiKey: '${var.payments_secret}',
        appKey: '${var.payments_secret}',
      },
    });
  });

  expect(route[1]).toStrictEqual({
    check: 'address',
    status: 'not-checked',
    found: 'A reference in the code is not read here: api_url.',
  });
  expect(text).not.toContain('a-client-secret');
  expect(sent).toStrictEqual([]);
});

/** What a literal in the code must not show. */
const PASSWORD = 'hunter2pw';

test.each<[string, object, Partial<Finding>[]]>([
  [
    'a password beside a reference',
    { api_url: `https://user:${PASSWORD}@proxy.example/\${var.region}` },
    [KEYS, unread('address', 'api_url')],
  ],
  [
    'a password for this machine',
    { api_url: `https://user:${PASSWORD}@127.0.0.1:1` },
    [KEYS, refused('address', 'api_url', 'must not contain a user name or a password')],
  ],
  [
    'a password in what is no URL',
    { api_url: `htps://user:${PASSWORD}@127.0.0.1` },
    [
      KEYS,
      refused(
        'address',
        'api_url',
        'must be an absolute http or https URL such as https://api.datadoghq.eu or http://127.0.0.1:8130, but is a different text (not shown, since it may contain a password)',
      ),
    ],
  ],
  [
    'an invalid site beside a valid address',
    { api_url: 'http://127.0.0.1:1', site: 'evil.example' },
    [KEYS, refused('address', 'site', WRONG_SITE)],
  ],
  [
    'a part of a key',
    { api_key: `${PASSWORD}\${var.rest}`, bearer_token: '${var.token}' },
    [unread('keys', 'api_key, bearer_token'), ADDRESS],
  ],
  ['a blank key', { api_key: ' ' }, [refused('keys', 'api_key', 'must not be blank'), ADDRESS]],
  [
    'an invalid region',
    { cloud_provider_region: 'moon' },
    [
      refused('keys', 'cloud_provider_region', 'must be a region of AWS such as eu-central-1, but is "moon"'),
      ADDRESS,
    ],
  ],
])('what a deploy refuses is wrong, and no secret in the code is shown: %s', async (_, code, expected) => {
  const findings = await play(healthy, {
    prepare: (project) =>
      project.edit('cdktf.out/stacks/webhooks/cdk.tf.json', (json) =>
        JSON.stringify({ ...(JSON.parse(json) as object), provider: { datadogwebhooks: [code] } }),
      ),
  });

  expect(findings.filter(({ check }) => ['keys', 'address'].includes(check))).toStrictEqual(expected);
  expect(JSON.stringify(findings)).not.toContain(PASSWORD);
});
