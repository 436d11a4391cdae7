import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import schema from '../../docs/doctor.schema.json';
import { jsonReport, textReport } from '../../lib/doctor/report';
import { DELEGATED_TOKEN_PATH, tokenBody } from '../../lib/wire/delegated-token';
import { errorBody } from '../../lib/wire/errors';
import { startServer } from '../helpers/one-answer-server';
import { ROOT } from '../helpers/terraform';
import { healthyProject, play } from './play';
import type { Project } from './project';
import { SET_UPS } from './set-ups';

/** What docs/doctor.md shows of the report. `npm run docs` writes it. */
const PAGE = readFileSync(join(ROOT, 'docs/doctor.md'), 'utf8');
function blockOf(name: string): string[] {
  const [, block] = new RegExp(`<!-- doctor: ${name} -->\n\n\`\`\`\n([^]*?)\n\`\`\``).exec(PAGE) ?? [];
  if (block === undefined) throw new Error(`docs/doctor.md has no block ${name}`);
  return block.split('\n');
}
const labelOf = (line: string) => line.slice(13, 25).trim();

/** The lines of a healthy project, by the label of their check. */
type Lines = Readonly<Record<string, readonly string[]>>;
const [, ...HEALTHY_REPORT] = blockOf('healthy');
const HEALTHY: Lines = Object.fromEntries(HEALTHY_REPORT.slice(0, -2).map((line) => [labelOf(line), [line]]));

/** The whole report of a project that is healthy apart from these lines. */
function report(lines: Lines, summary: string): string {
  return [...Object.values({ ...HEALTHY, ...lines }).flat(), '', summary, ''].join('\n');
}

const STACK = 'cdktf.out/stacks/webhooks';
const WITHOUT_STACKS: Lines = { Provider: [], Variables: [] };
const NOT_ASKED: Lines = Object.fromEntries(
  ['May read', 'May change', 'Clock'].map((label) => [
    label,
    [`not checked  ${label.padEnd(12)}Datadog was not asked: see Keys and Address.`],
  ]),
);
const CDKTN = 'ok           Framework   cdktn 0.24.0, cdktn-datadog-webhooks 1.0.0';

/** What a mistake changes besides the line of its check, which its block shows. */
const BESIDES: Readonly<Record<string, Lines>> = {
  project: WITHOUT_STACKS,
  app: WITHOUT_STACKS,
  cli: { Framework: [CDKTN] },
  home: { Project: [...(HEALTHY.Project ?? []), ...blockOf('home')] },
  certificates: { Node: [...blockOf('certificates'), ...(HEALTHY.Node ?? [])] },
  installation: { Provider: [...blockOf('installation'), ...(HEALTHY.Provider ?? [])] },
  keys: NOT_ASKED,
  address: NOT_ASKED,
  refused: {
    'May change': [
      'not checked  May change  Datadog does not show the permissions of the keys.',
      `${' '.repeat(25)}Check in Datadog that the application key may use manage_integrations.`,
    ],
  },
};

let healthy: Project;
beforeAll(() => {
  healthy = healthyProject();
});
afterAll(() => healthy.clear());
const examined = (prepare: (project: Project) => void) => play(healthy, { prepare });
const unhealthy = async (prepare: (project: Project) => void) =>
  textReport((await examined(prepare)).filter(({ status }) => status !== 'ok'));

test('a healthy project has nothing wrong', async () => {
  expect(textReport(await examined(() => undefined))).toBe(report({}, 'Nothing is wrong.'));
});

test.each(SET_UPS)('it shows $rule, and what to do, as docs/doctor.md', async ({ block, ...setUp }) => {
  const wrong = blockOf(block);
  const lines: Lines = { [labelOf(wrong[0] ?? '')]: wrong, ...BESIDES[block] };
  const open = Object.values(lines)
    .flat()
    .filter((line) => line.startsWith('not checked')).length;
  const isWrong = wrong[0]?.startsWith('WRONG');
  const summary = `${isWrong ? 'Wrong: 1.' : 'Nothing is wrong.'}${open === 0 ? '' : ` Not checked: ${open}.`}`;

  expect(textReport(await play(healthy, setUp))).toBe(report(lines, summary));
});

test('in JSON, a wrong finding without advice is not valid', () => {
  const findings = [{ check: 'keys', status: 'wrong', found: 'x' }] as const;

  expect(new Ajv2020().validate(schema, JSON.parse(jsonReport(findings, '1.0.0')))).toBe(false);
});

