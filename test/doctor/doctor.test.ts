import Ajv2020 from 'ajv/dist/2020';
import schema from '../../docs/doctor.schema.json';
import { jsonReport, textReport } from '../../lib/doctor/report';
import { startServer } from '../helpers/one-answer-server';
import { healthyProject, play } from './play';
import type { Project } from './project';
import { SET_UPS } from './set-ups';

/** The lines of a healthy project, by the label of their check. */
const HEALTHY = {
  Node: ['ok           Node        20.20.0'],
  Terraform: ['ok           Terraform   Terraform 1.11.4'],
  Project: ['ok           Project     1 stack in cdktf.out, 1 with DatadogWebhooksProvider'],
  Framework: ['ok           Framework   cdktf 0.21.0, cdktf-datadog-webhooks 1.0.0'],
  Provider: ['ok           Provider    webhooks: 1.0.0 for linux_amd64, as in the lock file'],
  Variables: ['ok           Variables   webhooks: TF_VAR_payments_secret set'],
  Keys: ['ok           Keys        DD_API_KEY and DD_APP_KEY set'],
  Address: ['ok           Address     http://127.0.0.1:8130, from DD_HOST'],
  Proxy: ['ok           Proxy       none'],
  'May read': ['ok           May read    integrations_read'],
  'May change': ['ok           May change  manage_integrations'],
  Clock: ["ok           Clock       within a minute of Datadog's"],
};
type Lines = Partial<Record<keyof typeof HEALTHY, readonly string[]>>;

/** The whole report of a project that is healthy apart from these lines. */
function report(lines: Lines, summary: string): string {
  return [...Object.values({ ...HEALTHY, ...lines }).flat(), '', summary, ''].join('\n');
}

const NOT_ASKED: Lines = Object.fromEntries(
  ['May read', 'May change', 'Clock'].map((label) => [
    label,
    [`not checked  ${label.padEnd(12)}Datadog was not asked: see Keys and Address.`],
  ]),
);
const wrongLines = (label: string, found: string, advice: string) => ({
  [label]: [`WRONG        ${label.padEnd(12)}${found}`, `${' '.repeat(25)}${advice}`],
});
const INSTALL_TERRAFORM =
  'Install Terraform or OpenTofu 1.11 or newer, or give its path in TERRAFORM_BINARY_NAME.';
const SYNTH_AGAIN = 'Synthesize again (cdktf synth or cdktn synth), or deploy, which synthesizes too.';
const GRANT =
  'In Datadog, grant it to a role of the user (Organization Settings > Roles), ' +
  "and add it to the application key's scopes if it has any.";

