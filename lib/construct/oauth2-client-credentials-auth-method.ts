import type { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { type IResolvable, ImportableResource, TerraformResource, type TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { AUTH_METHOD_TYPE, ROWS, type SettableProperty } from '../attributes';
import { changeHook } from './change-hook';
import type { ChangeHookConfig } from './change-hook-config';
import { wrongValues } from './checked-values';
import { GENERATOR_METADATA } from './generator-metadata';
import { literalClientSecret } from './literal-secrets';
import type { OAuth2ClientCredentialsAuthMethodConfig } from './oauth2-client-credentials-auth-method-config';
import { toHclTerraform, toTerraform, valuesOf, type Settable } from './row-values';
import { warnOfStoredSecrets } from './stored-secrets';
import { onSynthesis } from './synthesis-hook';
import { terraformName } from './terraform-name';

const SETTABLE = ROWS.filter((row) => row.need !== 'computed');

type SettableValues = Settable<OAuth2ClientCredentialsAuthMethodConfig, SettableProperty>;

/**
 * An OAuth2 client credentials auth method of Datadog's Webhooks Integration. A deploy sends Datadog the attributes
 * that changed and nothing else.
 */
export class OAuth2ClientCredentialsAuthMethod extends TerraformResource {
  /** The type of the resource in Terraform. */
  public static readonly tfResourceType: string = AUTH_METHOD_TYPE;

  /**
   * Makes `cdktf plan` write the configuration of an auth method that exists in Datadog.
   *
   * @param scope the scope of the import block
   * @param importToId the construct id that the written configuration has
   * @param importFromId the auth method's UUID in Datadog, or `name:` and its name
   * @param provider the provider that finds it, if it is not the default one
   */
  public static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return new ImportableResource(scope, importToId, {
      terraformResourceType: AUTH_METHOD_TYPE,
      importId: importFromId,
      provider,
    });
  }

  private readonly values: SettableValues;

  public constructor(scope: Construct, id: string, config: OAuth2ClientCredentialsAuthMethodConfig) {
    super(scope, id, {
      // The meta-arguments; the base class takes nothing else of it.
      ...config,
      terraformResourceType: AUTH_METHOD_TYPE,
      terraformGeneratorMetadata: GENERATOR_METADATA,
    });
    this.values = valuesOf(SETTABLE, config);
    const literals = config.dangerouslyAllowLiteralSecrets === true;
    this.node.addValidation({
      validate: () =>
        wrongValues(SETTABLE, this.values, ({ writeOnly, property }) =>
          writeOnly && !literals ? literalClientSecret(property, id) : undefined,
        ),
    });
    onSynthesis(this, (session) =>
      warnOfStoredSecrets(this, { clientSecret: this.clientSecretInput }, session),
    );
  }

  /**
   * Runs a command when the auth method changed: after its creation, after each deploy that changed one of the
   * watched attributes, and again in the next deploy when it failed. Terraform runs it for the creation of the hook
   * too, so also when the hook is new or watches other attributes than before.
   * The hook is a `null_resource`; a stack without a NullProvider gets one.
   *
   * @param id the construct id of the hook, within the auth method
   * @param config the command, and the attributes it waits for
   * @returns the hook, for those that shall run after it (`dependsOn`)
   * @throws when `on` names an attribute that an auth method does not have, or none at all
   */
  public onChange(id: string, config: ChangeHookConfig): NullResource {
    return changeHook(this, id, config);
  }

  /** The UUID that Datadog gave the auth method, as a reference. */
  public get id(): string {
    return this.getStringAttribute(terraformName('id'));
  }

  /** The protocol of the auth method, as a reference. */
  public get protocol(): string {
    return this.getStringAttribute(terraformName('protocol'));
  }

  /** How many client secrets were sent from here, as a reference: 1 after the creation, one more after each rotation. */
  public get clientSecretRevision(): number {
    return this.getNumberAttribute(terraformName('clientSecretRevision'));
  }

  /** The name people choose the auth method by, as a reference. */
  public get name(): string {
    return this.getStringAttribute(terraformName('name'));
  }

  public set name(value: string) {
    this.values.name = value;
  }

  public get nameInput(): string {
    return this.values.name;
  }

  /** The URL of the token endpoint, as a reference. */
  public get accessTokenUrl(): string {
    return this.getStringAttribute(terraformName('accessTokenUrl'));
  }

  public set accessTokenUrl(value: string) {
    this.values.accessTokenUrl = value;
  }

  public get accessTokenUrlInput(): string {
    return this.values.accessTokenUrl;
  }

  /** The client id, as a reference. */
  public get clientId(): string {
    return this.getStringAttribute(terraformName('clientId'));
  }

  public set clientId(value: string) {
    this.values.clientId = value;
  }

  public get clientIdInput(): string {
    return this.values.clientId;
  }

  /** Your own number of the client secret, as a reference; null in Terraform when it is not set. */
  public get clientSecretVersion(): number {
    return this.getNumberAttribute(terraformName('clientSecretVersion'));
  }

  public set clientSecretVersion(value: number) {
    this.values.clientSecretVersion = value;
  }

  public resetClientSecretVersion(): void {
    this.values.clientSecretVersion = undefined;
  }

  public get clientSecretVersionInput(): number | undefined {
    return this.values.clientSecretVersion;
  }

  /** The audience, as a reference; null in Terraform when there is none. */
  public get audience(): string {
    return this.getStringAttribute(terraformName('audience'));
  }

  public set audience(value: string) {
    this.values.audience = value;
  }

  public resetAudience(): void {
    this.values.audience = undefined;
  }

  public get audienceInput(): string | undefined {
    return this.values.audience;
  }

  /** The scopes, as a reference; null in Terraform when there are none. */
  public get scope(): string {
    return this.getStringAttribute(terraformName('scope'));
  }

  public set scope(value: string) {
    this.values.scope = value;
  }

  public resetScope(): void {
    this.values.scope = undefined;
  }

  public get scopeInput(): string | undefined {
    return this.values.scope;
  }

  /** Whether new credentials are tried at the token endpoint, as a reference; null in Terraform when it is not set. */
  public get verifyToken(): boolean | IResolvable {
    return this.getBooleanAttribute(terraformName('verifyToken'));
  }

  public set verifyToken(value: boolean | IResolvable) {
    this.values.verifyToken = value;
  }

  public resetVerifyToken(): void {
    this.values.verifyToken = undefined;
  }

  public get verifyTokenInput(): boolean | IResolvable | undefined {
    return this.values.verifyToken;
  }

  /** Whether a creation takes over an auth method of the same name, as a reference; null in Terraform when not set. */
  public get adoptExisting(): boolean | IResolvable {
    return this.getBooleanAttribute(terraformName('adoptExisting'));
  }

  public set adoptExisting(value: boolean | IResolvable) {
    this.values.adoptExisting = value;
  }

  public resetAdoptExisting(): void {
    this.values.adoptExisting = undefined;
  }

  public get adoptExistingInput(): boolean | IResolvable | undefined {
    return this.values.adoptExisting;
  }

  // There is no `clientSecret` to read: a reference to a write-only attribute would compile, and always be null.
  /** Sets the client secret, as the config's `clientSecret` does. */
  public putClientSecret(value: string): void {
    this.values.clientSecret = value;
  }

  public resetClientSecret(): void {
    this.values.clientSecret = undefined;
  }

  public get clientSecretInput(): string | undefined {
    return this.values.clientSecret;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return toTerraform(SETTABLE, this.values);
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return toHclTerraform(SETTABLE, this.values);
  }
}
