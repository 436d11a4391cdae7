import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, type TerraformResource, TerraformStack, Testing } from 'cdktf';
import type { Construct } from 'constructs';
import {
  DatadogWebhooksProvider,
  type DatadogWebhooksProviderConfig,
  OAuth2ClientCredentialsAuthMethod,
  type OAuth2ClientCredentialsAuthMethodConfig,
} from '../../lib';
import { VERSION } from '../../lib/mirror/package-json';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'construct-'));
  folders.push(folder);
  return folder;
}

export function newApp(): App {
  return Testing.app({ outdir: temporaryFolder() });
}

export function newStack(): TerraformStack {
  return new TerraformStack(newApp(), 'stack');
}

export function stackWithProvider(
  config: DatadogWebhooksProviderConfig = {},
  app = newApp(),
): TerraformStack {
  const stack = new TerraformStack(app, 'stack');
  new DatadogWebhooksProvider(stack, 'datadog', config);
  return stack;
}

/** What most tests declare. */
export const CONFIG = {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/token',
  clientId: 'client-1',
};

/** @param config what differs from {@link CONFIG} */
export function newMethod(
  config: Partial<OAuth2ClientCredentialsAuthMethodConfig> = {},
  scope: Construct = stackWithProvider(),
  id = 'payments',
): OAuth2ClientCredentialsAuthMethod {
  return new OAuth2ClientCredentialsAuthMethod(scope, id, { ...CONFIG, ...config });
}

/** The stack's cdk.tf.json without cdktf's own notes. */
export function synthesized(stack: TerraformStack) {
  return JSON.parse(Testing.synth(stack));
}

/**
 * The resource of a change hook in cdk.tf.json, with the values that it watches as `triggers` in both
 * frameworks.
 */
export function hookResourceIn(stack: TerraformStack, hook: TerraformResource) {
  const resource = synthesized(stack).resource[hook.terraformResourceType][hook.friendlyUniqueId];
  const { triggers_replace, ...rest } = resource;
  return { triggers: triggers_replace, ...rest };
}

/** A construct whose members a test names at run time. */
export function untyped(construct: object) {
  return construct as ReturnType<typeof JSON.parse>;
}

/** The lines that the validations of a stack give, as a person reads them. */
export function validationErrors(stack: TerraformStack): string[] {
  try {
    stack.runAllValidations();
  } catch (error) {
    const lines = (error as Error).message.split('\n').filter((line) => line.startsWith('  ['));
    if (lines.length === 0) throw error;
    return lines.map((line) => line.trim());
  }
  return [];
}

/** The warnings and errors that the manifest of a synthesized app tells the cdktf CLI. */
export function annotations(app: App): { level: string; constructPath: string; message: string }[] {
  const manifest = JSON.parse(readFileSync(join(app.outdir, 'manifest.json'), 'utf8'));
  return manifest.stacks.stack.annotations.map(
    ({ level, constructPath, message }: Record<string, string>) => ({ level, constructPath, message }),
  );
}

export const REQUIRED_PROVIDER = {
  datadogwebhooks: { source: 'terraform.local/cdktf/datadogwebhooks', version: VERSION },
};
