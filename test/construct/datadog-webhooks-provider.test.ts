import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { App, TerraformStack, Testing } from 'cdktf';
import { DatadogWebhooksProvider, type DatadogWebhooksProviderConfig, EphemeralSecret } from '../../lib';
import { readBuiltProvider } from '../../lib/mirror/package-files';
import { VERSION } from '../../lib/mirror/package-json';
import { SETTINGS } from '../../lib/settings';
import {
  annotations,
  newApp,
  newStack,
  REQUIRED_PROVIDER,
  synthesized,
  untyped,
  validationErrors,
} from './synthesis';

const VALUES = {
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

const IN_TERRAFORM = {
  api_key: '${var.api_key}',
  app_key: '${var.app_key}',
  bearer_token: '${var.bearer_token}',
  site: 'datadoghq.eu',
  api_url: 'http://127.0.0.1:8080',
  on_drift: 'error',
  stale_plan: 'overwrite',
  max_retries: 0,
  request_timeout_seconds: 2.5,
};

test('a provider without settings is an empty block, with the source and the version of the package', () => {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog');
  expect(synthesized(stack)).toEqual({
    provider: { datadogwebhooks: [{}] },
    terraform: {
      required_providers: {
        datadogwebhooks: { source: 'terraform.local/cdktf/datadogwebhooks', version: VERSION },
      },
    },
  });
});

test('each setting has its name in Terraform', () => {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog', VALUES);
  expect(synthesized(stack)).toEqual({
    provider: { datadogwebhooks: [IN_TERRAFORM] },
    terraform: { required_providers: REQUIRED_PROVIDER },
  });
});

test('the settings are the same in HCL', () => {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog', { site: 'datadoghq.eu', maxRetries: 0, alias: 'eu' });
  expect(Testing.synthHcl(stack)).toContain(
    ['provider "datadogwebhooks" {', 'site = "datadoghq.eu"', 'max_retries = 0', 'alias = "eu"', '}'].join(
      '\n',
    ),
  );
});

test.each(SETTINGS.map(({ property }) => property as keyof typeof VALUES))(
  '%s can be read, set, read as input and reset',
  (property) => {
    const provider = untyped(new DatadogWebhooksProvider(newStack(), 'datadog', VALUES));
    const reset = `reset${property[0]?.toUpperCase()}${property.slice(1)}`;
    expect([provider[property], provider[`${property}Input`]]).toEqual([VALUES[property], VALUES[property]]);
    provider[property] = 'another';
    expect([provider[property], provider[`${property}Input`]]).toEqual(['another', 'another']);
    provider[reset]();
    expect([provider[property], provider[`${property}Input`]]).toEqual([undefined, undefined]);
  },
);

test('the alias can be set and reset, and resources name the provider by it', () => {
  const stack = newStack();
  const provider = new DatadogWebhooksProvider(stack, 'eu', { site: 'datadoghq.eu', alias: 'eu' });
  expect([provider.alias, provider.aliasInput, provider.fqn]).toEqual(['eu', 'eu', 'datadogwebhooks.eu']);
  expect(synthesized(stack).provider).toEqual({ datadogwebhooks: [{ alias: 'eu', site: 'datadoghq.eu' }] });
  provider.resetAlias();
  expect([provider.alias, provider.aliasInput, provider.fqn]).toEqual([
    undefined,
    undefined,
    'datadogwebhooks',
  ]);
  provider.alias = 'us';
  expect(provider.fqn).toBe('datadogwebhooks.us');
});

test('every wrong setting has its line, with the path of the provider', () => {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog', {
    apiKey: ' ',
    site: 'datadog.com',
    apiUrl: 'localhost',
    onDrift: 'fail',
    maxRetries: 1.5,
    requestTimeoutSeconds: 0,
  });
  expect(validationErrors(stack)).toEqual([
    '[stack/datadog] apiKey must not be blank',
    '[stack/datadog] site must be one of datadoghq.com, us3.datadoghq.com, us5.datadoghq.com, ap1.datadoghq.com, ap2.datadoghq.com, uk1.datadoghq.com, datadoghq.eu, ddog-gov.com, us2.ddog-gov.com, but is "datadog.com"',
    '[stack/datadog] apiUrl must be an absolute http or https URL such as https://api.datadoghq.eu or http://127.0.0.1:8130, but is "localhost"',
    '[stack/datadog] onDrift must be one of warn, error, ignore, but is "fail"',
    '[stack/datadog] maxRetries must be a whole number from 0 to 100, but is 1.5',
    '[stack/datadog] requestTimeoutSeconds must be over 0 and up to 3600 seconds, but is 0',
  ]);
});

test('dangerouslyAllowLiteralSecrets lets literal keys through, and is no setting of the provider', () => {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog', {
    apiKey: 'k',
    appKey: 'a',
    dangerouslyAllowLiteralSecrets: true,
  });
  expect(validationErrors(stack)).toEqual([]);
  expect(synthesized(stack).provider).toEqual({ datadogwebhooks: [{ api_key: 'k', app_key: 'a' }] });
});