describe('even if Datadog repeats it, the report has', () => {
  /** The findings where every call is answered with such an error, and the report as JSON. */
  async function reportAfter(
    errorOf: (request: IncomingMessage) => string,
    prepare: (environment: NodeJS.ProcessEnv) => void,
  ) {
    const server = await startServer((request, response) => {
      const isLogin = request.url === DELEGATED_TOKEN_PATH;
      response.statusCode = isLogin ? 200 : 500;
      const token = { accessToken: 'delegated-token-1', endsAt: Date.now() + 900_000 };
      response.end(JSON.stringify(isLogin ? tokenBody(token) : errorBody([errorOf(request)])));
    });
    try {
      const findings = await examined(({ environment }) => {
        environment.DD_HOST = server.url;
        prepare(environment);
      });
      return { findings, text: jsonReport(findings, '1.0.0') };
    } finally {
      await server.close();
    }
  }

  test('no key, no token and no password of a proxy', async () => {
    const secrets = ['an-api-key-of-ours', 'an-application-key-of-ours', 'the-password-of-the-proxy'];
    const { findings, text } = await reportAfter(
      ({ headers }) => `${JSON.stringify(headers)} ${secrets[2]}`,
      (environment) => {
        [environment.DD_API_KEY, environment.DD_APP_KEY] = secrets;
        environment.HTTPS_PROXY = `http://user:${secrets[2]}@proxy.example.com:3128`;
      },
    );

    expect(text).toContain('***');
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(findings).toContainEqual({
      check: 'proxy',
      status: 'ok',
      found: 'HTTPS_PROXY http://proxy.example.com:3128',
    });
  });

  test('no key that stands in a wrong variable or is not used', async () => {
    const secrets = ['THE-API-KEY-1', 'THE-APPLICATION-KEY-1', 'THE-TOKEN-1'];
    for (const name of ['DD_SITE', 'DD_HOST', 'DD_ORG_UUID', 'DD_CLOUD_PROVIDER_TYPE']) {
      const { findings, text } = await reportAfter(
        () => secrets.join(' '),
        (environment) => {
          delete environment.DD_HOST;
          Object.assign(environment, { DD_CLOUD_PROVIDER_TYPE: 'aws', DD_ORG_UUID: crypto.randomUUID() });
          [environment[name], environment.DD_APP_KEY] = secrets;
          delete environment.DD_API_KEY;
        },
      );

      expect(findings.some(({ status, found }) => status === 'wrong' && found.includes(name))).toBe(true);
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
    const { text } = await reportAfter(
      () => secrets.join(' '),
      (environment) =>
        ([environment.DD_API_KEY, environment.DD_APP_KEY, environment.DD_BEARER_TOKEN] = secrets),
    );

    expect(text).toContain('***');
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  test('no part of a key', async () => {
    const { text } = await reportAfter(
      ({ headers }) => `The key ${String(headers['dd-api-key']).slice(0, 16)}… is unknown`,
      (environment) => (environment.DD_API_KEY = '0123456789abcdef0123456789abcdef'),
    );

    expect(text).toContain(' was answered 500: ***.');
    expect(text).not.toContain('01234567');
  });

  test('no token that an identity at AWS got', async () => {
    const before = { ...process.env };
    const aws = { AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'aws-secret-key' };
    Object.assign(process.env, aws);
    try {
      const { text } = await reportAfter(
        ({ headers }) => `No: ${headers.authorization}`,
        (environment) => {
          delete environment.DD_API_KEY;
          delete environment.DD_APP_KEY;
          Object.assign(environment, { DD_CLOUD_PROVIDER_TYPE: 'aws', DD_ORG_UUID: crypto.randomUUID() });
        },
      );

      expect(text).toContain(' was answered 500: No: Bearer ***.');
      expect(text).not.toContain('delegated-token-1');
    } finally {
      process.env = before;
    }
  });
});

describe('it depends on the code:', () => {
  test('stacks that reach Datadog in different ways are checked one by one', async () => {
    const findings = await examined((project) => {
      project.synthesize({
        eu: { apiUrl: `${project.url}/`, onDrift: 'ignore' },
        us: { apiKey: '${ephemeral.vault.datadog.key}' },
      });
    });

    expect(findings.filter(({ subject }) => subject?.startsWith('eu, '))).toHaveLength(5);
    const us = 'us, datadogwebhooks';
    expect(textReport(findings.filter(({ subject }) => subject === us))).toBe(`${[
      `not checked  Keys        ${us}: A reference in the code is not read here: api_key.`,
      `ok           Address     ${us}: http://127.0.0.1:8130, from DD_HOST`,
      ...Object.values(NOT_ASKED).map(([line = '']) => line.replace('Datadog', `${us}: Datadog`)),
    ].join('\n')}

Nothing is wrong. Not checked: 4.
`);
  });

  test('keys and address in the code are used, and variables in it have their values', async () => {
    const findings = await examined((project) => {
      project.synthesize({
        webhooks: {
          apiUrl: project.environment.DD_HOST,
          apiKey: '${var.payments_secret}',
          appKey: '${var.payments_secret}',
        },
      });
      for (const name of ['DD_HOST', 'DD_API_KEY', 'DD_APP_KEY']) delete project.environment[name];
    });

    expect(findings.filter(({ check }) => ['keys', 'address', 'manage'].includes(check))).toStrictEqual([
      { check: 'keys', status: 'ok', found: 'api_key in the code and app_key in the code set' },
      { check: 'address', status: 'ok', found: expect.stringMatching(/^http:.*, from api_url$/) },
      { check: 'manage', status: 'ok', found: 'manage_integrations' },
    ]);
  });

  test('a name that steers the terminal is escaped', async () => {
    const text = await unhealthy((project) => {
      project.edit('cdktf.out/manifest.json', (json) =>
        json.replace('"name": "webhooks"', '"name": "web\\u001b[2Jhooks\\u202e"'),
      );
      delete project.environment.TF_VAR_payments_secret;
    });

    expect(text)
      .toBe(`WRONG        Variables   web\\u001b[2Jhooks\\u202e: Variables without a value in this environment: TF_VAR_payments_secret.
                         Set them where Terraform runs: export TF_VAR_payments_secret=…

Wrong: 1.
`);
  });

  test('before the first synthesis the stacks are not checked', async () => {
    expect(await unhealthy((project) => project.remove('cdktf.out')))
      .toBe(`not checked  Project     The project is not synthesized: cdktf.out/manifest.json is missing or names no stacks.
                         To check the stacks as well, synthesize first (cdktf synth or cdktn synth).

Nothing is wrong. Not checked: 1.
`);
  });

  test('a configuration in HCL has no project to check', async () => {
    const text = await unhealthy((project) => {
      project.remove('cdktf.json');
      project.remove('node_modules');
      project.write('main.tf.json', '');
    });

    expect(text)
      .toBe(`not checked  Project     The configuration is in HCL. Its variables and provider are not checked.
not checked  Framework   The configuration is not in TypeScript.

Nothing is wrong. Not checked: 2.
`);
  });

  test('a project of cdktn is healthy', async () => {
    const findings = await examined((project) => {
      project.useCdktn();
      project.program('node', 'echo v22.19.0');
    });

    const node = ['ok           Node        22.19.0'];
    expect(textReport(findings)).toBe(report({ Node: node, Framework: [CDKTN] }, 'Nothing is wrong.'));
  });

  test('a project in another language needs no npm package', async () => {
    const text = await unhealthy((project) => {
      project.remove('node_modules');
      project.write('cdktf.json', JSON.stringify({ language: 'python', app: 'a' }));
    });

    expect(text).toBe(`not checked  Framework   The configuration is not in TypeScript.

Nothing is wrong. Not checked: 1.
`);
  });

  test.each([{ CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1' }, { TF_PLUGIN_CACHE_DIR: '/tmp' }])(
    'a HOME that cannot be written is healthy with %j',
    async (variables) => {
      const text = await unhealthy(({ environment }) =>
        Object.assign(environment, variables, { HOME: '/dev/null' }),
      );
      expect(text).toContain('Nothing is wrong.');
    },
  );

  test('a provider from a mirror needs no node, and Terraform need not look beside the stack', async () => {
    const text = await unhealthy((project) => {
      project.synthesize({ webhooks: { source: 'cdktf-datadog-webhooks/datadogwebhooks' } });
      project.remove('bin/node');
      const mirror = 'filesystem_mirror {\n    path = "/opt/terraform-mirror"\n  }';
      project.write('home/.terraformrc', `provider_installation {\n  ${mirror}\n}\n`);
    });

    expect(text).toBe(`not checked  Node        A provider from a registry or a mirror brings its own Node.

Nothing is wrong. Not checked: 1.
`);
  });

  test.each([
    ['Terraform', ['.tofurc'], undefined],
    ['OpenTofu', ['.tofurc', '.terraformrc'], '.tofurc'],
  ])('%s reads its own settings: with %j, %s', async (product, files, expected) => {
    const findings = await examined((project) => {
      project.program('terraform', `echo ${product} v1.11.4`);
      for (const file of files) project.write(`home/${file}`, 'provider_installation {\n  direct {}\n}\n');
    });

    expect(findings.flatMap(({ status, found }) => (status === 'ok' ? [] : [found]))).toStrictEqual(
      expected === undefined
        ? []
        : [
            `/project/home/${expected} has provider_installation, which names where Terraform looks for providers.`,
          ],
    );
  });

  test.each([
    ['is of the other framework', 'cdktn-cli', '>=22.19.0'],
    ['accepts the Node of the provider', 'cdktf-cli', '>= 18'],
    ['names Node in another form', 'cdktf-cli', '>=24 || ^20.1'],
  ])('a CLI refuses no Node if it %s', async (_, name, node) => {
    const text = await unhealthy((project) => project.install(name, '0.21.0', { engines: { node } }));
    expect(text).toContain('Nothing is wrong.');
  });

  test.each(['[]', '{"stacks":null}', '{"stacks":{"a":{}}}', '{"stacks":{"a":{"name":5}}}'])(
    'a manifest %s names no stacks',
    async (text) => {
      expect(await unhealthy((project) => project.write('cdktf.out/manifest.json', text))).toMatch(
        /^not checked {2}Project {5}The project is not synthesized: cdktf\.out\/manifest\.json is missing or/,
      );
    },
  );

  test.each<[string, (project: Project) => void]>([
    ['is cut off', (project) => project.edit(`${STACK}/cdk.tf.json`, (text) => text.slice(0, 100))],
    ['is missing', (project) => project.remove(`${STACK}/cdk.tf.json`)],
  ])('a stack whose file %s is not checked', async (_, prepare) => {
    expect(await unhealthy(prepare))
      .toBe(`not checked  Project     webhooks: /project/cdktf.out/stacks/webhooks/cdk.tf.json is missing or is not JSON.
                         Synthesize again (cdktf synth or cdktn synth), or deploy, which synthesizes too.

Nothing is wrong. Not checked: 1.
`);
  });

  test.each(['{"app":"a","output":7}', '{"app":5}'])('a cdktf.json %s is named', async (text) => {
    expect(await unhealthy((project) => project.write('cdktf.json', text)))
      .toBe(`WRONG        Project     The file "/project/cdktf.json" is not valid: "app" and "output" must be strings.
                         Correct the file.

Wrong: 1.
`);
  });

  test.each(['cdktf.json', 'cdktf.out/manifest.json'])('a broken %s is named', async (file) => {
    expect(await unhealthy((project) => project.write(file, '{'))).toMatch(
      new RegExp(
        `^WRONG {8}Project {5}The file "/project/${file}" cannot be read: .*\\n *Correct the file\\.\\n`,
      ),
    );
  });
});

describe('a value of a variable may come from', () => {
  test('files, and not from a folder with the name of one', async () => {
    const text = await unhealthy((project) => project.write(`${STACK}/terraform.tfvars/a`, ''));

    expect(text).toContain('Nothing is wrong.');
  });

  test.each([
    ['terraform.tfvars', 'payments_secret = "x"'],
    ['a.auto.tfvars.json', '{"payments_secret": "x"}'],
  ])('%s', async (file, text) => {
    const findings = await examined((project) => {
      delete project.environment.TF_VAR_payments_secret;
      project.write(`cdktf.out/stacks/webhooks/${file}`, text);
    });

    expect(findings.filter(({ status }) => status !== 'ok')).toStrictEqual([]);
    expect(findings).toContainEqual({
      check: 'variables',
      status: 'ok',
      subject: 'webhooks',
      found: `payments_secret in ${file}`,
    });
  });

  test('its default null or an empty environment variable only if it is no secret', async () => {
    const validation = [{ condition: '${var.x == null || length(var.x) < 5}', error_message: 'Too long.' }];
    const others = {
      other: { type: 'string' },
      prefix: { type: 'string', validation },
      region: { type: 'string', default: null, validation },
      token: { type: 'string', default: null, ephemeral: true, validation },
    };
    const text = await unhealthy((project) => {
      for (const name of ['payments_secret', 'other', 'prefix']) project.environment[`TF_VAR_${name}`] = '';
      project.edit('cdktf.out/stacks/webhooks/cdk.tf.json', (code) =>
        code.replace('"variable": {', `"variable": { ${JSON.stringify(others).slice(1, -1)},`),
      );
    });

    expect(text).toBe([...blockOf('variables'), '', 'Wrong: 1.', ''].join('\n'));
  });
});
