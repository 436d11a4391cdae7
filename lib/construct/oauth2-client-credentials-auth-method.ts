import type { Construct } from 'constructs';
import { refuseOtherFramework } from './other-framework';
import { AUTH_METHOD_TYPE, ROWS } from '../attributes';
import { changeHook } from './change-hook';
import type { ChangeHookConfig } from './change-hook-config';
import { Annotations, ImportableResource, type TerraformProvider, type TerraformResource } from './framework';
import { AuthMethodAttributes, type AuthMethodValues } from './generated/auth-method';
import { GENERATOR_METADATA } from './generator-metadata';
import { withTerraformNames, wrongIgnoredChanges } from './ignored-changes';
import { META_PROPERTIES, unknownProperties } from './known-properties';
import { undefinedSecret } from './literal-secrets';
import type { OAuth2ClientCredentialsAuthMethodConfig } from './oauth2-client-credentials-auth-method-config';
import { toHclTerraform, toTerraform, valuesOf, type Settable } from './row-values';
import { checkStackOf } from './stack-checks';
import { allowLiteralSecrets } from './stack-secrets';

const SETTABLE = ROWS.filter((row) => row.need !== 'computed');

/**
 * An OAuth2 client credentials auth method of Datadog's Webhooks Integration. A deploy sends Datadog only the
 * attributes that changed.
 */
export class OAuth2ClientCredentialsAuthMethod extends AuthMethodAttributes {
  /** The type of the resource in Terraform. */
  public static readonly tfResourceType: string = AUTH_METHOD_TYPE;

  /**
   * Makes the plan write the configuration of an auth method that exists in Datadog.
   *
   * @param scope The scope of the import block
   * @param importToId The construct id that the written configuration has
   * @param importFromId The auth method's UUID in Datadog, or `name:` and its name
   * @param provider The provider that finds it, if it is not the default one
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
   * @param scope The stack, or a construct in it
   * @param id The construct id
   * @param config The attributes
   */
  public constructor(scope: Construct, id: string, config: OAuth2ClientCredentialsAuthMethodConfig) {
    super(scope, id, {
      // The meta-arguments; the base class takes nothing else of it.
      ...config,
      lifecycle: withTerraformNames(config.lifecycle),
      terraformResourceType: AUTH_METHOD_TYPE,
      terraformGeneratorMetadata: GENERATOR_METADATA,
    });
    refuseOtherFramework(this);
    this._values = valuesOf<AuthMethodValues>(SETTABLE, config);
    this.node.addValidation({
      validate: () => [
        ...unknownProperties(config, SETTABLE, ['dangerouslyAllowLiteralSecrets', ...META_PROPERTIES]),
        ...wrongIgnoredChanges(this.lifecycle),
      ],
    });
    if (config.dangerouslyAllowLiteralSecrets === true) allowLiteralSecrets(this);
    if ('clientSecret' in config && config.clientSecret === undefined)
      Annotations.of(this).addWarning(undefinedSecret(id));
    checkStackOf(this);
  }

  /**
   * Runs a command after the auth method changed. It runs after the creation, after each deploy that changed
   * a watched attribute, and again in the next deploy when it failed. It also runs when the hook is new or
   * watches different attributes than before.
   *
   * The hook is a `null_resource`, and a stack without a NullProvider gets one. With cdktn it is a
   * `terraform_data`.
   *
   * @param id The construct id of the hook, within the auth method
   * @param config The command, and the attributes that it watches
   * @returns the hook, for resources that have to come after it (`dependsOn`)
   * @throws when `on` is empty or names an attribute that an auth method does not have
   */
  public onChange(id: string, config: ChangeHookConfig): TerraformResource {
    return changeHook(this, id, config);
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return toTerraform(SETTABLE, this._values);
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return toHclTerraform(SETTABLE, this._values);
  }
}
