import type { ProviderSettings } from './generated/provider';

/**
 * How the provider reaches Datadog. Settings you omit come from the environment of the shell that deploys, or
 * have their default.
 */
export interface DatadogWebhooksProviderConfig extends ProviderSettings {
  /**
   * The name that resources choose this provider by, in a stack with several.
   *
   * @default - the stack's default provider
   */
  readonly alias?: string;

  /**
   * The address of a released provider in a registry or a mirror, such as
   * `cdktf-datadog-webhooks/datadogwebhooks`. Synth then puts no files beside the stack. Use it where no Node
   * is, such as on Windows or on the runners of HCP Terraform. Give the same one to all aliases of a stack.
   *
   * @default - synth puts the provider beside the stack
   */
  readonly source?: string;

  /**
   * Accepts literals as keys and as token. cdk.tf.json and every plan file then hold them in clear text. Use
   * it only for keys that open nothing, such as those of a test against the emulator.
   *
   * @default false
   */
  readonly dangerouslyAllowLiteralSecrets?: boolean;
}
