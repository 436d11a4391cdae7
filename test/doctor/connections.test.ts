import { startServer } from '../helpers/one-answer-server';
import { textReport } from '../../lib/doctor/report';
import { healthyProject, play } from './play';
import type { Project } from './project';

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

test('no key is sent to an address that a file of the project names', async () => {
  const { sent, route } = await examined((project) => {
    project.synthesize({ webhooks: { apiUrl: 'http://stranger.example' } });
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

test("no variable's value is sent to such an address as a token", async () => {
  const { sent } = await examined((project) => {
    project.synthesize({
      webhooks: { apiUrl: 'http://stranger.example', bearerToken: '${var.payments_secret}' },
    });
  });

  expect(sent).toStrictEqual([]);
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
    found: 'In the code, api_url is ${var.payments_secret}, which is not read here.',
  });
  expect(text).not.toContain('a-client-secret');
  expect(sent).toStrictEqual([]);
});
