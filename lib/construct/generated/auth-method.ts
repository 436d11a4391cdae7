// Generated from the tables by `npm run docs`; do not edit.
import { type IResolvable, TerraformResource } from '../framework';
import type { Settable } from '../row-values';

/**
 * The attributes that people set.
 *
 * @internal
 */
export interface AuthMethodValues {
  /** The name people choose the auth method by. It must be unique in the organisation. */
  readonly name: string;

  /** The absolute http or https URL of the token endpoint that Datadog asks for an access token. */
  readonly accessTokenUrl: string;

  /** The client id that Datadog presents to the token endpoint. */
  readonly clientId: string;

  /**
   * The client secret. Write-only: no state and no plan holds it. A creation needs it; omit it to manage an
   * imported auth method without its secret.
   *
   * Give a reference to an `EphemeralSecret`, or to an ephemeral resource of your vault. Synth refuses a
   * literal, and so a value read from `process.env`: cdk.tf.json would hold it.
   *
   * @default - no secret is sent: an imported auth method keeps the one it has
   */
  readonly clientSecret?: string;

  /**
   * Change this number to send the client secret again. With it, the secret is sent when the number changes,
   * and once more while it is uncertain which secret Datadog has. Without it, a changed secret is noticed by
   * itself.
   *
   * @default - a changed secret is noticed by itself
   */
  readonly clientSecretVersion?: number;

  /**
   * The audience that Datadog asks the token for. Omit it for none.
   *
   * @default - none
   */
  readonly audience?: string;

  /**
   * The scopes that Datadog asks the token for, separated by spaces, in any order. Omit it for none.
   *
   * @default - none
   */
  readonly scope?: string;

  /**
   * Whether the deploy asks the token endpoint for a token before it sends Datadog new credentials. Without a
   * token, nothing is sent to Datadog.
   *
   * It asks before a creation, a new client secret, and a new `accessTokenUrl`, `clientId`, `audience` or
   * `scope`. When it gets none the deploy stops, so a wrong secret never replaces one that works. The token
   * is thrown away.
   *
   * It needs `clientSecret`, and a token endpoint that the machine running Terraform can reach.
   *
   * @default false
   */
  readonly verifyToken?: boolean | IResolvable;
}

/**
 * The accessors of the attributes.
 *
 * @internal
 */
export abstract class AuthMethodAttributes extends TerraformResource {
  /** @internal */
  protected abstract readonly _values: Settable<AuthMethodValues>;

  /** The UUID that Datadog gave the auth method, as a reference. */
  public get id(): string {
    return this.getStringAttribute('id');
  }

  /** The name people choose the auth method by, as a reference. */
  public get name(): string {
    return this.getStringAttribute('name');
  }

  public set name(value: string) {
    this._values.name = value;
  }

  /** The value of `name` in the configuration. */
  public get nameInput(): string {
    return this._values.name;
  }

  /**
   * The absolute http or https URL of the token endpoint that Datadog asks for an access token, as a
   * reference.
   */
  public get accessTokenUrl(): string {
    return this.getStringAttribute('access_token_url');
  }

  public set accessTokenUrl(value: string) {
    this._values.accessTokenUrl = value;
  }

  /** The value of `accessTokenUrl` in the configuration. */
  public get accessTokenUrlInput(): string {
    return this._values.accessTokenUrl;
  }

  /** The client id that Datadog presents to the token endpoint, as a reference. */
  public get clientId(): string {
    return this.getStringAttribute('client_id');
  }

  public set clientId(value: string) {
    this._values.clientId = value;
  }

  /** The value of `clientId` in the configuration. */
  public get clientIdInput(): string {
    return this._values.clientId;
  }

  /** Sets `clientSecret`. It has no getter: a reference to a write-only attribute is always null. */
  public putClientSecret(value: string): void {
    this._values.clientSecret = value;
  }

  /** Takes `clientSecret` out of the configuration. */
  public resetClientSecret(): void {
    this._values.clientSecret = undefined;
  }

  /** The value of `clientSecret` in the configuration; undefined when it is not set. */
  public get clientSecretInput(): string | undefined {
    return this._values.clientSecret;
  }

  /**
   * Change this number to send the client secret again, as a reference; null in Terraform when it is not set.
   */
  public get clientSecretVersion(): number {
    return this.getNumberAttribute('client_secret_wo_version');
  }

  public set clientSecretVersion(value: number) {
    this._values.clientSecretVersion = value;
  }

  /** Takes `clientSecretVersion` out of the configuration. */
  public resetClientSecretVersion(): void {
    this._values.clientSecretVersion = undefined;
  }

  /** The value of `clientSecretVersion` in the configuration; undefined when it is not set. */
  public get clientSecretVersionInput(): number | undefined {
    return this._values.clientSecretVersion;
  }

  /** How many client secrets were sent from here, as a reference. */
  public get clientSecretRevision(): number {
    return this.getNumberAttribute('client_secret_revision');
  }

  /** The audience that Datadog asks the token for, as a reference; null in Terraform when it is not set. */
  public get audience(): string {
    return this.getStringAttribute('audience');
  }

  public set audience(value: string) {
    this._values.audience = value;
  }

  /** Takes `audience` out of the configuration. */
  public resetAudience(): void {
    this._values.audience = undefined;
  }

  /** The value of `audience` in the configuration; undefined when it is not set. */
  public get audienceInput(): string | undefined {
    return this._values.audience;
  }

  /**
   * The scopes that Datadog asks the token for, separated by spaces, in any order, as a reference; null in
   * Terraform when it is not set.
   */
  public get scope(): string {
    return this.getStringAttribute('scope');
  }

  public set scope(value: string) {
    this._values.scope = value;
  }

  /** Takes `scope` out of the configuration. */
  public resetScope(): void {
    this._values.scope = undefined;
  }

  /** The value of `scope` in the configuration; undefined when it is not set. */
  public get scopeInput(): string | undefined {
    return this._values.scope;
  }

  /**
   * Whether the deploy asks the token endpoint for a token before it sends Datadog new credentials, as a
   * reference; null in Terraform when it is not set.
   */
  public get verifyToken(): boolean | IResolvable {
    return this.getBooleanAttribute('verify_token');
  }

  public set verifyToken(value: boolean | IResolvable) {
    this._values.verifyToken = value;
  }

  /** Takes `verifyToken` out of the configuration. */
  public resetVerifyToken(): void {
    this._values.verifyToken = undefined;
  }

  /** The value of `verifyToken` in the configuration; undefined when it is not set. */
  public get verifyTokenInput(): boolean | IResolvable | undefined {
    return this._values.verifyToken;
  }

  /** The protocol of the auth method, always `oauth2-client-credentials`, as a reference. */
  public get protocol(): string {
    return this.getStringAttribute('protocol');
  }
}
