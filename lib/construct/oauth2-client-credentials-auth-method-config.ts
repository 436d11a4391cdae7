import type { TerraformMetaArguments } from './framework';
import type { AuthMethodValues } from './generated/auth-method';

/** What an OAuth2 client credentials auth method is made of. Every value may be a reference. */
export interface OAuth2ClientCredentialsAuthMethodConfig extends AuthMethodValues, TerraformMetaArguments {
  /**
   * Accepts a literal as `clientSecret`. cdk.tf.json and every plan file then hold it in clear text. Use it
   * only for a secret that gives access to nothing, such as one in a test with the emulator.
   *
   * @default false
   */
  readonly dangerouslyAllowLiteralSecrets?: boolean;
}
