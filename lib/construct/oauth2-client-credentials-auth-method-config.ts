import type { IResolvable, TerraformMetaArguments } from 'cdktf';

/**
 * What an OAuth2 client credentials auth method is made of. Every value may be a reference.
 */
export interface OAuth2ClientCredentialsAuthMethodConfig extends TerraformMetaArguments {
  /** The name people choose the auth method by. No two auth methods of an organisation may share one. */
  readonly name: string;

  /** The absolute http(s) URL of the token endpoint that Datadog asks for an access token. */
  readonly accessTokenUrl: string;

  /** The client id that Datadog presents to the token endpoint. */
  readonly clientId: string;

  /**
   * The client secret, as a reference: to an `EphemeralSecret`, or to an ephemeral resource of your vault.
   * A literal is refused at synth, since it would land in cdk.tf.json; so is a value read from `process.env`.
   *
   * Write-only: it is in no state and no plan. Datadog needs it to create an auth method.
   *
   * @default - no secret is sent: an imported auth method keeps the one it has
   */
  readonly clientSecret?: string;

  /**
   * A whole number of your own. When it is set, the client secret is sent when this number changes and only then.
   *
   * @default - a changed secret is noticed by itself
   */
  readonly clientSecretVersion?: number;

  /**
   * The audience that Datadog asks the token for.
   *
   * @default - none
   */
  readonly audience?: string;

  /**
   * The scopes that Datadog asks the token for, separated by spaces; their order means nothing.
   *
   * @default - none
   */
  readonly scope?: string;

  /**
   * Whether the token endpoint is asked for a token before Datadog is sent a new auth method, a new client secret or
   * another `accessTokenUrl`, `clientId`, `audience` or `scope`. Where it gives none, the deploy stops and Datadog is
   * sent nothing, so that a wrong secret never takes the place of one that works. The token is thrown away.
   *
   * It needs `clientSecret`, and a token endpoint that can be reached from where Terraform runs.
   *
   * @default false
   */
  readonly verifyToken?: boolean | IResolvable;

  /**
   * Whether the creation takes over an auth method of the same name that exists already: one PATCH with the attributes
   * that differ and `clientSecret`. The plan says so where it can be known. Without it the deploy stops, and says how to
   * import the auth method.
   *
   * It counts at the creation only: an auth method of this stack is never affected by it.
   *
   * @default false
   */
  readonly adoptExisting?: boolean | IResolvable;

  /**
   * Lets `clientSecret` be a literal. It then lies in clear text in cdk.tf.json and in every plan file. For a
   * secret that opens nothing, such as one of a test against the emulator, and for no other.
   *
   * @default false
   */
  readonly dangerouslyAllowLiteralSecrets?: boolean;
}
