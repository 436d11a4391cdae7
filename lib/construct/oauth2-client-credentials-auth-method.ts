import type { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import type { Construct } from 'constructs';
import { AUTH_METHOD_TYPE, ROWS } from '../attributes';
import { changeHook } from './change-hook';
import type { ChangeHookConfig } from './change-hook-config';
import { wrongValues } from './checked-values';
import { ImportableResource, type TerraformProvider } from './framework';
import { AuthMethodAttributes, type AuthMethodValues } from './generated/auth-method';
import { GENERATOR_METADATA } from './generator-metadata';
import { literalClientSecret } from './literal-secrets';
import type { OAuth2ClientCredentialsAuthMethodConfig } from './oauth2-client-credentials-auth-method-config';
import { toHclTerraform, toTerraform, valuesOf, type Settable } from './row-values';
import { warnOfStoredSecrets } from './stored-secrets';
import { onSynthesis } from './synthesis-hook';

const SETTABLE = ROWS.filter((row) => row.need !== 'computed');

/**
 * An OAuth2 client credentials auth method of Datadog's Webhooks Integration. A deploy sends Datadog the attributes
 * that changed and nothing else.
 */
export class OAuth2ClientCredentialsAuthMethod extends AuthMethodAttributes {
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

  /** @internal */
  protected readonly _values: Settable<AuthMethodValues>;

  /**
   * @param scope the stack, or a construct in it
   * @param id the construct id
   * @param config the attributes
   */
  public constructor(scope: Construct, id: string, config: OAuth2ClientCredentialsAuthMethodConfig) {
    super(scope, id, {
      // The meta-arguments; the base class takes nothing else of it.
      ...config,
      terraformResourceType: AUTH_METHOD_TYPE,
      terraformGeneratorMetadata: GENERATOR_METADATA,
    });
    this._values = valuesOf<AuthMethodValues>(SETTABLE, config);
    const literals = config.dangerouslyAllowLiteralSecrets === true;
    this.node.addValidation({
      validate: () =>
        wrongValues(SETTABLE, this._values, ({ writeOnly, property }) =>
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

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return toTerraform(SETTABLE, this._values);
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return toHclTerraform(SETTABLE, this._values);
  }
}
