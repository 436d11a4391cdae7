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
   * Accepts literals as keys and as token. cdk.tf.json and every plan file then hold them in clear text. Use
   * it only for keys that open nothing, such as those of a test against the emulator.
   *
   * @default false
   */
  readonly dangerouslyAllowLiteralSecrets?: boolean;
}
