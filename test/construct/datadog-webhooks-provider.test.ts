import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { DatadogWebhooksProvider } from '../../lib';
import { readBuiltProvider } from '../../lib/mirror/package-files';
import { VERSION } from '../../lib/mirror/package-json';
import { SETTINGS } from '../../lib/settings';
import {
  newApp,
  REQUIRED_PROVIDER,
  stackWithProvider,
  synthesized,
  untyped,
  validationErrors,
} from './synthesis';

const VALUES: Readonly<Record<string, unknown>> = {
  apiKey: '${var.api_key}',
  appKey: '${var.app_key}',
  bearerToken: '${var.bearer_token}',
  site: 'datadoghq.eu',
  apiUrl: 'http://127.0.0.1:8080',
  onDrift: 'error',
  stalePlan: 'overwrite',
  maxRetries: 0,
  requestTimeoutSeconds: 2.5,
};

test('a provider without settings is an empty block, with the source and the version of the package', () => {
  expect(synthesized(stackWithProvider())).toEqual({
    provider: { datadogwebhooks: [{}] },
    terraform: { required_providers: REQUIRED_PROVIDER },
  });
});

test('each setting has its name in Terraform', () => {
  expect(synthesized(stackWithProvider(VALUES)).provider).toEqual({
    datadogwebhooks: [
      {
        api_key: '${var.api_key}',
        app_key: '${var.app_key}',
        bearer_token: '${var.bearer_token}',
        site: 'datadoghq.eu',
        api_url: 'http://127.0.0.1:8080',
        on_drift: 'error',
        stale_plan: 'overwrite',
        max_retries: 0,
        request_timeout_seconds: 2.5,
      },
    ],
  });
});

test('the settings are the same in HCL', () => {
  const stack = stackWithProvider({ site: 'datadoghq.eu', maxRetries: 0, alias: 'eu' });
  expect(Testing.synthHcl(stack)).toContain(
    'provider "datadogwebhooks" {\nsite = "datadoghq.eu"\nmax_retries = 0\nalias = "eu"\n}',
  );
});

test.each(SETTINGS)('$property can be read, set, read as input and reset', ({ property }) => {
  const provider = untyped(stackWithProvider(VALUES).node.findChild('datadog'));
  const read = () => [provider[property], provider[`${property}Input`]];
  expect(read()).toEqual([VALUES[property], VALUES[property]]);
  provider[property] = 'another';
  expect(read()).toEqual(['another', 'another']);
  provider[`reset${property[0]?.toUpperCase()}${property.slice(1)}`]();
  expect(read()).toEqual([undefined, undefined]);
});

test('the alias can be read and set', () => {
  const stack = stackWithProvider({ alias: 'eu' });
  const provider = untyped(stack.node.findChild('datadog'));
  expect(provider.alias).toBe('eu');
  provider.alias = 'us';
  expect(synthesized(stack).provider).toEqual({ datadogwebhooks: [{ alias: 'us' }] });
});

test('every wrong setting has its line, with the path of the provider', () => {
  const stack = stackWithProvider({
    apiKey: ' ',
    site: 'datadog.com',
    apiUrl: 'localhost',
    onDrift: 'fail',
    maxRetries: 1.5,
    requestTimeoutSeconds: 0,
  });
  expect(validationErrors(stack)).toEqual([
    '[stack] apiKey of stack/datadog must not be blank',
    '[stack] site of stack/datadog must be one of datadoghq.com, us3.datadoghq.com, us5.datadoghq.com, ap1.datadoghq.com, ap2.datadoghq.com, uk1.datadoghq.com, datadoghq.eu, ddog-gov.com, us2.ddog-gov.com, but is "datadog.com"',
    '[stack] apiUrl of stack/datadog must be an absolute http or https URL such as https://api.datadoghq.eu or http://127.0.0.1:8130, but is "localhost"',
    '[stack] onDrift of stack/datadog must be one of warn, error, ignore, but is "fail"',
    '[stack] maxRetries of stack/datadog must be a whole number from 0 to 100, but is 1.5',
    '[stack] requestTimeoutSeconds of stack/datadog must be over 0 and up to 3600 seconds, but is 0',
  ]);
});