/** What each set-up changes in the report, by its block in docs/doctor.md, and the report's last line. */
const EXPECTED: Readonly<Record<string, readonly [lines: Lines, summary?: string]>> = {
  node: [
    wrongLines(
      'Node',
      'Node 16.20.2 is too old for the provider. Terraform starts the provider with the node on the PATH.',
      'Install Node 20.9 or newer, and put its folder on the PATH.',
    ),
  ],
  terraform: [wrongLines('Terraform', 'There is no terraform on the PATH.', INSTALL_TERRAFORM)],
  tofu: [
    wrongLines(
      'Terraform',
      'OpenTofu 1.9.1 is too old. Client secrets are write-only, which OpenTofu supports since 1.11.',
      INSTALL_TERRAFORM,
    ),
  ],
  project: [
    {
      ...wrongLines(
        'Project',
        'There is no cdktf.json in this folder, so the project and its stacks are not found.',
        'Run it in the folder of the project.',
      ),
      Provider: [],
      Variables: [],
    },
  ],
  app: [
    {
      ...wrongLines(
        'Project',
        'cdktf.json has no "app", so nothing can be synthesized.',
        'Add the command that synthesizes, such as "app": "npx tsx main.ts".',
      ),
      Provider: [],
      Variables: [],
    },
  ],
  home: [
    {
      Project: [
        ...HEALTHY.Project,
        ...(wrongLines(
          'Project',
          'The CLI of cdktf and cdktn needs the folder /project/cdktf.json/.terraform.d/plugin-cache, which cannot be written.',
          'Set HOME or TF_PLUGIN_CACHE_DIR to a folder in which you can write.',
        ).Project ?? []),
      ],
    },
  ],
  certificates: [
    {
      Node: [
        ...(wrongLines(
          'Node',
          'NODE_TLS_REJECT_UNAUTHORIZED=0 makes npm and the CLI of cdktf and cdktn accept any certificate.',
          'Unset it. To trust one more certificate authority, name its file in NODE_EXTRA_CA_CERTS.',
        ).Node ?? []),
        ...HEALTHY.Node,
      ],
    },
  ],
  copies: [
    wrongLines(
      'Framework',
      'There are two copies of cdktf (0.21.0 in /project/node_modules/cdktf, ' +
        '0.20.0 in /project/node_modules/cdktf-datadog-webhooks/node_modules/cdktf). ' +
        'Constructs of one do not work with the other.',
      'Make all packages need the same version, then run npm dedupe. npm ls shows who needs which.',
    ),
  ],
  packages: [
    wrongLines(
      'Framework',
      'cdktf-datadog-webhooks and cdktn-datadog-webhooks are both installed. ' +
        'Each refuses an app of the other framework.',
      "Keep the package of the app's framework. For cdktf, run npm uninstall cdktn-datadog-webhooks.",
    ),
  ],
  framework: [
    wrongLines(
      'Framework',
      'cdktf-datadog-webhooks is made for cdktf, but the project has cdktn 0.24.0.',
      'Run npm uninstall cdktf-datadog-webhooks && npm install cdktn-datadog-webhooks, ' +
        'and import the constructs from it.',
    ),
  ],
  peer: [
    wrongLines(
      'Framework',
      'cdktf-datadog-webhooks needs @cdktf/provider-null, which is not installed.',
      'Run npm install @cdktf/provider-null.',
    ),
  ],
  synthesized: [
    wrongLines(
      'Provider',
      'webhooks: The stack was synthesized with version 0.0.9, and 1.0.0 is installed.',
      SYNTH_AGAIN,
    ),
  ],
  provider: [
    wrongLines(
      'Provider',
      'webhooks: There is no provider for linux_amd64 in ' +
        '/project/cdktf.out/stacks/webhooks/terraform.d/plugins/terraform.local/cdktf/datadogwebhooks.',
      SYNTH_AGAIN,
    ),
  ],
  lock: [
    wrongLines(
      'Provider',
      'webhooks: .terraform.lock.hcl does not name the provider, so the CLI would ask a registry for it.',
      SYNTH_AGAIN,
    ),
  ],
  installation: [
    {
      Provider: [
        ...(wrongLines(
          'Provider',
          '/project/home/.terraformrc has a provider_installation block, ' +
            'so Terraform does not look beside the stack.',
          'Add a filesystem_mirror block with path = "terraform.d/plugins" and include = ["terraform.local/*/*"] to it, ' +
            'and exclude "terraform.local/*/*" from its other blocks.',
        ).Provider ?? []),
        ...HEALTHY.Provider,
      ],
    },
  ],
  variables: [
    wrongLines(
      'Variables',
      'webhooks: TF_VAR_payments_secret has no value in this environment.',
      'Set it where Terraform runs: export TF_VAR_payments_secret=…',
    ),
  ],
  keys: [
    {
      ...wrongLines(
        'Keys',
        "Datadog's app_key is missing. " +
          'Datadog requires an API key and an application key, and only one of them was found.',
        'Set the environment variable DD_APP_KEY.',
      ),
      ...NOT_ASKED,
    },
    'Wrong: 1. Not checked: 3.',
  ],
  address: [
    {
      ...wrongLines(
        'Address',
        'The environment variable DD_HOST is not valid. DD_HOST must be an absolute http or https URL ' +
          'such as https://api.datadoghq.eu or http://127.0.0.1:8130, but is "127.0.0.1:8130".',
        'Correct it, or unset it.',
      ),
      ...NOT_ASKED,
    },
    'Wrong: 1. Not checked: 3.',
  ],
  proxy: [
    wrongLines(
      'Proxy',
      'HTTPS_PROXY is not a complete URL, so its proxy may be asked in the wrong protocol.',
      'Begin HTTPS_PROXY with http:// or https://, as in http://proxy.example.com:3128.',
    ),
  ],
  refused: [
    {
      ...wrongLines(
        'May read',
        'Datadog answers 403: it does not accept these keys. ' +
          'The address http://127.0.0.1:8130 comes from DD_HOST.',
        'Check that both keys exist, belong to the same organisation, ' +
          'and that the address is that of its site.',
      ),
      'May change': ['not checked  May change  Datadog does not accept the keys.'],
    },
    'Wrong: 1. Not checked: 1.',
  ],
  read: [
    wrongLines(
      'May read',
      'Datadog accepts the keys, but they lack the permission integrations_read.',
      GRANT,
    ),
  ],
  manage: [wrongLines('May change', 'The user of the keys lacks the permission manage_integrations.', GRANT)],
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

test.each(SET_UPS)('it shows $rule, and what to do', async (setUp) => {
  const [lines, summary = 'Wrong: 1.'] = EXPECTED[setUp.block] ?? [{}];

  expect(textReport(await play(healthy, setUp))).toBe(report(lines, summary));
});

describe('in JSON', () => {
  const validate = new Ajv2020().compile(schema);

  test('it has the same findings, in the documented form', async () => {
    const findings = await examined((project) => delete project.environment.DD_APP_KEY);
    const json = JSON.parse(jsonReport(findings, '1.0.0')) as unknown;

    expect(validate(json)).toBe(true);
    expect(json).toStrictEqual({ format: '1.0', madeBy: '1.0.0', ok: false, findings });
    expect(findings).toContainEqual({
      check: 'keys',
      status: 'wrong',
      found:
        "Datadog's app_key is missing. " +
        'Datadog requires an API key and an application key, and only one of them was found.',
      advice: 'Set the environment variable DD_APP_KEY.',
    });
  });

  test('a wrong finding without advice is not valid', () => {
    const findings = [{ check: 'keys', status: 'wrong' as const, found: 'x' }] as const;

    expect(validate(JSON.parse(jsonReport(findings, '1.0.0')))).toBe(false);
  });
});

test('no key, no token and no password of a proxy is printed, even if Datadog repeats it', async () => {
  const secrets = ['an-api-key-of-ours', 'an-application-key-of-ours', 'the-password-of-the-proxy'];
  const server = await startServer((request, response) => {
    response.statusCode = 500;
    response.end(JSON.stringify({ errors: [`${JSON.stringify(request.headers)} ${secrets[2]}`] }));
  });
  try {
    const findings = await examined(({ environment }) => {
      environment.DD_HOST = server.url;
      [environment.DD_API_KEY, environment.DD_APP_KEY] = secrets;
      environment.HTTPS_PROXY = `http://user:${secrets[2]}@proxy.example.com:3128`;
    });

    const text = jsonReport(findings, '1.0.0');
    expect(text).toContain('***');
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(findings).toContainEqual({
      check: 'proxy',
      status: 'ok',
      found: 'HTTPS_PROXY http://proxy.example.com:3128',
    });
  } finally {
    await server.close();
  }
});

describe('it depends on the code:', () => {
  test('stacks that reach Datadog in different ways are checked one by one', async () => {
    const findings = await examined((project) => {
      project.synthesize({
        eu: { apiUrl: `${project.url}/`, onDrift: 'ignore' },
        us: { apiKey: '${ephemeral.vault.datadog.key}' },
      });
    });

    const { length } = findings.filter(({ subject }) => subject?.startsWith('eu, '));
    expect(length).toBe(5);
    expect(findings.filter(({ subject }) => subject === 'us, datadogwebhooks')).toStrictEqual([
      {
        check: 'keys',
        status: 'not-checked',
        subject: 'us, datadogwebhooks',
        found: 'In the code, api_key contains a reference, which is not read here.',
      },
      {
        check: 'address',
        status: 'ok',
        subject: 'us, datadogwebhooks',
        found: 'http://127.0.0.1:8130, from DD_HOST',
      },
      ...(['read', 'manage', 'clock'] as const).map((check) => ({
        check,
        status: 'not-checked',
        subject: 'us, datadogwebhooks',
        found: 'Datadog was not asked: see Keys and Address.',
      })),
    ]);
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
      .toBe(`WRONG        Variables   web\\u001b[2Jhooks\\u202e: TF_VAR_payments_secret has no value in this environment.
                         Set it where Terraform runs: export TF_VAR_payments_secret=…

Wrong: 1.
`);
  });

  test('before the first synthesis the stacks are not checked', async () => {
    expect(await unhealthy((project) => project.remove('cdktf.out')))
      .toBe(`not checked  Project     The project is not synthesized: there is no cdktf.out/manifest.json.
                         To check the stacks as well, synthesize first (cdktf synth or cdktn synth).

Nothing is wrong. Not checked: 1.
`);
  });

  test.each(['main.tf', 'main.tf.json'])(
    'a configuration in HCL has no project to check: %s',
    async (file) => {
      const text = await unhealthy((project) => {
        project.remove('cdktf.json');
        project.remove('node_modules');
        project.write(file, '');
      });

      expect(text)
        .toBe(`not checked  Project     The configuration is in HCL. Its variables and provider are not checked.
not checked  Framework   The configuration is not in TypeScript.

Nothing is wrong. Not checked: 2.
`);
    },
  );

  test('a project of cdktn is healthy', async () => {
    const findings = await examined((project) => {
      project.remove('node_modules/cdktf');
      project.remove('node_modules/cdktf-datadog-webhooks');
      project.install('cdktn', '0.24.0');
      project.install('cdktn-datadog-webhooks', '1.0.0', { peerDependencies: { cdktn: '', constructs: '' } });
    });

    expect(textReport(findings)).toBe(
      report(
        { Framework: ['ok           Framework   cdktn 0.24.0, cdktn-datadog-webhooks 1.0.0'] },
        'Nothing is wrong.',
      ),
    );
  });

  test.each(['python', 'java', 'go', 'csharp'])('a project in %s needs no npm package', async (language) => {
    const text = await unhealthy((project) => {
      project.remove('node_modules');
      project.write('cdktf.json', JSON.stringify({ language, app: 'a' }));
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

  test.each(['cdktf.json', 'cdktf.out/manifest.json'])('a broken %s is named', async (file) => {
    expect(await unhealthy((project) => project.write(file, '{'))).toMatch(
      new RegExp(
        `^WRONG {8}Project {5}The file "/project/${file}" is not JSON .*\\n *Correct the file\\.\\n`,
      ),
    );
  });
});

describe('a value of a variable may come from', () => {
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

  test('an empty environment variable only if it is no secret', async () => {
    const findings = await examined((project) => {
      project.environment.TF_VAR_payments_secret = '';
      project.environment.TF_VAR_other = '';
      project.edit('cdktf.out/stacks/webhooks/cdk.tf.json', (code) =>
        code.replace('"variable": {', '"variable": { "other": { "type": "string" },'),
      );
    });

    expect(findings.filter(({ check }) => check === 'variables')).toStrictEqual([
      {
        check: 'variables',
        status: 'wrong',
        subject: 'webhooks',
        found: 'TF_VAR_payments_secret has no value in this environment.',
        advice: 'Set it where Terraform runs: export TF_VAR_payments_secret=…',
      },
    ]);
  });
});