test('keys from ephemeral secrets are right', () => {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog', {
    apiKey: new EphemeralSecret(stack, 'datadog-api-key').stringValue,
    appKey: new EphemeralSecret(stack, 'datadog-app-key').stringValue,
  });
  expect(validationErrors(stack)).toEqual([]);
  expect(synthesized(stack).provider).toEqual({
    datadogwebhooks: [{ api_key: '${var.datadog_api_key}', app_key: '${var.datadog_app_key}' }],
  });
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
    for (const id of ['one', 'two']) new DatadogWebhooksProvider(new TerraformStack(app, id), 'datadog');
    new TerraformStack(app, 'three');
    app.synth();
    for (const id of ['one', 'two']) {
      expect(filesOf(app.outdir, id)).toEqual(['.terraform.lock.hcl', 'cdk.tf.json', ...FILES]);
    }
    expect(filesOf(app.outdir, 'three')).toEqual(['cdk.tf.json']);
    const mirror = 'stacks/one/terraform.d/plugins/terraform.local/cdktf/datadogwebhooks';
    expect(readFileSync(join(app.outdir, mirror, FILES[0] as string)).equals(zip)).toBe(true);
  });

  test('a stack inside a stack gets its own, and the outer one none', () => {
    const app = newApp();
    const inner = new TerraformStack(new TerraformStack(app, 'outer'), 'inner');
    new DatadogWebhooksProvider(inner, 'datadog');
    app.synth();
    expect(filesOf(app.outdir, 'outer')).toEqual(['cdk.tf.json']);
    expect(filesOf(app.outdir, 'inner')).toEqual(['.terraform.lock.hcl', 'cdk.tf.json', ...FILES]);
  });

  test('aliases share one lock entry, and the other providers of the stack have theirs', () => {
    const app = newApp();
    const stack = new TerraformStack(app, 'stack');
    new DatadogWebhooksProvider(stack, 'us');
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

  test('a released provider leaves no files there, and no lock entry', () => {
    const app = newApp();
    const source = 'cdktf-datadog-webhooks/datadogwebhooks';
    const synth = (config: DatadogWebhooksProviderConfig) => {
      const again = Testing.stubVersion(new App({ outdir: app.outdir }));
      const stack = new TerraformStack(again, 'stack');
      new DatadogWebhooksProvider(stack, 'us', config);
      new DatadogWebhooksProvider(stack, 'eu', { ...config, alias: 'eu' });
      again.synth();
      return JSON.parse(readFileSync(join(app.outdir, 'stacks/stack/cdk.tf.json'), 'utf8'));
    };

    expect(synth({ source }).terraform.required_providers).toEqual({
      datadogwebhooks: { source, version: VERSION },
    });
    expect(filesOf(app.outdir, 'stack')).toEqual(['cdk.tf.json']);

    synth({});
    synth({ source });
    expect(filesOf(app.outdir, 'stack')).toEqual(['.terraform.lock.hcl', 'cdk.tf.json']);
  });

  test.each(['datadogwebhooks', 'a/b/c/datadogwebhooks', 'example/webhooks', ''])(
    'the source %p is refused',
    (source) => {
      const stack = newStack();
      new DatadogWebhooksProvider(stack, 'datadog', { source });

      expect(validationErrors(stack)).toEqual([
        '[stack/datadog] source must be the address of a provider named datadogwebhooks, such as ' +
          `cdktf-datadog-webhooks/datadogwebhooks, but is "${source}"`,
      ]);
    },
  );

  test('two sources in one stack are refused', () => {
    const stack = newStack();
    new DatadogWebhooksProvider(stack, 'us', { source: 'example/datadogwebhooks' });
    new DatadogWebhooksProvider(stack, 'eu', { alias: 'eu' });

    expect(validationErrors(stack)).toEqual([
      '[stack/us] source is "example/datadogwebhooks", and that of stack/eu is ' +
        '"terraform.local/cdktf/datadogwebhooks". ' +
        'Terraform takes one for each stack. Give all of them the same source.',
      '[stack/eu] source is "terraform.local/cdktf/datadogwebhooks", and that of stack/us is ' +
        '"example/datadogwebhooks". ' +
        'Terraform takes one for each stack. Give all of them the same source.',
    ]);
  });

  test('Testing.fullSynth gives what terraform validates', () => {
    const stack = newStack();
    new DatadogWebhooksProvider(stack, 'datadog', { site: 'datadoghq.eu' });
    const outdir = Testing.fullSynth(stack);
    expect(filesOf(outdir, 'stack')).toEqual(['.terraform.lock.hcl', 'cdk.tf.json', ...FILES]);
    const given = process.env;
    process.env = { ...given, TF_CLI_CONFIG_FILE: '', CHECKPOINT_DISABLE: '1' };
    expect(Testing.toBeValidTerraform(outdir)).toBe(true);
    process.env = given;
    rmSync(outdir, { recursive: true });
  });

  test('Testing.synth writes nothing', () => {
    const app = newApp();
    const stack = new TerraformStack(app, 'stack');
    new DatadogWebhooksProvider(stack, 'datadog');
    Testing.synth(stack, true);
    expect(existsSync(join(app.outdir, 'stacks/stack'))).toBe(false);
  });

  test('a key from a variable that is not ephemeral is warned of', () => {
    const app = newApp();
    const stack = new TerraformStack(app, 'stack');
    new DatadogWebhooksProvider(stack, 'datadog', { appKey: '${var.app_key}', apiKey: '${var.api_key}' });
    new EphemeralSecret(stack, 'api-key');
    new EphemeralSecret(stack, 'app-key').addOverride('ephemeral', false);
    app.synth();
    expect(annotations(app)).toEqual([
      {
        level: '@cdktf/warn',
        constructPath: 'stack/datadog',
        message:
          "appKey comes from the variable app_key, which is not ephemeral. Every plan file would hold its value in clear text. Use an EphemeralSecret instead, or call addOverride('ephemeral', true) on the variable.",
      },
    ]);
  });
});