test('dangerouslyAllowLiteralSecrets lets literal keys through, and is no setting of the provider', () => {
  const stack = stackWithProvider({ apiKey: 'k', appKey: 'a', dangerouslyAllowLiteralSecrets: true });
  expect(validationErrors(stack)).toEqual([]);
  expect(synthesized(stack).provider).toEqual({ datadogwebhooks: [{ api_key: 'k', app_key: 'a' }] });
});

describe('beside the stack', () => {
  const { zip, hash } = readBuiltProvider();
  const FILES = ['darwin_amd64', 'darwin_arm64', 'linux_amd64', 'linux_arm64'].map(
    (platform) => `terraform-provider-datadogwebhooks_${VERSION}_${platform}.zip`,
  );

  const filesOf = (outdir: string, stack: string) =>
    readdirSync(join(outdir, 'stacks', stack), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort();

  test('synth puts the provider and its lock entry into the folder of every stack that uses it', () => {
    const app = newApp();
    const inner = new TerraformStack(new TerraformStack(app, 'outer'), 'inner');
    for (const stack of [new TerraformStack(app, 'one'), inner])
      new DatadogWebhooksProvider(stack, 'datadog');
    app.synth();
    for (const id of ['one', 'inner'])
      expect(filesOf(app.outdir, id)).toEqual(['.terraform.lock.hcl', 'cdk.tf.json', ...FILES]);
    expect(filesOf(app.outdir, 'outer')).toEqual(['cdk.tf.json']);
    const mirror = join(app.outdir, 'stacks/one/terraform.d/plugins/terraform.local/cdktf/datadogwebhooks');
    for (const file of FILES) expect(readFileSync(join(mirror, file)).equals(zip)).toBe(true);
  });

  test('aliases share one lock entry, and the other providers of the stack have theirs', () => {
    const app = newApp();
    const stack = stackWithProvider({}, app);
    new DatadogWebhooksProvider(stack, 'eu', { site: 'datadoghq.eu', alias: 'eu' });
    new NullProvider(stack, 'null');
    app.synth();
    expect(readFileSync(join(app.outdir, 'stacks/stack/.terraform.lock.hcl'), 'utf8')).toBe(
      `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "registry.terraform.io/hashicorp/null" {
  version     = "3.2.4"
  constraints = "3.2.4"
}

provider "terraform.local/cdktf/datadogwebhooks" {
  version     = "${VERSION}"
  constraints = "${VERSION}"
  hashes = [
    "${hash}",
  ]
}
`,
    );
  });

  test('there are no files of a released provider', () => {
    const app = newApp();
    const source = 'cdktf-datadog-webhooks/datadogwebhooks';
    const stack = stackWithProvider({ source }, app);
    app.synth();
    expect(synthesized(stack).terraform.required_providers).toEqual({
      datadogwebhooks: { source, version: VERSION },
    });
    expect(filesOf(app.outdir, 'stack')).toEqual(['cdk.tf.json']);
  });

  test('Testing.fullSynth gives what terraform validates', () => {
    const outdir = Testing.fullSynth(stackWithProvider({ site: 'datadoghq.eu' }));
    expect(filesOf(outdir, 'stack')).toEqual(['.terraform.lock.hcl', 'cdk.tf.json', ...FILES]);
    const given = process.env;
    process.env = { ...given, TF_CLI_CONFIG_FILE: '', CHECKPOINT_DISABLE: '1' };
    expect(Testing.toBeValidTerraform(outdir)).toBe(true);
    process.env = given;
    rmSync(outdir, { recursive: true });
  });

  test('Testing.synth writes nothing', () => {
    const app = newApp();
    Testing.synth(stackWithProvider({}, app), true);
    expect(existsSync(join(app.outdir, 'stacks/stack'))).toBe(false);
  });
});
