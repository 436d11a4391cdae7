import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import packageJson from '../../package.json';
import schema from '../../docs/doctor.schema.json';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { CdktfProject } from '../helpers/cdktf-project';
import { startServer } from '../helpers/one-answer-server';
import { cleanEnvironment, ROOT, start } from '../helpers/terraform';

/** The built command in a project that deploys, with the real Node and Terraform. */
describe('datadog-webhooks doctor', () => {
  let emulator: Emulator;
  let project: CdktfProject;
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    emulator = await startEmulator();
    environment = {
      DD_HOST: emulator.url,
      DD_API_KEY: 'an-api-key',
      DD_APP_KEY: 'an-application-key',
      TF_VAR_payments_secret: 'a',
      TF_VAR_orders_secret: 'b',
      TF_VAR_refunds_secret: 'c',
    };
    project = new CdktfProject(environment, 'quickstart');
    await project.synth();
  });
  afterAll(async () => {
    project.remove();
    await emulator.close();
  });

  async function doctor(args: readonly string[], changed: NodeJS.ProcessEnv = {}) {
    const command = join(ROOT, 'dist/cli/datadog-webhooks.js');
    const env = cleanEnvironment({ ...environment, ...changed });
    const running = start(process.execPath, [command, 'doctor', ...args], {
      cwd: project.folder,
      env,
      timeout: 60_000,
    });
    const { code, stdout, stderr } = await running.finished;
    return { code, stdout, stderr };
  }

  test('finds nothing wrong in a project that deploys, and changes nothing in Datadog', async () => {
    const { code, stdout, stderr } = await doctor([]);

    const normal = stdout
      .replace(/\d+\.\d+\.\d+\S*(?=\n)/g, 'X')
      .replaceAll(packageJson.version, 'OURS')
      .replace(/cdktf \d\S+,/, 'cdktf X,')
      .replace(/for \w+,/, 'for THIS,')
      .replaceAll(emulator.url, 'URL');
    expect({ code, stderr, stdout: normal }).toStrictEqual({
      code: 0,
      stderr: '',
      stdout: `ok           Node        X
ok           Terraform   Terraform X
ok           Project     1 stack in cdktf.out, 1 with DatadogWebhooksProvider
ok           Framework   cdktf X, cdktf-datadog-webhooks X
ok           Provider    webhooks: OURS for THIS, as in the lock file
ok           Variables   webhooks: TF_VAR_orders_secret, TF_VAR_payments_secret, TF_VAR_refunds_secret
ok           Keys        DD_API_KEY and DD_APP_KEY set
ok           Address     URL, from DD_HOST
ok           Proxy       none
ok           May read    integrations_read
ok           May change  manage_integrations
ok           Clock       within a minute of Datadog's

Nothing is wrong.
`,
    });
    expect(emulator.requests.map(({ method }) => method)).toStrictEqual(['GET', 'GET']);
  });

  test('ends with 1 if something is wrong, and prints JSON for programs', async () => {
    const { code, stdout, stderr } = await doctor(['--json'], { TF_VAR_orders_secret: undefined });

    expect([code, stderr]).toStrictEqual([1, '']);
    const { findings, ...json } = JSON.parse(stdout);
    expect(new Ajv2020().validate(schema, { findings, ...json })).toBe(true);
    expect(json).toStrictEqual({ format: '1.0', madeBy: packageJson.version, ok: false });
    expect(findings).toHaveLength(12);
    expect(findings.filter(({ status }: { status: string }) => status !== 'ok')).toStrictEqual([
      {
        check: 'variables',
        status: 'wrong',
        subject: 'webhooks',
        found: 'Variables without a value in this environment: TF_VAR_orders_secret.',
        advice: 'Set them where Terraform runs: export TF_VAR_orders_secret=…',
      },
    ]);
  });

  test("ends though AWS's library waits for an answer that never comes", async () => {
    const silent = await startServer(() => {});
    const { code, stdout } = await doctor([], {
      DD_API_KEY: undefined,
      DD_APP_KEY: undefined,
      DD_CLOUD_PROVIDER_TYPE: 'aws',
      DD_ORG_UUID: '6e3d0d5c-0000-4000-8000-000000000001',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${silent.url}/credentials`,
    });
    await silent.close();

    expect(code).toBe(1);
    expect(stdout).toContain('AWS gave no credentials: it took longer than 10 s');
  });

  test('describes itself', async () => {
    expect(await doctor(['--help'])).toStrictEqual({
      code: 0,
      stderr: '',
      stdout: `Usage: datadog-webhooks doctor [options]

check everything that a deploy needs, and show what to fix

Options:
  --json      print the findings as JSON
  -h, --help  display help for command

Exit codes:
  0    nothing is wrong
  1    something is wrong

It changes nothing: it reads the project's files, and asks Datadog with two GETs.
`,
    });
  });
});
